// A module that is stopped while somebody works: AWAY is a plug-in for whose presence the module of links is stopped, DEPLOY the
// server's folder of plug-ins; without them there is nothing to check.
import assert from 'node:assert/strict';
import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';

const { AWAY, DEPLOY } = process.env;

if (AWAY && DEPLOY) {
  check('a module that is away: the page says so, and is complete again when it is back, without being loaded anew', async (world) => {
    const { context } = await world.enter('operator', { locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto('/gateway/');
    await settled(page);
    await page.evaluate(() => (window.stayed = true));
    const plugIn = join(DEPLOY, 'linking-away.jar');
    try {
      await copyFile(AWAY, join(dirname(DEPLOY), 'linking-away.part'));
      const gone = page.waitForResponse((answer) => answer.url().includes('/api/linking/') && answer.status() === 503);
      await rename(join(dirname(DEPLOY), 'linking-away.part'), plugIn);
      // to and fro until the module is away: a plug-in is looked for every second
      const links = page.getByRole('link', { name: 'Rattachements', exact: true });
      const files = page.getByRole('link', { name: 'Fiches clients', exact: true });
      let away = false;
      gone.then(
        () => (away = true),
        () => (away = 'never'),
      );
      while (!away) {
        await links.click();
        await page.getByRole('heading', { name: 'Rattachements', level: 1 }).waitFor();
        await files.click();
        await page.getByRole('heading', { name: 'Fiches clients', level: 1 }).waitFor();
      }
      assert.equal(away, true, 'the module was stopped');
      // the rest goes on
      await page.locator('vaadin-grid a[href*="/clients/"]').first().waitFor();
      await links.click();
      const words = page.getByText('Cette partie du serveur est absente pour un moment. Réessayez.').first();
      await words.waitFor();
      assert.deepEqual(await axe(page), []);
      await page.screenshot({ path: `${world.screenshots}/module-away.png` });
      await rm(plugIn);
      await page.getByRole('combobox', { name: 'État' }).or(page.getByRole('button', { name: 'État' })).first().waitFor();
      await words.waitFor({ state: 'detached' });
      await settled(page);
      assert.ok(await page.evaluate(() => window.stayed), 'the page was not loaded anew');
    } finally {
      await rm(plugIn, { force: true });
    }
  });
}
