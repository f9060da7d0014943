// Every page of routes.mjs in both languages, light and dark, wide and narrow: a picture of it, no accessibility fault, nothing
// wider than the window. A page is loaded once a language; light, dark and widths are switched while it is shown.
import assert from 'node:assert/strict';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';
import { gatewayPages, openPages, personalPages, platformPages } from './routes.mjs';
import { setScene } from './scene.mjs';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' };
const LOOKS = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 390 },
  { scheme: 'dark', width: 390 },
];
// The quick size takes two looks that differ in everything.
const QUICK = new Set(['fr light 1440', 'en dark 390']);
const looksOf = (language) =>
  LOOKS.filter(({ scheme, width }) => process.env.SIZE !== 'quick' || QUICK.has(`${language} ${scheme} ${width}`));

/**
 * Looks at some pages in every way.
 *
 * @param pages name to address
 * @param arrived waits until a page is complete
 * @returns what is wrong
 */
async function lookAt(page, pages, language, folder, arrived) {
  const wrong = [];
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address);
    await arrived(page);
    for (const { scheme, width } of looksOf(language)) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await arrived(page);
      const look = `${name}-${language}-${scheme}-${width}`;
      await page.screenshot({ path: `${folder}-${look}.png` });
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
  check(`every page: the gateway in ${language}`, async ({ enter, users, screenshots }) => {
    const operator = await enter('operator', { locale });
    const { client } = await setScene(operator, await enter('holder'), users.holder.email);
    const page = await operator.context.newPage();
    const pages = await below(page, '/gateway/', language, gatewayPages(client));
    assert.deepEqual(await lookAt(page, pages, language, `${screenshots}/gateway`, settled), []);
  });

  check(`every page: the platform in ${language}`, async ({ enter, users, screenshots }) => {
    const holder = await enter('holder', { locale });
    const { space, document } = await setScene(await enter('operator'), holder, users.holder.email);
    const page = await holder.context.newPage();
    const pages = await below(page, '/platform/', language, platformPages(space, document));
    assert.deepEqual(await lookAt(page, pages, language, `${screenshots}/platform`, settled), []);
  });

  check(`every page: those without JavaScript in ${language}`, async ({ enter, visit, screenshots }) => {
    const inLanguage = (pages) =>
      Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, `${path}?lang=${language}`]));
    const arrived = (page) => page.getByRole('heading', { level: 1 }).waitFor();
    const folder = `${screenshots}/page`;
    const stranger = await visit({ locale });
    const wrong = await lookAt(await stranger.context.newPage(), inLanguage(openPages), language, folder, arrived);
    const holder = await enter('holder', { locale });
    const page = await holder.context.newPage();
    wrong.push(...(await lookAt(page, inLanguage(personalPages), language, folder, arrived)));
    assert.deepEqual(wrong, []);
  });
}
