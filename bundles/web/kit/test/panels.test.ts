/** The host of panels: whatever a plug-in does, the page goes on. */
import { html, render } from 'lit';
import { beforeEach, expect, test } from 'vitest';
import type { PanelEvent, PanelItem } from '../src/panels/index.ts';
import { PanelBoundary, PanelList } from '../src/panels/index.ts';
import { chooseTheme, go } from '../src/index.ts';

const OWNER = { kind: 'firm', id: 'f' } as const;
const TITLE = { fr: 'Domaines', en: 'Domains' };

let list: { revision: string; items: PanelItem[] };
let told: { panel: string; text: string }[];
let place: HTMLElement;
let count = 0;

beforeEach(() => {
  told = [];
  list = { revision: '0', items: [] };
  globalThis.fetch = async (input) => {
    const request = input as Request;
    if (request.url.endsWith('/panels')) {
      return Response.json(list);
    }
    if (request.url.endsWith('/panel-faults')) {
      told.push(await request.json());
      return new Response(null, { status: 204 });
    }
    throw new Error(`Not expected: ${request.url}`);
  };
  place?.remove();
  place = document.createElement('div');
  document.body.append(place);
  PanelBoundary.wait = 8_000;
});

/** A panel whose module has this text. */
function panel(module: string, more: Partial<PanelItem> = {}): PanelItem {
  return {
    id: `com.example/panel-${++count}`,
    plugIn: 'com.example',
    version: '1.0.0',
    provenance: TITLE,
    apiVersion: 1,
    point: 'gateway.dashboard.card',
    module: URL.createObjectURL(new Blob([module], { type: 'text/javascript' })),
    title: TITLE,
    settings: {},
    ...more,
  };
}

const module = (body: string) => `export const apiVersion = 1; export default class extends HTMLElement { ${body} }`;
const saying = (text: string) => module(`set context(c) { this.textContent = ${JSON.stringify(text)} + ' ' + (c.client?.name ?? ''); }`);

function show(one: PanelItem, subject = {}): void {
  render(html`<rattache-panel .panel=${one} .owner=${OWNER} .subject=${subject}></rattache-panel><p>the page</p>`, place);
}

test('a panel is shown with what it is about, and with where it comes from', async () => {
  const one = panel(saying('for'));
  show(one, { client: { id: '1', name: 'ALPHA' } });
  await expect.poll(() => place.textContent).toContain('for ALPHA');
  expect(place.textContent).toMatch(/(Proposé par le module Domaines|Brought by the module Domains) \(1\.0\.0\)/);
  const element = place.querySelector('.panel-place')!.firstElementChild!;
  expect(element.localName).toMatch(/^rattache-x-panel-\d+-[0-9a-z]+$/);
  show(one, { client: { id: '2', name: 'BETA' } });
  await expect.poll(() => place.textContent).toContain('for BETA');
  expect(place.querySelector('.panel-place')!.firstElementChild, 'the same element').toBe(element);
});

const BROKEN: Record<string, string> = {
  'does not parse': 'export default class {',
  'throws while it loads': 'throw new Error("at once"); export default 1;',
  'has another version of the contract': module('set context(c) {}').replace('= 1', '= 2'),
  'exports no element': 'export const apiVersion = 1; export default class {}',
  'throws in its constructor': module('constructor() { super(); throw new Error("made"); }'),
  'throws when it is put into the page': module('set context(c) {} connectedCallback() { throw new Error("put"); }'),
  'throws at its context': module('set context(c) { throw new Error("context"); }'),
  'changes what it is given': module('set context(c) { "use strict"; c.settings.mine = 1; }'),
};

for (const [what, text] of Object.entries(BROKEN)) {
  test(`a module that ${what} is a card, the page goes on, and the server is told`, async () => {
    const one = panel(text);
    show(one);
    await expect.poll(() => place.querySelector('.panel-failed')?.textContent).toMatch(/ne répond pas|does not answer/);
    expect(place.textContent).toContain('the page');
    await expect.poll(() => told.map((fault) => fault.panel)).toEqual([one.id]);
  });
}

