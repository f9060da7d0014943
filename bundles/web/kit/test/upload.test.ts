import { afterEach, expect, test } from 'vitest';
import { send, upload, useCsrfToken } from '../src/index.ts';

const realFetch = globalThis.fetch;
const realRequest = globalThis.XMLHttpRequest;

afterEach(() => {
  globalThis.fetch = realFetch;
  globalThis.XMLHttpRequest = realRequest;
  useCsrfToken(undefined);
});

interface Answer {
  status: number;
  text: string;
}

const problem = (status: number, code: string): Answer => ({
  status,
  text: JSON.stringify({ type: `urn:rattache:problem:${code}`, status, detail: 'detail' }),
});

/** Answers uploads with these one after the other, and notes the headers of each. */
function answers(...list: Answer[]) {
  const sent: Record<string, string>[] = [];
  class FakeRequest extends EventTarget {
    readonly upload = new EventTarget();
    readonly headers: Record<string, string> = {};
    status = 0;
    responseText = '';
    open() {}
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    getResponseHeader(name: string) {
      return name === 'X-Request-Id' ? 'r-1' : null;
    }
    send() {
      sent.push(this.headers);
      const answer = list.shift()!;
      queueMicrotask(() => {
        this.status = answer.status;
        this.responseText = answer.text;
        this.dispatchEvent(new Event('load'));
      });
    }
  }
  globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
  return sent;
}

const start = () => upload('/api/document/v1/x', new FormData(), 'key', () => {});

/** The next address to which the page wants to go; it does not get there. */
function nextAddress(): Promise<string> {
  const { navigation } = window as unknown as { navigation: EventTarget };
  return new Promise((resolve) => {
    const stop = (event: Event) => {
      event.preventDefault();
      resolve((event as Event & { destination: { url: string } }).destination.url);
    };
    navigation.addEventListener('navigate', stop, { once: true });
  });
}

test('an upload whose token is that of an old session goes again with the new one, under the same key', async () => {
  useCsrfToken('old');
  globalThis.fetch = () => Promise.resolve(Response.json({ csrfToken: 'new' }));
  const sent = answers(problem(403, 'csrf'), { status: 201, text: '{}' });
  expect(await start()).toBe('{}');
  expect(sent.map((headers) => headers['X-CSRF-Token'])).toEqual(['old', 'new']);
  expect(sent.map((headers) => headers['Idempotency-Key'])).toEqual(['key', 'key']);
});

test('a new token that is refused as well is a problem', async () => {
  globalThis.fetch = () => Promise.resolve(Response.json({ csrfToken: 'new' }));
  const sent = answers(problem(403, 'csrf'), problem(403, 'csrf'));
  await expect(start()).rejects.toMatchObject({ code: 'csrf' });
  expect(sent).toHaveLength(2);
});

test('a refusal has the reference of its request', async () => {
  answers(problem(413, 'file-too-large'));
  await expect(start()).rejects.toMatchObject({ code: 'file-too-large', requestId: 'r-1' });
});

test('a session that has ended leads to the log-in and back, from an upload as from everything else', async () => {
  const ended = problem(401, 'not-logged-in');
  answers(ended);
  const fromUpload = nextAddress();
  void start();
  expect(await fromUpload).toContain('/login?next=');

  globalThis.fetch = () => Promise.resolve(new Response(ended.text, { status: ended.status }));
  const fromSend = nextAddress();
  void send(new Request('/api/clientfile/v1/firms/f/client-files'));
  expect(await fromSend).toContain(encodeURIComponent(location.pathname));
});
