// How soon something is on the screen: node benchmarks/web.mjs BASE [ROUNDS], with OPERATOR_EMAIL and OPERATOR_PASSWORD in the
// environment, as demo.env has them; with HOLDER_EMAIL and HOLDER_PASSWORD, of somebody who reads several accounts, the change of
// account too. Every round of the gateway is a fresh profile, so nothing is cached; headless Chromium of this machine.
import { loadavg } from 'node:os';
import { launch, logIn } from '../itests/web/browser.mjs';

const [base, rounds = '10'] = process.argv.slice(2);
const user = (role) => ({ email: process.env[`${role}_EMAIL`], password: process.env[`${role}_PASSWORD`] });
const operator = user('OPERATOR');
const holder = user('HOLDER');
if (!base || !operator.email || !operator.password) {
  console.error('node benchmarks/web.mjs BASE [ROUNDS], with the log-in of an operator in the environment');
  process.exit(2);
}
const SCREEN = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const figures = { 'first paint': [], 'rows on screen': [], 'found by name': [], 'found by SIREN': [], 'found by e-mail': [], 'another account': [] };

/** From the last letter typed until the row is there; the pause before a search is part of it. */
async function search(page, letters, name) {
  const field = page.getByRole('textbox', { name: 'Rechercher une société' });
  const rows = page.locator('vaadin-grid a[href*="/clients/"]');
  await field.fill('introuvable');
  await rows.first().waitFor({ state: 'detached' });
  const begin = Date.now();
  await field.fill(letters);
  await rows.filter({ hasText: name }).first().waitFor();
  return Date.now() - begin;
}

const browser = await launch();
for (let round = 0; round < Number(rounds); round++) {
  const { context } = await logIn(browser, base, operator, SCREEN);
  const { firms } = await (await context.request.get('/api/identity/v1/session')).json();
  const page = await context.newPage();
  await page.goto(`/gateway/firms/${firms[0].id}/clients`, { waitUntil: 'commit' });
  await page.waitForSelector('vaadin-grid a[href*="/clients/"]');
  figures['rows on screen'].push(await page.evaluate(() => performance.now()));
  figures['first paint'].push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  const files = await context.request.get(`/api/clientfile/v1/firms/${firms[0].id}/client-files?limit=50`);
  const { items } = await files.json();
  const named = items.at(-1);
  figures['found by name'].push(await search(page, named.name, named.name));
  const numbered = items.find((file) => file.siren);
  if (numbered) {
    figures['found by SIREN'].push(await search(page, numbered.siren.slice(0, 7), numbered.name));
  }
  const addressed = items.find((file) => file.email);
  if (addressed) {
    figures['found by e-mail'].push(await search(page, addressed.email, addressed.name));
  }
  await context.close();
}
if (holder.email && holder.password) {
  const { context } = await logIn(browser, base, holder, SCREEN);
  const page = await context.newPage();
  await page.goto('/platform/');
  await page.getByRole('link', { name: /Accès aux documents/ }).click();
  const accounts = page.getByRole('navigation', { name: 'Comptes' });
  await accounts.getByRole('link').nth(1).waitFor();
  for (let round = 0; round < Number(rounds); round++) {
    const other = accounts.locator('a:not([aria-current])').first();
    const name = await other.locator('bdi').textContent();
    const answered = page.waitForResponse((answer) => /\/accounts\/[^/]+\/documents\?/.test(answer.url()));
    const begin = Date.now();
    await other.click();
    await answered;
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    figures['another account'].push(Date.now() - begin);
  }
  await context.close();
}
await browser.close();

for (const [name, values] of Object.entries(figures).filter(([, values]) => values.length)) {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, from ${sorted[0]} to ${sorted.at(-1)}`);
}
console.log(`${rounds} rounds, load of the machine at the end ${loadavg()[0].toFixed(1)}`);
