// A firm with very many client files, MANY of them, called "Métallerie 1" and so on; without MANY there is nothing to check.
import assert from 'node:assert/strict';
import { settled } from './browser.mjs';
import { check } from './check.mjs';

const { MANY } = process.env;

if (MANY) {
  check('very many client files: one of them in ten keystrokes, and the list scrolls on', async ({ enter, screenshots }) => {
    const { context } = await enter('operator', { locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto('/gateway/');
    await settled(page);
    await page.goto(`${page.url()}clients`);
    await settled(page);
    await page.getByText('plus de 10', { exact: false }).first().waitFor();
    // how many rows it says there are, as a screen reader hears it
    const table = () => page.evaluateHandle(() => document.querySelector('vaadin-grid').shadowRoot.querySelector('table'));
    const size = async () => (await table()).evaluate((one) => Number(one.getAttribute('aria-rowcount')));
    const before = await size();
    assert.ok(before >= 100 && before < Number(MANY), `${before} rows: not all of them are read`);

    // the grid grows at its end, and what is drawn stays little
    for (let pages = 0; pages < 20; pages++) {
      const there = await size();
      await page.evaluate(() => document.querySelector('vaadin-grid').scrollToIndex(Infinity));
      await page.waitForFunction(([one, then]) => Number(one.getAttribute('aria-rowcount')) > then, [await table(), there]);
    }
    const links = await page.locator('vaadin-grid a[href*="/clients/"]').count();
    assert.ok(links > 5 && links < 300, `${links} rows are drawn`);
    await page.screenshot({ path: `${screenshots}/very-many-scrolled.png` });

    const field = page.getByRole('textbox', { name: 'Rechercher une société' });
    for (const [typed, found] of [
      ['metal 7777', 'Métallerie 7777'],
      ['metal 8888', 'Métallerie 8888'],
    ]) {
      await field.fill('');
      await field.pressSequentially(typed);
      await page.getByRole('link', { name: found, exact: true }).waitFor();
    }
    await page.screenshot({ path: `${screenshots}/very-many-found.png` });
  });
}
