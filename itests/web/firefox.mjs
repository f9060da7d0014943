// A smoke run in Firefox ESR as Debian ships it, by WebDriver BiDi: log in, the list, a link window. FIREFOX names another one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolated } from './browser.mjs';
import { check } from './check.mjs';

const WebSocket = createRequire(new URL('../../bundles/web/package.json', import.meta.url))('ws');
const PATIENCE = 120_000;

async function within(what, found) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await found();
    if (value) {
      return value;
    }
    assert.ok(Date.now() < end, `Firefox: ${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A Firefox of its own, with the few commands that are needed. */
async function startFirefox() {
  const profile = mkdtempSync(join(tmpdir(), 'rattache-firefox-'));
  writeFileSync(join(profile, 'user.js'), 'user_pref("intl.accept_languages", "fr-FR");\n');
  const options = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile, '--width=1440', '--height=900'];
  const browser = spawn(process.env.FIREFOX ?? 'firefox-esr', options, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  browser.stderr.on('data', (text) => (said += text));
  browser.on('error', (failure) => (said += failure));
  const address = await within('its start', () => /WebDriver BiDi listening on (\S+)/.exec(said)?.[1]);
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map();
  const faults = [];
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    if (message.method === 'log.entryAdded' && message.params.type === 'javascript' && message.params.level === 'error') {
      faults.push(message.params.text);
    }
    waiting.get(message.id)?.(message);
  });
  let last = 0;
  const send = async (method, params) => {
    const id = ++last;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const message = await answer;
    assert.equal(message.type, 'success', `${method}: ${message.error} ${message.message}`);
    return message.result;
  };
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { context } = (await send('browsingContext.getTree', {})).contexts[0];
  const evaluate = async (expression) => {
    const asked = { expression, target: { context }, awaitPromise: true };
    return (await send('script.evaluate', asked)).result?.value;
  };
  return {
    faults,
    evaluate,
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    shows: (what, expression) => within(what, () => evaluate(`Boolean(${expression})`)),
    type: (text) => {
      const actions = [...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
      return send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    picture: async (path) => {
      const { data } = await send('browsingContext.captureScreenshot', { context });
      writeFileSync(path, Buffer.from(data, 'base64'));
    },
    close: async () => {
      const ended = new Promise((resolve) => browser.once('exit', resolve));
      await send('browser.close', {});
      socket.close();
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

check('Firefox: log-in, the list and a link window', async ({ base, users, screenshots }) => {
  const firefox = await startFirefox();
  try {
    await firefox.open(new URL('/login?lang=fr&next=/gateway/', base).href);
    for (const [field, text] of Object.entries(users.operator)) {
      await firefox.evaluate(`document.querySelector('input[type=${field}]').focus()`);
      await firefox.type(text);
    }
    await firefox.type('\uE007');
    const heading = (text) => `document.querySelector('h1')?.textContent.includes('${text}')`;
    await firefox.shows('the dashboard', heading('Tableau de bord'));

    const link = (text) => `[...document.querySelectorAll('a')].find((one) => one.textContent.trim() === '${text}')`;
    await firefox.open(`${await firefox.evaluate('location.href')}clients?q=constructor`);
    await firefox.shows('the list', `${heading('Fiches clients')} && ${link('CONSTRUCTOR')}`);
    await firefox.picture(`${screenshots}/firefox-list.png`);

    const client = await firefox.evaluate(`${link('CONSTRUCTOR')}.href`);
    const id = client.split('/').pop();
    await firefox.open(`${client}?link=${id}`);
    await firefox.shows('the link window', `document.querySelector('[role=dialog], vaadin-dialog')?.textContent.includes('Rattacher ${isolated('CONSTRUCTOR')}')`);
    await firefox.shows('the choice of the main account', `document.querySelector('vaadin-dialog vaadin-combo-box, vaadin-dialog vaadin-select')`);
    await firefox.picture(`${screenshots}/firefox-window.png`);
    assert.deepEqual(firefox.faults, []);
  } finally {
    await firefox.close();
  }
});
