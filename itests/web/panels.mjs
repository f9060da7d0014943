// Panels of a plug-in: deployed, upgraded and removed while the page is open. PANELS is the folder with the two versions of
// samples/panel-sample, DEPLOY the server's folder of plug-ins; without them there is nothing to check.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';

const { DEPLOY, PANELS, SUFFIX = '' } = process.env;
const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const WORD = `PANNEAU${SUFFIX}`;
const CONTENT = '%PDF-1.4 empreinte';

/** Puts a version of the sample into the folder of plug-ins, all at once. */
async function deploy(version) {
  const aside = join(dirname(DEPLOY), 'example-domains.part');
  await copyFile(join(PANELS, `example-domains-${version}.jar`), aside);
  await rename(aside, join(DEPLOY, 'example-domains.jar'));
}

/** Waits for what a page shows once it has asked again which panels there are: at its next look, or as here when its tab is looked at. */
async function soon(target) {
  const asking = setInterval(
    () => target.page().evaluate(() => document.dispatchEvent(new Event('visibilitychange'))).catch(() => {}),
    500,
  );
  try {
    await target.waitFor();
  } finally {
    clearInterval(asking);
  }
}

const remove = () => rm(join(DEPLOY, 'example-domains.jar'), { force: true });

if (DEPLOY && PANELS) {
  check('panels of a plug-in appear, are upgraded and go while the page is open', async ({ enter, screenshots }) => {
    const entered = await enter('operator', FRENCH);
    const page = await entered.context.newPage();
    const shot = (name, of = page) => of.screenshot({ path: `${screenshots}/panel-${name}.png` });
    await page.goto('/gateway/');
    await settled(page);
    const root = page.url();
    const firm = /firms\/([^/]+)/.exec(root)[1];
    const file = async (name, email) => {
      const answer = await entered.context.request.post(`/api/clientfile/v1/firms/${firm}/client-files`, {
        headers: { 'X-CSRF-Token': entered.csrfToken },
        data: { name, email },
      });
      assert.equal(answer.status(), 201, await answer.text());
      return (await answer.json()).id;
    };
    const alpha = await file(`${WORD} ALPHA`, `a@panneau${SUFFIX}.example`);
    await file(`${WORD} OMEGA`, `b@panneau${SUFFIX}.example`);
    await file(`${WORD} GAMMA`, 'c@gamma.example');
    const card = page.getByRole('region', { name: 'Même domaine' });
    assert.equal(await card.count(), 0);
    // Whatever comes and goes on this page: it is the same one to the end.
    await page.evaluate(() => (window.stayed = true));
    const stayed = () => page.evaluate(() => window.stayed === true);

    try {
      await deploy('1.0.0');
      await soon(card.getByText(`panneau${SUFFIX}.example (2)`));
      await card.getByText('Proposé par le module Domaines (1.0.0)').waitFor();
      assert.ok(await stayed(), 'the dashboard was not loaded anew');
      await shot('1-dashboard');
      assert.deepEqual(await axe(page), []);
      const element = () => page.locator('rattache-panel .panel-place > *').first().evaluate((one) => one.localName);
      const before = await element();

      // The tab of a client file. It opens what it finds.
      await page.getByRole('link', { name: 'Fiches clients' }).click();
      await page.getByRole('textbox', { name: 'Rechercher une société' }).fill(`${WORD} ALPHA`);
      await page.waitForURL(/q=/);
      await settled(page); // the rows of before are gone: one of them would be waited for in vain
      await page.getByRole('link', { name: `${WORD} ALPHA` }).click();
      await page.getByRole('navigation', { name: 'Parties de la fiche' }).getByRole('link', { name: 'Même nom' }).click();
      await page.getByRole('button', { name: `Ouvrir ${WORD} OMEGA` }).waitFor();
      await shot('2-tab');
      assert.deepEqual(await axe(page), []);
      await page.getByRole('button', { name: `Ouvrir ${WORD} OMEGA` }).click();
      await page.getByRole('heading', { name: `${WORD} OMEGA`, level: 1 }).waitFor();

      // The action of a document, in a dialog.
      await page.goto(`${root}clients/${alpha}?tab=documents`);
      await settled(page);
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Choisir des fichiers' }).click(),
      ]);
      await chooser.setFiles([{ name: 'acte.pdf', mimeType: 'application/pdf', buffer: Buffer.from(CONTENT) }]);
      await page.getByRole('rowheader', { name: 'acte.pdf' }).waitFor();
      await page.getByRole('menuitem', { name: /acte\.pdf/ }).click();
      await page.getByRole('menuitem', { name: 'Empreinte du fichier' }).click();
      await page.getByText(createHash('sha256').update(CONTENT).digest('hex')).waitFor();
      await shot('3-document');

      // The link window: a badge, and a company that the panel suggests and the operator has to tick.
      await page.goto(`${root}clients/${alpha}?link=${alpha}`);
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`@panneau${SUFFIX}.example`).waitFor();
      await dialog.getByRole('button', { name: `Proposer ${WORD} GAMMA` }).click();
      const added = dialog.getByRole('checkbox', { name: `${WORD} GAMMA` });
      await added.waitFor();
      assert.equal(await added.isChecked(), false, 'a plug-in suggests, the operator decides');
      await dialog.getByText('proposée par le module Domaines').waitFor();
      await shot('4-window');
      assert.deepEqual(await axe(page), []);
      await page.keyboard.press('Escape');

      // The platform: the person behind a company of this firm.
      const holder = await enter('holder', FRENCH);
      const home = await holder.context.newPage();
      await home.goto('/platform/');
      await settled(home);
      await home.getByRole('tab', { name: 'Conseils' }).click();
      await home.getByText('Avant d’accepter un rattachement').waitFor();
      await shot('5-platform', home);
      assert.deepEqual(await axe(home), []);

      // Switch and settings of the firm.
      await page.goto(`${root}modules`);
      await page.getByText('Réglages').click();
      const most = page.getByRole('textbox', { name: 'Nombre de sociétés affichées' });
      await most.fill('0');
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('Ce nombre est hors des limites.').first().waitFor();
      await most.fill('1');
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('C’est enregistré.').first().waitFor();
      await shot('6-modules');
      assert.deepEqual(await axe(page), []);
      // The card shows all of them again, also when this server is used once more.
      await most.fill('20');
      await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok()),
        page.getByRole('button', { name: 'Enregistrer' }).click(),
      ]);
      await page.getByRole('button', { name: 'Masquer les panneaux de Domaines' }).click();
      await page.getByText('Masqué par votre entreprise').waitFor();
      await page.getByRole('link', { name: 'Tableau de bord' }).click();
      await page.getByRole('heading', { name: 'Tableau de bord', level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      assert.equal(await card.count(), 0, 'the firm has hidden it');
      await page.getByRole('link', { name: 'Modules' }).click();
      await page.getByRole('button', { name: 'Afficher les panneaux de Domaines' }).click();
      await page.getByText('Affiché', { exact: true }).waitFor();

      // Another version, then none, on a dashboard that stays open.
      await page.getByRole('link', { name: 'Tableau de bord' }).click();
      await card.getByText('Proposé par le module Domaines (1.0.0)').waitFor();
      await page.evaluate(() => (window.stayed = true));
      await deploy('1.1.0');
      await soon(card.getByText('Proposé par le module Domaines (1.1.0)'));
      await card.getByText('Domaines partagés, nouvelle version').waitFor();
      assert.notEqual(await element(), before, 'an upgraded element has a name of its own');
      await shot('7-upgraded');
      await remove();
      // here it is the page's own clock
      await card.waitFor({ state: 'detached' });
      assert.ok(await stayed(), 'the dashboard was not loaded anew');
      await shot('8-removed');
      const gone = await entered.context.request.get(`/api/panel/v1/firms/${firm}/panels`);
      assert.deepEqual((await gone.json()).items, []);
    } finally {
      await remove();
    }
  });
}
