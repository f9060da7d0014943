// How soon an operator sees something: node benchmarks/web.mjs BASE [ROUNDS], with OPERATOR_EMAIL and OPERATOR_PASSWORD in the
// environment, as demo.env has them. Every round is a fresh profile, so nothing is cached; headless Chromium of this machine.
import { loadavg } from 'node:os';
import { launch, logIn } from '../itests/web/browser.mjs';

const [base, rounds = '10'] = process.argv.slice(2);
const operator = { email: process.env.OPERATOR_EMAIL, password: process.env.OPERATOR_PASSWORD };
if (!base || !operator.email || !operator.password) {
  console.error('node benchmarks/web.mjs BASE [ROUNDS], with the log-in of an operator in the environment');
  process.exit(2);
}
const paints = [];
const rows = [];
const searches = [];
const browser = await launch();
for (let round = 0; round < Number(rounds); round++) {
  const { context } = await logIn(browser, base, operator, { locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
  const { firms } = await (await context.request.get('/api/identity/v1/session')).json();
  const page = await context.newPage();
  await page.goto(`/gateway/firms/${firms[0].id}/clients`, { waitUntil: 'commit' });
  await page.waitForSelector('vaadin-grid a[href*="/clients/"]');
  rows.push(await page.evaluate(() => performance.now()));
  paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  const name = await page.locator('vaadin-grid a[href*="/clients/"]').last().textContent();
  const answered = page.waitForResponse((answer) => answer.url().includes('q='));
  const begin = Date.now();
  await page.getByRole('textbox', { name: 'Rechercher une société' }).fill(name.trim().slice(0, 10));
  await answered;
  await page.getByText(name.trim()).first().waitFor();
  searches.push(Date.now() - begin);
  await context.close();
}
await browser.close();

const figures = (name, values) => {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  console.log(`${name}: median ${sorted[Math.floor(sorted.length / 2)]} ms, from ${sorted[0]} to ${sorted.at(-1)}`);
};
figures('first paint ', paints);
figures('rows on screen', rows);
figures('found in the list', searches);
console.log(`${rounds} rounds, load of the machine at the end ${loadavg()[0].toFixed(1)}`);
