import { html, render } from 'lit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whenLinksChange } from '../src/linking/changed.ts';
import '../src/linking/scan.ts';
import { messages } from '../src/messages/index.ts';

const m = messages().scan;
// machines that run tests are shared
const PATIENCE = { timeout: 20_000 };
const real = globalThis.fetch;
const place = document.createElement('div');
document.body.append(place);
let told = 0;
whenLinksChange(() => told++);

const scan = (state: string, more: object = {}) => ({ id: 's1', state, done: 1, total: 4, proposed: 0, skipped: 0, unanswered: 0, ...more });

/** Stands in for the server: each call takes the next answer, the last one stays. */
function serve(...answers: Response[]): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (input: RequestInfo | URL) => {
    const request = input as Request;
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return (answers.length > 1 ? answers.shift()! : answers[0]!).clone();
  };
  return asked;
}

function show(address: string): void {
  history.replaceState(null, '', address);
  render(html`<gateway-scan></gateway-scan>`, place);
}

const start = () => place.querySelector('vaadin-button') as HTMLElement & { disabled: boolean };
const text = () => place.textContent?.replace(/\s+/g, ' ') ?? '';

beforeEach(() => {
  told = 0;
});
afterEach(() => {
  render(html``, place);
  globalThis.fetch = real;
});

test('a scan that runs is found again by the address, followed to its end, and told of once', async () => {
  const asked = serve(Response.json(scan('running')), Response.json(scan('done', { proposed: 3, unanswered: 2 })));
  show('/gateway/firms/f/to-link?scan=s1');
  await expect.poll(() => place.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow'), PATIENCE).toBe('0.25');
  expect(start().disabled).toBe(true);
  await expect.poll(text, PATIENCE).toContain(m.done(3));
  expect(text()).toContain(m.unanswered(2));
  expect(start().disabled).toBe(false);
  expect(told).toBe(1);
  expect(asked).toEqual(Array(2).fill('GET /api/linking/v1/firms/f/scans/s1'));
});

test('a scan that is started stands in the address; why it failed is said', async () => {
  serve(Response.json(scan('running'), { status: 202 }), Response.json(scan('failed', { detail: 'It was removed.' })));
  show('/gateway/firms/f/to-link');
  await expect.poll(start, PATIENCE).toBeTruthy();
  start().click();
  await expect.poll(text, PATIENCE).toContain(m.failed);
  expect(text()).toContain('It was removed.');
  expect(location.search).toBe('?scan=s1');
});

test('a scan that cannot be started says so, with the reference of the request', async () => {
  serve(Response.json({ type: 'urn:rattache:problem:internal', requestId: 'r-42' }, { status: 500 }));
  show('/gateway/firms/f/to-link');
  await expect.poll(start, PATIENCE).toBeTruthy();
  start().click();
  await expect.poll(() => place.querySelector('[role=alert]')?.textContent, PATIENCE).toContain('r-42');
  expect(location.search).toBe('');
  expect(start().disabled).toBe(false);
});
