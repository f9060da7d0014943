/**
 * The one way to the server: sends the token against forged requests, retries what only reads, throws a Problem for every
 * refusal, and leads to the log-in page and back when the session is lost.
 */
import { Problem, problemOf, problemOfText } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD']);
const PAUSES = [400, 1000, 2500];

let csrfToken: string | undefined;

/** Tells of 'away' and 'back': whether the server can be reached. */
export const network = new EventTarget();
let reachable = true;

export function useCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** What a change has to carry that does not go through send(), such as an upload with progress. */
export function csrfHeader(): Record<string, string> {
  return csrfToken ? { 'X-CSRF-Token': csrfToken } : {};
}

/** The address of the log-in page that leads back to where the user is now. */
export function logInAddress(from: Location = location): string {
  const next = from.pathname + from.search + from.hash;
  return `/login?next=${encodeURIComponent(next)}&lang=${document.documentElement.lang}`;
}

/** @throws Problem for every answer that is no success, and (status 0) when there is none */
export function send(request: Request): Promise<Response> {
  return inSession(() => persistently(request));
}

/**
 * Does a call with the session that there is: a lost one leads to the log-in and back, and the token is renewed once.
 *
 * @param call takes the token of now, at each try
 * @throws Problem as the call does
 */
export function inSession<T>(call: () => Promise<T>): Promise<T> {
  return call()
    .catch(async (failure: unknown) => {
      if (!isProblem(failure, 'csrf')) {
        throw failure;
      }
      // Another tab has logged in since: its token is the right one.
      await renewCsrfToken();
      return call();
    })
    .catch(leaveIfLoggedOut);
}

/** What only reads is tried again when the network or a module is away. */
async function persistently(request: Request): Promise<Response> {
  const pauses = SAFE.has(request.method) ? [...PAUSES] : [];
  for (;;) {
    const response = await attempt(request);
    if (response?.ok) {
      return response;
    }
    const problem = response ? await problemOf(response) : problemOfText(0, '');
    const pause = problem.status === 0 || problem.status === 503 ? pauses.shift() : undefined;
    if (pause === undefined) {
      throw problem;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function attempt(request: Request): Promise<Response | undefined> {
  const copy = request.clone();
  if (!SAFE.has(copy.method) && csrfToken) {
    copy.headers.set('X-CSRF-Token', csrfToken);
  }
  try {
    const response = await globalThis.fetch(copy);
    reached(true);
    return response;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    reached(false);
    return undefined;
  }
}

function reached(now: boolean): void {
  if (now !== reachable) {
    reachable = now;
    network.dispatchEvent(new Event(now ? 'back' : 'away'));
  }
}

async function renewCsrfToken(): Promise<void> {
  const response = await send(new Request('/api/identity/v1/session'));
  csrfToken = ((await response.json()) as { csrfToken?: string }).csrfToken;
}

const isProblem = (failure: unknown, code: string) => failure instanceof Problem && failure.code === code;

function leaveIfLoggedOut(failure: unknown): Promise<never> {
  if (!isProblem(failure, 'not-logged-in')) {
    throw failure;
  }
  location.assign(logInAddress());
  // Nothing after this is to be shown: the page is on its way to the log-in.
  return new Promise(() => {});
}

/** A key under which the server does a change once, however often it is sent. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function onceKey(): Record<'Idempotency-Key', string> {
  return { 'Idempotency-Key': newKey() };
}