test('a module that is not there is a card', async () => {
  show(panel('', { module: '/ext/com.example/1.0.0-000000000000/absent.js' }));
  await expect.poll(() => place.querySelector('.panel-failed')).not.toBeNull();
});

test('a module that is slow is a card when its time is over', async () => {
  PanelBoundary.wait = 150;
  const one = panel(`await new Promise(() => {}); ${saying('never')}`);
  show(one);
  await expect.poll(() => place.textContent).toMatch(/Chargement|Loading/);
  await expect.poll(() => place.querySelector('.panel-failed')).not.toBeNull();
  await expect.poll(() => told[0]?.text).toContain('150 ms');
});

test('what a panel says is checked: ids pass, everything else is dropped and told', async () => {
  const heard: PanelEvent[] = [];
  const raw: string[] = [];
  place.addEventListener('panel-event', (event) => heard.push((event as CustomEvent<PanelEvent>).detail));
  place.addEventListener('rattache-suggest', (event) => raw.push(event.type));
  show(panel(saying('here')));
  await expect.poll(() => place.textContent).toContain('here');
  const element = place.querySelector('.panel-place')!.firstElementChild!;
  const say = (name: string, detail?: unknown) =>
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));

  say('rattache-suggest', { clientFiles: ['a-1', 'a-1', 'b-2'] });
  say('rattache-select', { clientFile: 'c-3' });
  say('rattache-refresh');
  expect(heard).toEqual([
    { kind: 'suggest', clientFiles: ['a-1', 'b-2'] },
    { kind: 'select', clientFile: 'c-3' },
    { kind: 'refresh' },
  ]);

  for (const detail of [undefined, {}, { clientFiles: 'a-1' }, { clientFiles: [] }, { clientFiles: ['../x'] }, { clientFiles: [1] }]) {
    say('rattache-suggest', detail);
  }
  say('rattache-suggest', { clientFiles: Array.from({ length: 21 }, (_, i) => `a-${i}`) });
  say('rattache-select', { clientFile: '<img>' });
  expect(heard.length).toBe(3);
  expect(raw, 'nothing of the plug-in leaves its boundary').toEqual([]);
  await expect.poll(() => told.map((fault) => fault.text)).toEqual([
    'rattache-suggest with a detail that is not as the contract says',
    'rattache-select with a detail that is not as the contract says',
  ]);
});

test('a leave-page guard is there as long as a panel says that it is dirty', async () => {
  show(panel(saying('form')));
  await expect.poll(() => place.textContent).toContain('form');
  const element = place.querySelector('.panel-place')!.firstElementChild!;
  const leaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const say = (dirty: unknown) =>
    element.dispatchEvent(new CustomEvent('rattache-dirty', { detail: { dirty }, bubbles: true }));
  expect(leaving()).toBe(false);
  expect(place.querySelector('rattache-panel')!.dirty).toBe(false);
  say(true);
  expect(leaving()).toBe(true);
  expect(place.querySelector('rattache-panel')!.dirty).toBe(true);
  say('yes');
  expect(leaving()).toBe(true);
  say(false);
  expect(leaving()).toBe(false);
});

test('another page is not shown unasked while a panel is dirty', async () => {
  show(panel(saying('form')));
  await expect.poll(() => place.textContent).toContain('form');
  const element = place.querySelector('.panel-place')!.firstElementChild!;
  element.dispatchEvent(new CustomEvent('rattache-dirty', { detail: { dirty: true }, bubbles: true }));
  const before = location.href;
  go('/elsewhere');
  const button = () =>
    [...document.querySelectorAll<HTMLElement>('vaadin-dialog vaadin-button')].find((one) => /Rester|Stay/.test(one.textContent ?? ''));
  await expect.poll(button).toBeDefined();
  button()!.click();
  await expect.poll(button).toBeUndefined();
  expect(location.href).toBe(before);
});

