// Every page of routes.mjs in both languages, light and dark, wide and narrow: a picture of it, no accessibility fault, nothing
// wider than the window. A page is loaded once a language; light, dark and widths are switched while it is shown.
import assert from 'node:assert/strict';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';
import { hasMails } from './mails.mjs';
import { gatewayPages, openPages, personalPages, platformPages } from './routes.mjs';
import { setScene, unusedLinks } from './scene.mjs';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' };
const LOOKS = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 390 },
  { scheme: 'dark', width: 390 },
];
// The quick size takes one look at each application, two that differ in everything.
const QUICK = new Set(['gateway fr light 1440', 'platform en dark 390', 'page fr light 1440']);
const looksAt = (application, language) =>
  LOOKS.filter(({ scheme, width }) => process.env.SIZE !== 'quick' || QUICK.has(`${application} ${language} ${scheme} ${width}`));
const checkLooks = (application, language, name, run) => {
  if (looksAt(application, language).length) {
    check(`every page: ${name} in ${language}`, run);
  }
};

/**
 * Looks at some pages in every way.
 *
 * @param pages name to address
 * @param arrived waits until a page is complete
 * @returns what is wrong
 */
async function lookAt(page, pages, { application, language, screenshots }, arrived) {
  const wrong = [];
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address);
    await arrived(page);
    for (const { scheme, width } of looksAt(application, language)) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await arrived(page);
      const look = `${name}-${language}-${scheme}-${width}`;
      await page.screenshot({ path: `${screenshots}/${application}-${look}.png` });
      for (const fault of await axe(page)) {
        wrong.push(`${look}: ${fault.id} ${fault.nodes.slice(0, 3).join(' | ')}`);
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) {
        wrong.push(`${look}: ${over} px wider than the window`);
      }
    }
  }
  return wrong;
}

/** The same pages below the address that an application has chosen for itself. */
async function below(page, application, language, pages) {
  await page.addInitScript((wanted) => window.localStorage?.setItem('rattache-language', wanted), language);
  await page.goto(application);
  await settled(page);
  const root = page.url().replace(/\?.*/, '');
  return Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, root + path]));
}

for (const [language, locale] of Object.entries(LOCALES)) {
  checkLooks('gateway', language, 'the gateway', async ({ enter, users, screenshots }) => {
    const operator = await enter('operator', { locale });
    const { client } = await setScene(operator, await enter('holder'), users.holder.email);
    const page = await operator.context.newPage();
    const pages = await below(page, '/gateway/', language, gatewayPages(client));
    assert.deepEqual(await lookAt(page, pages, { application: 'gateway', language, screenshots }, settled), []);
  });

  checkLooks('platform', language, 'the platform', async ({ enter, users, screenshots }) => {
    const holder = await enter('holder', { locale });
    const { space, document } = await setScene(await enter('operator'), holder, users.holder.email);
    const page = await holder.context.newPage();
    const pages = await below(page, '/platform/', language, platformPages(space, document));
    assert.deepEqual(await lookAt(page, pages, { application: 'platform', language, screenshots }, settled), []);
  });

  checkLooks('page', language, 'those without JavaScript', async ({ enter, visit, users, screenshots }) => {
    const inLanguage = (pages) =>
      Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, `${path}?lang=${language}`]));
    const arrived = (page) => page.getByRole('heading', { level: 1 }).waitFor();
    const where = { application: 'page', language, screenshots };
    const stranger = await visit({ locale });
    const open = await stranger.context.newPage();
    const wrong = await lookAt(open, inLanguage(openPages), where, arrived);
    if (hasMails) {
      const unused = await unusedLinks(await enter('operator'), users.holder.email);
      // a dead link shows no such field
      const asksForPassword = () => open.locator('input[type=password]').first().waitFor();
      wrong.push(...(await lookAt(open, inLanguage(unused), where, asksForPassword)));
    }
    const holder = await enter('holder', { locale });
    const page = await holder.context.newPage();
    wrong.push(...(await lookAt(page, inLanguage(personalPages), where, arrived)));
    assert.deepEqual(wrong, []);
  });
}
