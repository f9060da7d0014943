import { afterEach, expect, test, vi } from 'vitest';
import { logInAddress, network, Problem, send, useCsrfToken } from '../src/index.ts';

const real = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = real;
});

/** Answers with these one after the other; undefined: no network. */
function answers(...list: (Response | undefined)[]) {
  const requests: Request[] = [];
  globalThis.fetch = vi.fn((request: Request) => {
    requests.push(request);
    const next = list.shift();
    return next ? Promise.resolve(next) : Promise.reject(new TypeError('Failed to fetch'));
  }) as typeof fetch;
  return requests;
}

const problem = (status: number, code: string, more = {}) =>
  new Response(JSON.stringify({ type: `urn:rattache:problem:${code}`, status, detail: 'detail', requestId: 'r-1', ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

const get = () => new Request('/api/clientfile/v1/firms/f/client-files');
const post = () => new Request('/api/clientfile/v1/firms/f/client-files', { method: 'POST', body: '{}' });

test('a refusal is a problem with its code, fields and the reference of the request', async () => {
  answers(problem(422, 'invalid-fields', { errors: [{ pointer: '/email', code: 'domain' }] }));
  const failure = await send(post()).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(Problem);
  const refused = failure as Problem;
  expect([refused.status, refused.code, refused.requestId]).toEqual([422, 'invalid-fields', 'r-1']);
  expect(refused.field('/email')).toMatch(/domain/i);
  expect(refused.field('/name')).toBeUndefined();
});

test('an unknown code shows what the server says', async () => {
  answers(problem(409, 'from-a-plug-in'));
  await expect(send(post())).rejects.toMatchObject({ text: 'detail' });
});

test('what only reads is tried again when the network or a module is away', async () => {
  const said: string[] = [];
  network.addEventListener('away', () => said.push('away'));
  network.addEventListener('back', () => said.push('back'));
  const requests = answers(undefined, problem(503, 'unavailable'), new Response('{}'));
  expect((await send(get())).status).toBe(200);
  expect(requests).toHaveLength(3);
  expect(said).toEqual(['away', 'back']);
});

test('a change is sent once: nobody knows whether it has arrived', async () => {
  const requests = answers(undefined, new Response('{}'));
  await expect(send(post())).rejects.toMatchObject({ status: 0, code: 'network' });
  expect(requests).toHaveLength(1);
  answers(new Response('{}'));
  await send(get());
});

test('a change carries the token; a new one is fetched when another tab has logged in since', async () => {
  useCsrfToken('old');
  const requests = answers(
    problem(403, 'csrf'),
    new Response(JSON.stringify({ csrfToken: 'new' })),
    new Response('{}', { status: 201 }),
  );
  expect((await send(post())).status).toBe(201);
  expect(requests.map((request) => request.headers.get('X-CSRF-Token'))).toEqual(['old', null, 'new']);
});

test('the log-in leads back to where one was', () => {
  const where = new URL('http://x/gateway/firms/1/clients?q=a b#row') as unknown as Location;
  document.documentElement.lang = 'en';
  expect(logInAddress(where)).toBe('/login?next=%2Fgateway%2Ffirms%2F1%2Fclients%3Fq%3Da%2520b%23row&lang=en');
});
