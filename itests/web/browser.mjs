// A browser as people have it, for the tests of this folder: Debian's Chromium, driven by playwright-core.
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
 * A fresh profile that is logged in.
 *
 * @param options of playwright's context, such as locale, colorScheme and viewport
 * @returns the context, and what went wrong in its pages: errors of scripts and breaches of the content security policy
 */
export async function logIn(browser, base, { email, password }, options = {}) {
  const context = await browser.newContext({ baseURL: base, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 120_000)); // machines that run tests are shared
  const faults = [];
  context.on('page', (page) => {
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        faults.push(`${page.url()}: ${message.text()}`);
      }
    });
  });
  const answer = await context.request.post('/api/identity/v1/session', { data: { email, password } });
  if (!answer.ok()) {
    throw new Error(`log-in of ${email}: ${answer.status()} ${await answer.text()}`);
  }
  return { context, faults, csrfToken: (await answer.json()).csrfToken };
}

/** Waits until the page has come to rest: nothing is loading, no request is under way. */
export async function settled(page) {
  await page.waitForSelector('rattache-shell h1');
  await page.waitForFunction(() => !document.querySelector('.loading'));
  await page.waitForLoadState('networkidle');
}

/** The accessibility faults of a page, every level and best practice; axe runs outside of the page's own world. */
export async function axe(page) {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
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
  await evaluate(axeSource);
  const found = await evaluate(`axe.run(document, {}).then((r) => r.violations.map((v) => ({
    id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.target.flat().join(' ') + ' ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '')) })))`);
  await client.detach();
  return found;
}
