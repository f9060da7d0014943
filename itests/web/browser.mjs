// A browser as people have it, for the tests of this folder: Debian's Chromium, driven by playwright-core.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

// The npm workspace of the web applications has the packages; this folder needs none of its own.
const require = createRequire(new URL('../../bundles/web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/**
 * A fresh profile of somebody who is not logged in.
 *
 * @param options of playwright's context, such as locale, colorScheme and viewport
 * @returns the context, and what went wrong in its pages: errors of scripts and breaches of the content security policy
 */
export async function visit(browser, base, options = {}) {
  const context = await browser.newContext({ baseURL: base, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 120_000)); // machines that run tests are shared
  const faults = [];
  context.on('page', (page) => {
    watchRequests(page);
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        faults.push(`${page.url()}: ${message.text()}`);
      }
    });
  });
  return { context, faults };
}

/** A fresh profile that is logged in, with the token that changes over REST need. */
export async function logIn(browser, base, { email, password }, options) {
  const visitor = await visit(browser, base, options);
  const answer = await visitor.context.request.post('/api/identity/v1/session', { data: { email, password } });
  if (!answer.ok()) {
    throw new Error(`log-in of ${email}: ${answer.status()} ${await answer.text()}`);
  }
  return { ...visitor, csrfToken: (await answer.json()).csrfToken };
}

const underWay = new WeakMap();

function watchRequests(page) {
  const requests = new Set();
  underWay.set(page, requests);
  page.on('request', (request) => request.url().startsWith('http') && requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Waits until the page has come to rest: nothing is loading, no request is under way, and what came is drawn. */
export async function settled(page) {
  await page.waitForSelector('rattache-shell h1');
  const end = Date.now() + 120_000;
  let calm = 0;
  while (calm < 2) {
    if (Date.now() > end) {
      throw new Error(`${page.url()} does not come to rest: ${[...underWay.get(page)].map((one) => one.url())}`);
    }
    const loading = await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(document.querySelectorAll('.loading').length)))),
    );
    calm = loading || underWay.get(page).size ? 0 : calm + 1;
  }
}

/** A name as sentences hold it: its writing direction stays inside of it. */
export const isolated = (name) => `\u2068${name}\u2069`;

/**
 * How much JavaScript a page needs, compressed as the server sends it.
 *
 * @param show opens the page, and waits until it is there
 */
export async function scriptBytes(page, show) {
  const scripts = [];
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) {
      scripts.push(response.url());
    }
  });
  await show();
  let bytes = 0;
  for (const url of scripts) {
    const answer = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(answer.headers.get('content-encoding'), 'gzip', `${url} is not compressed`);
    bytes += Number(answer.headers.get('content-length'));
  }
  console.log(`        ${scripts.length} scripts, ${(bytes / 1024).toFixed(1)} KiB gzipped`);
  return bytes;
}

const sessions = new WeakMap();

/** The accessibility faults of a page, every level and best practice; axe runs outside of the page's own world. */
export async function axe(page) {
  if (!sessions.has(page)) {
    sessions.set(page, await page.context().newCDPSession(page));
  }
  const client = sessions.get(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  // the same world as long as the page is the same
  const world = { frameId: frameTree.frame.id, worldName: 'axe' };
  const { executionContextId } = await client.send('Page.createIsolatedWorld', world);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  if (await evaluate('typeof axe') === 'undefined') {
    await evaluate(axeSource);
  }
  return evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => ({
    id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.target.flat().join(' ') + ' ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '')) })))`);
}
