/** Sending a file with its progress: fetch tells nothing of what it sends; XMLHttpRequest does. */
import { problemOfText } from './problem.ts';
import { csrfHeader, inSession } from './send.ts';

/**
 * @param key the same for each try of the same file, so that it arrives once
 * @param progress is told the share that is on its way, from 0 to 1
 * @returns the body of the answer
 * @throws Problem for every refusal, and (status 0) when there is no answer
 */
export function upload(
  address: string,
  form: FormData,
  key: string,
  progress: (share: number) => void,
): Promise<string> {
  return inSession(() => attempt(address, form, key, progress));
}

function attempt(address: string, form: FormData, key: string, progress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Idempotency-Key', key);
    for (const [name, value] of Object.entries(csrfHeader())) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => progress(event.loaded / Math.max(event.total, 1)));
    request.addEventListener('load', () => {
      if (request.status === 201) {
        resolve(request.responseText);
      } else {
        const requestId = request.getResponseHeader('X-Request-Id') ?? undefined;
        reject(problemOfText(request.status, request.responseText, requestId));
      }
    });
    request.addEventListener('error', () => reject(problemOfText(0, '')));
    request.send(form);
  });
}
