import { beforeEach, expect, test } from 'vitest';
import { AccountsMenu, ordered } from '../src/documents/accounts-menu.ts';
import type { Document } from '../src/model.ts';
import '../src/pages/documents.ts';
import { listOf, serve, show, until, type Asked } from './server.ts';

const account = (id: string, name: string, unread = 0) => ({ id, name, own: id === 's', unread });

const document_ = (id: string, name: string, more: Partial<Document> = {}): Document => ({
  id,
  account: 'd',
  firm: 'f',
  direction: 'to-client',
  name,
  mediaType: 'text/plain',
  size: 5,
  state: 'sent',
  sentAt: '2026-11-24T10:00:00Z',
  read: false,
  keywords: [],
  ...more,
});

let asked: Asked[];

beforeEach(async () => {
  asked = await serve({
    'GET /partner/v1/spaces/s/accounts': () => listOf(account('s', 'CONSTRUCTOR'), account('d', 'DEMOLITOR', 2)),
    'GET /partner/v1/spaces/s/partners': () =>
      listOf({
        id: 'firm-f',
        kind: 'firm',
        name: 'BATIE',
        since: '2026-11-24T10:00:00Z',
        accounts: [account('s', 'CONSTRUCTOR'), account('d', 'DEMOLITOR')],
      }),
    'GET /document/v1/spaces/s/accounts/d/sections': () =>
      listOf({ id: 'x', firm: 'f', name: 'Contrats', keywords: ['contrat'] }),
    'GET /document/v1/spaces/s/accounts/s/sections': () => listOf(),
    'GET /document/v1/spaces/s/accounts/d/documents': () =>
      listOf(document_('1', '<i>Bail</i>'), document_('2', 'Devis', { read: true })),
    'GET /document/v1/spaces/s/accounts/s/documents': () => listOf(),
    'GET /document/v1/spaces/s/accounts/d/documents/counts': () => ({
      sections: { x: 12 },
      keywords: { Bail: 3 },
      directions: { 'to-client': 15 },
      unread: 4,
      read: 11,
    }),
    'GET /document/v1/spaces/s/accounts/s/documents/counts': () => ({ sections: {}, keywords: {}, directions: {}, unread: 0, read: 0 }),
    'GET /document/v1/spaces/s/documents/1/content': () => new Response('<b>texte</b>'),
    'GET /document/v1/spaces/s/documents/2/content': () => new Response('deux'),
  });
});

async function page(search = ''): Promise<HTMLElement> {
  history.replaceState(null, '', `/platform/spaces/s/documents${search}`);
  const element = show(document.createElement('platform-documents'));
  await until(() => element.querySelector('.document, .empty'));
  return element;
}

test('accounts stand in French alphabetical order and are found without accents', () => {
  const known = ['Zinc', 'école', 'Étoile', 'Eau', 'ÉCOLE', 'Lot 10', 'Lot 2'].map((name, at) => account(`${at}`, name));
  expect(ordered(known).map((one) => one.name)).toEqual(['Eau', 'école', 'ÉCOLE', 'Étoile', 'Lot 2', 'Lot 10', 'Zinc']);
  expect(ordered(known, 'ECO').map((one) => one.name)).toEqual(['école', 'ÉCOLE']);
});

test('above ten accounts there is a search', async () => {
  const menu = show(new AccountsMenu());
  menu.accounts = Array.from({ length: 10 }, (_, at) => account(`${at}`, `Compte ${at}`));
  await menu.updateComplete;
  expect(menu.querySelector('vaadin-text-field')).toBeNull();
  menu.accounts = [...menu.accounts, account('10', 'Dixième')];
  await menu.updateComplete;
  const search = menu.querySelector<HTMLElement & { value: string }>('vaadin-text-field')!;
  search.value = 'dixieme';
  await until(() => menu.querySelectorAll('li').length === 1);
  expect(menu.querySelector('li')?.textContent).toContain('Dixième');
});

test('the first account with something unread opens, and a name with markup shows as text', async () => {
  const element = await page();
  expect(element.querySelector('h1')?.textContent).toBe('DEMOLITOR');
  expect(element.querySelector('i')).toBeNull();
  expect(element.querySelector('.document-name')?.textContent).toContain('<i>Bail</i>');
  expect(element.querySelectorAll('.document.unread')).toHaveLength(1);
});

test('the filters of the address are asked for, and a chosen one goes into it', async () => {
  const element = await page('?account=d&keyword=contrat&unread=true');
  const list = asked.filter((one) => one.path.endsWith('/documents'));
  expect(list).toHaveLength(1);
  expect(list[0]?.query.get('keyword')).toBe('contrat');
  expect(list[0]?.query.get('unread')).toBe('true');
  const day = element.querySelector<HTMLInputElement>('input[type=date]')!;
  day.value = '2026-11-01';
  day.dispatchEvent(new Event('change'));
  await until(() => location.search.includes('from=2026-11-01'));
  await until(() => asked.some((one) => one.query.get('from') === '2026-11-01' && one.query.get('keyword') === 'contrat'));
});

test('each choice of the filters says how many documents it leaves, under the other ones', async () => {
  const element = await page('?account=d&q=bail');
  expect(asked.find((one) => one.path.endsWith('/counts'))?.query.get('q')).toBe('bail');
  const labels = () =>
    [...element.querySelectorAll<HTMLElement & { items: { label: string }[] }>('platform-filters vaadin-select')].flatMap(
      (select) => select.items.map((item) => item.label),
    );
  await until(() => labels().includes('Contrats (12)'));
  expect(labels()).toEqual(expect.arrayContaining(['Reçus (15)', 'Envoyés (0)', 'Non lus (4)', 'Lus (11)']));
  const keywords = element.querySelector<HTMLElement & { items: { name: string; count: number }[] }>('platform-filters vaadin-combo-box')!;
  expect(keywords.items).toEqual([
    { name: 'Bail', count: 3 },
    { name: 'contrat', count: 0 },
  ]);
});

test('another account keeps the filters but for the section, which is not its own', async () => {
  const element = await page('?account=d&section=x&q=bail');
  element.querySelectorAll<HTMLElement>('.accounts-list a')[0]?.click();
  await until(() => element.querySelector('h1')?.textContent === 'CONSTRUCTOR');
  const search = new URLSearchParams(location.search);
  expect([search.get('account'), search.get('q'), search.get('section')]).toEqual(['s', 'bail', null]);
});

test('a document opens beside the list as text, is read then, and the next one follows', async () => {
  const element = await page('?account=d');
  element.querySelector<HTMLElement>('[data-document="1"]')?.click();
  const text = await until(() => element.querySelector('pre'));
  expect(text.textContent).toBe('<b>texte</b>');
  expect(document.activeElement?.id).toBe('preview-name');
  await until(() => element.querySelectorAll('.document.unread').length === 0);
  expect(new URLSearchParams(location.search).get('doc')).toBe('1');
  element.querySelector<HTMLElement>('vaadin-button[aria-label="Document suivant"]')?.click();
  await until(() => element.querySelector('pre')?.textContent === 'deux');
  expect(new URLSearchParams(location.search).get('doc')).toBe('2');
});

test('Escape closes the preview and gives the focus back to the document', async () => {
  const element = await page('?account=d&doc=1');
  await until(() => element.querySelector('pre'));
  element.querySelector('pre')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await until(() => !element.querySelector('platform-preview'));
  await until(() => (document.activeElement as HTMLElement | null)?.dataset['document'] === '1');
  expect(location.search).not.toContain('doc=');
});
