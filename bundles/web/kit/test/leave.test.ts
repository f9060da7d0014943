/** Nobody loses what was typed without being asked, by whatever way he leaves. */
import { html, LitElement } from 'lit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { go, guardApplication, leavePart, PageGuard, setQuery, startRouter } from '../src/index.ts';

let typed = false;

class FormPage extends LitElement {
  readonly where = location.pathname;
  constructor() {
    super();
    new PageGuard(this, () => typed);
  }
  override createRenderRoot() {
    return this;
  }
  override render() {
    return html`<h1 tabindex="-1">${this.where}</h1>`;
  }
}
customElements.define('test-form', FormPage);

const outlet = document.createElement('main');
const before = location.href;
const page = () => outlet.firstElementChild;
const shown = () => outlet.textContent?.trim();
const leaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
const questions = () => document.querySelectorAll('vaadin-dialog.question').length;

async function answer(label: RegExp): Promise<void> {
  const button = () =>
    [...document.querySelectorAll<HTMLElement>('vaadin-dialog vaadin-button')].find((one) => label.test(one.textContent ?? ''));
  await expect.poll(button).toBeDefined();
  button()!.click();
  await expect.poll(questions).toBe(0);
}
const stay = () => answer(/Rester|Stay/);
const leave = () => answer(/Quitter|Leave/);

beforeAll(() => {
  document.body.append(outlet);
  history.replaceState(null, '', '/leave/start');
  const route = { path: ':page', element: 'test-form', load: () => Promise.resolve() };
  startRouter(outlet, '/leave/', [route], route);
});

beforeEach(async () => {
  typed = false;
  go('/leave/list');
  go('/leave/form');
  await expect.poll(shown).toBe('/leave/form');
});

afterEach(() => {
  typed = false;
});

afterAll(() => {
  history.replaceState(null, '', before);
  outlet.remove();
});

test('who has typed nothing is not asked', async () => {
  go('/leave/other');
  await expect.poll(shown).toBe('/leave/other');
  expect(questions()).toBe(0);
  expect(leaving()).toBe(false);
});

test('a link asks: who stays keeps the page as it is, who leaves goes on', async () => {
  typed = true;
  const form = page();
  const link = Object.assign(document.createElement('a'), { href: '/leave/other' });
  document.body.append(link);
  link.click();
  await stay();
  expect([location.pathname, page()]).toEqual(['/leave/form', form]);
  link.click();
  await leave();
  await expect.poll(shown).toBe('/leave/other');
  link.remove();
});

test('Back asks: who stays finds his filters in the address again, and Back works as before', async () => {
  setQuery({ tab: 'documents' });
  typed = true;
  const form = page();
  history.back();
  await stay();
  await expect.poll(() => location.pathname + location.search).toBe('/leave/form?tab=documents');
  expect(page()).toBe(form);
  history.back();
  await leave();
  await expect.poll(shown).toBe('/leave/list');
  expect(location.pathname).toBe('/leave/list');
});

test('there is one question, however often one goes away', async () => {
  typed = true;
  go('/leave/other');
  go('/leave/other');
  await expect.poll(questions).toBe(1);
  await stay();
  expect(shown()).toBe('/leave/form');
});

test('a part of a page asks for itself alone', async () => {
  typed = true;
  let left = 0;
  leavePart(false, () => left++);
  expect([left, questions()]).toEqual([1, 0]);
  leavePart(true, () => left++);
  await stay();
  expect(left).toBe(1);
  leavePart(true, () => left++);
  await leave();
  await expect.poll(() => left).toBe(2);
});

test('the browser asks as long as there is something to lose on the page', async () => {
  typed = true;
  expect(leaving()).toBe(true);
  typed = false;
  expect(leaving()).toBe(false);
  typed = true;
  page()!.remove();
  expect(leaving()).toBe(false);
});

test('what goes on beside the pages holds the browser, and no other page', async () => {
  const end = guardApplication(() => true);
  expect(leaving()).toBe(true);
  go('/leave/other');
  await expect.poll(shown).toBe('/leave/other');
  expect(questions()).toBe(0);
  end();
  expect(leaving()).toBe(false);
});
