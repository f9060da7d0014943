/** A server of answers: what is asked is noted, what is not expected fails the test. */
import { loadSession } from '@rattache/kit';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

type Answer = (asked: Asked) => unknown;

const SESSION = {
  user: { id: 'u', name: 'Dominique', email: 'd@x.example', language: 'fr' },
  firms: [],
  spaces: [{ id: 's', name: 'CONSTRUCTOR' }],
  csrfToken: 't',
};

/** @param answers "GET /partner/v1/spaces/s/accounts" to what is answered; a Response is given as it is */
export async function serve(answers: Record<string, Answer>): Promise<Asked[]> {
  const asked: Asked[] = [];
  globalThis.fetch = async (input: RequestInfo | URL) => {
    const request = input as Request;
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api/, '');
    if (path === '/identity/v1/session') {
      return Response.json(SESSION);
    }
    const type = request.headers.get('Content-Type') ?? '';
    const body = type.includes('json') ? await request.json().catch(() => undefined) : undefined;
    const one = { method: request.method, path, query: url.searchParams, body };
    asked.push(one);
    const answer = answers[`${one.method} ${path}`];
    if (!answer) {
      throw new Error(`Not expected: ${one.method} ${path}`);
    }
    const given = answer(one);
    return given instanceof Response ? given : Response.json(given);
  };
  history.replaceState(null, '', '/platform/spaces/s/documents');
  localStorage.clear();
  await loadSession();
  return asked;
}

export function listOf<T>(...items: T[]) {
  return { items, next: null, total: { value: items.length, exact: true } };
}

/** Waits until something is there. */
export async function until<T>(found: () => T | null | undefined | false): Promise<T> {
  const end = Date.now() + 5000;
  for (;;) {
    const value = found();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`It did not happen: ${found}\n${document.body.innerHTML.slice(0, 2000)}`);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export function show<E extends HTMLElement>(element: E): E {
  // what stands beside it in the body is of the components: messages, dialogs
  document.getElementById('shown')?.remove();
  const place = Object.assign(document.createElement('div'), { id: 'shown' });
  place.append(element);
  document.body.append(place);
  return element;
}
