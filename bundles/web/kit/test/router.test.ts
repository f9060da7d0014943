import { html, LitElement } from 'lit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { go, startRouter } from '../src/index.ts';

class TestPage extends LitElement {
  readonly where = location.pathname + location.search;
  override createRenderRoot() {
    return this;
  }
  override render() {
    return html`<h1 tabindex="-1">${this.localName} ${this.where}</h1>`;
  }
}
customElements.define('test-list', class extends TestPage {});
customElements.define('test-item', class extends TestPage {});
customElements.define('test-nowhere', class extends TestPage {});

const outlet = document.createElement('main');
const before = location.href;
const page = (path: string, element: string) => ({ path, element, load: () => Promise.resolve() });
const shown = () => outlet.textContent?.trim();

beforeAll(() => {
  document.body.append(outlet);
  history.replaceState(null, '', '/base/firms/1/');
  startRouter(
    outlet,
    '/base/',
    [page('firms/:firm', 'test-list'), page('firms/:firm/clients/:id', 'test-item')],
    page('', 'test-nowhere'),
  );
});

afterAll(() => history.replaceState(null, '', before));

test('the page of the address is shown, with its title', async () => {
  await expect.poll(shown).toBe('test-list /base/firms/1/');
  expect(document.title).toContain('test-list');
});

test('another address is another page, which takes the focus to its heading', async () => {
  go('/base/firms/1/clients/2');
  await expect.poll(shown).toBe('test-item /base/firms/1/clients/2');
  go('/base/firms/1/clients/3?tab=documents');
  await expect.poll(shown).toBe('test-item /base/firms/1/clients/3?tab=documents');
  expect(document.activeElement?.localName).toBe('h1');
});

test('a link of the application changes the page; one with a key held is left to the browser', async () => {
  const link = Object.assign(document.createElement('a'), { href: '/base/firms/1/clients/4' });
  document.body.append(link);
  link.click();
  await expect.poll(shown).toBe('test-item /base/firms/1/clients/4');
  const held = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
  link.addEventListener('click', (event) => queueMicrotask(() => event.preventDefault()));
  document.addEventListener('click', (event) => event.preventDefault(), { once: true });
  link.dispatchEvent(held);
  expect(shown()).toBe('test-item /base/firms/1/clients/4');
  link.remove();
});

test('an address that names nothing says so', async () => {
  go('/base/nowhere');
  await expect.poll(shown).toBe('test-nowhere /base/nowhere');
});
