import { beforeEach, expect, test, vi } from 'vitest';
import type { Request } from '../src/model.ts';
import { RequestCard, typesText } from '../src/requests/request-card.ts';
import '../src/pages/home.ts';
import { listOf, serve, show, until } from './server.ts';

const REQUEST: Request = {
  id: 'r',
  kind: 'company',
  state: 'pending',
  createdAt: '2026-11-24T10:00:00Z',
  firm: { id: 'f', name: 'BATIE <b>CONSTRUCTION</b>', siret: '12345678901234' },
  company: { name: '<img src=x onerror=alert(1)> DÉMO', siren: '552100554' },
  agreement: 'none-needed',
  opens: 'group',
  steps: { accept: true, acceptGroup: false, refuse: true, reopen: false },
  waiting: { total: 3, byType: { 'application/pdf': 2, 'image/png': 1 } },
};

async function card(request: Request): Promise<RequestCard> {
  const element = new RequestCard();
  element.request = request;
  show(element);
  await element.updateComplete;
  return element;
}

function buttons(element: HTMLElement): string[] {
  return [...element.querySelectorAll('vaadin-button')].map((one) => one.textContent?.trim() ?? '');
}

beforeEach(async () => {
  await serve({});
});

test('a name with markup shows as text', async () => {
  const element = await card(REQUEST);
  expect(element.querySelector('img, b')).toBeNull();
  expect(element.textContent).toContain('<img src=x onerror=alert(1)> DÉMO');
});

test('it says who asks, how much of what waits, and offers only the steps that are possible', async () => {
  const element = await card(REQUEST);
  expect(element.textContent).toContain('3 documents attendent');
  expect(element.textContent).toContain('(2 PDF, 1 image)');
  expect(element.textContent).toMatch(/552\s100\s554/);
  expect(buttons(element)).toEqual(['Accepter', 'Refuser']);
  const second = await card({
    ...REQUEST,
    state: 'accepted',
    steps: { accept: false, acceptGroup: true, refuse: true, reopen: false },
  });
  expect(buttons(second)).toEqual(['Accepter groupe', 'Refuser']);
  expect(second.querySelectorAll('.steps .done')).toHaveLength(1);
});

test('types of files are counted by their kind', () => {
  expect(typesText({ 'image/png': 1, 'image/jpeg': 1, 'application/zip': 1 })).toBe('2 images, 1 autre');
});

test('an answer is given once, and told', async () => {
  const asked = await serve({
    'POST /partner/v1/spaces/s/requests/r/acceptance': () => ({ ...REQUEST, state: 'accepted' }),
  });
  const element = await card(REQUEST);
  const answered = vi.fn();
  element.addEventListener('answered', answered);
  const accept = element.querySelector<HTMLElement>('vaadin-button')!;
  accept.click();
  await element.updateComplete;
  expect(accept.hasAttribute('disabled')).toBe(true);
  await until(() => answered.mock.calls.length === 1);
  expect(asked.filter((one) => one.method === 'POST')).toHaveLength(1);
});

test('a refusal asks first, and takes the reason along', async () => {
  const asked = await serve({ 'POST /partner/v1/spaces/s/requests/r/refusal': () => REQUEST });
  const element = await card(REQUEST);
  [...element.querySelectorAll<HTMLElement>('vaadin-button')].at(-1)!.click();
  const field = await until(() => document.querySelector<HTMLElement & { value: string }>('vaadin-dialog vaadin-text-area'));
  expect(asked.filter((one) => one.method === 'POST')).toHaveLength(0);
  const dialog = document.querySelector<HTMLElement & { headerTitle: string }>('vaadin-dialog')!;
  expect(dialog.headerTitle, 'a name keeps its writing direction to itself').toContain(`\u2068${REQUEST.company.name}\u2069`);
  field.value = ' Je ne la connais pas. ';
  const confirm = [...document.querySelectorAll<HTMLElement>('vaadin-dialog vaadin-button')].find(
    (one) => one.textContent?.trim() === 'Refuser',
  )!;
  confirm.click();
  await until(() => asked.some((one) => one.path.endsWith('/refusal')));
  expect(asked.at(-1)?.body).toEqual({ reason: 'Je ne la connais pas.' });
});

test('after the answer that opens documents the page leads to them', async () => {
  let open = false;
  const second: Request = {
    ...REQUEST,
    state: 'accepted',
    steps: { accept: false, acceptGroup: true, refuse: true, reopen: false },
  };
  await serve({
    'GET /partner/v1/spaces/s/requests': (one) =>
      one.query.get('state') === 'accepted' && !open ? listOf(second) : listOf(),
    'GET /partner/v1/spaces/s/accounts': () =>
      open
        ? listOf({ id: 's', name: 'CONSTRUCTOR', own: true, unread: 0 }, { id: 'd', name: 'DEMOLITOR', own: false, unread: 1 })
        : listOf({ id: 's', name: 'CONSTRUCTOR', own: true, unread: 0 }),
    'POST /partner/v1/spaces/s/requests/r/group-acceptance': () => {
      open = true;
      return second;
    },
  });
  const home = show(document.createElement('platform-home'));
  (await until(() => home.querySelector<HTMLElement>('.request vaadin-button'))).click();
  const link = await until(() => home.querySelector<HTMLAnchorElement>('.opened a'));
  expect(link.getAttribute('href')).toBe('/platform/spaces/s/documents?account=d');
  expect(link.textContent).toContain('DEMOLITOR');
  await until(() => document.activeElement === link);
});
