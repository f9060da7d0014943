import { afterEach, expect, test } from 'vitest';
import { authorNames } from '../src/clients/authors.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

test('operators have their names from the trail of the file, others have none', async () => {
  const asked: URL[] = [];
  globalThis.fetch = async (input: RequestInfo | URL) => {
    asked.push(new URL((input as Request).url));
    const actors = [{ id: 'o1', name: 'Camille' }, { id: 'token' }, { id: 'o2', name: 'Sacha' }, { id: 'o1', name: 'Camille' }];
    return Response.json({ items: actors.map((actor) => ({ actor })), next: null, total: { value: 4, exact: true } });
  };
  history.replaceState(null, '', '/gateway/firms/f/clients/c');
  expect([...(await authorNames('c'))]).toEqual([
    ['o1', 'Camille'],
    ['o2', 'Sacha'],
  ]);
  expect(asked.map((url) => url.pathname)).toEqual(['/api/audit/v1/firms/f/trail']);
  expect(asked[0]?.searchParams.get('clientFile')).toBe('c');
});