test('a panel is told when the screen turns dark, as the same element', async () => {
  chooseTheme('light');
  show(panel(module('set context(c) { this.textContent = "it is " + c.theme; }')));
  await expect.poll(() => place.textContent).toContain('it is light');
  const element = place.querySelector('.panel-place')!.firstElementChild!;
  chooseTheme('dark');
  await expect.poll(() => place.textContent).toContain('it is dark');
  expect(place.querySelector('.panel-place')!.firstElementChild).toBe(element);
  chooseTheme('system');
});

test('the host asks the API alone', async () => {
  show(
    panel(
      module(`set context(c) {
        const tries = ['https://elsewhere.example/api/x', '//elsewhere.example/api/x', '/login', '/api/../login'];
        Promise.allSettled(tries.map((one) => c.host.fetch(one)))
          .then((ends) => (this.textContent = ends.map((end) => end.status + ' ' + end.reason?.message).join('|')));
      }`),
    ),
  );
  await expect.poll(() => place.textContent).toContain('Only addresses below /api/');
  expect(place.textContent).not.toContain('fulfilled');
  expect(place.textContent).not.toContain('Not expected');
});

test('panels appear, are upgraded and disappear without a reload, and no name is defined twice', async () => {
  const owner = { kind: 'firm', id: 'hot' } as const;
  const first = panel(saying('version 1'));
  list = { revision: '1', items: [first] };
  render(html`<rattache-panels point="gateway.dashboard.card" .owner=${owner}></rattache-panels>`, place);
  await expect.poll(() => place.textContent).toContain('version 1');
  const before = place.querySelector('.panel-place')!.firstElementChild!;

  const upgraded = panel(saying('version 2'), { id: first.id, version: '1.1.0' });
  list = { revision: '2', items: [upgraded, panel(saying('elsewhere'), { point: 'gateway.client.tab' })] };
  await PanelList.of(owner).refresh();
  await expect.poll(() => place.textContent).toContain('version 2');
  expect(place.textContent).toContain('(1.1.0)');
  expect(place.textContent).not.toContain('version 1');
  expect(place.textContent).not.toContain('elsewhere');
  const after = place.querySelector('.panel-place')!.firstElementChild!;
  expect(after.localName).not.toBe(before.localName);

  list = { revision: '3', items: [first] };
  await PanelList.of(owner).refresh();
  await expect.poll(() => place.textContent).toContain('version 1');
  expect(place.querySelector('.panel-place')!.firstElementChild!.localName).toBe(before.localName);

  list = { revision: '4', items: [] };
  await PanelList.of(owner).refresh();
  await expect.poll(() => place.querySelector('rattache-panel')).toBeNull();
});

test('a server that does not answer leaves the panels where they are', async () => {
  const owner = { kind: 'firm', id: 'away' } as const;
  list = { revision: '1', items: [panel(saying('still'))] };
  render(html`<rattache-panels point="gateway.dashboard.card" .owner=${owner}></rattache-panels>`, place);
  await expect.poll(() => place.textContent).toContain('still');
  const answers = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(new Response('{}', { status: 503 }));
  await PanelList.of(owner).refresh();
  globalThis.fetch = () => Promise.reject(new TypeError('network'));
  await PanelList.of(owner).refresh();
  globalThis.fetch = answers;
  expect(place.textContent).toContain('still');
});

test('what is thrown later is told as the fault of its plug-in', async () => {
  const one = panel(module('set context(c) { this.textContent = "calm"; setTimeout(() => { throw new Error("later"); }, 10); }'));
  show(one);
  await expect.poll(() => told.map((fault) => fault.text)).toEqual(['Error: later']);
  expect(place.textContent).toContain('calm');
});
