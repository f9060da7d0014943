// The platform as the person behind CONSTRUCTOR sees it: the practical case, a refusal and its return, by keyboard alone,
// with names that try to be more than names, without a session, on a phone from the link of a mail.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { axe, isolated, scriptBytes, settled } from './browser.mjs';
import { check } from './check.mjs';
import { hasMails, linkInMail } from './mails.mjs';
import { acceptAll, call, firmOf, link, spaceOf } from './rest.mjs';
import { setScene } from './scene.mjs';

const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const LONGEST_NAME = 200;
const LONGEST_FILE_NAME = 255;
const LONGEST_MESSAGE = 500;
const NAUGHTY = '<img src=x onerror="document.title=\'taken\'">"\'& \u202Eevil ' + 'long '.repeat(12);

/** Opens a page of the space. */
async function open(page, path = '') {
  await page.goto('/platform/');
  await settled(page);
  const root = page.url().replace(/\?.*/, '');
  if (path) {
    await page.goto(root + path);
    await settled(page);
  }
  return root;
}

const card = (page, name) => page.getByRole('article', { name });

check('platform: the practical case: accept, accept the group, accept the firm, read the document', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const company = `DÉMOLITION ${Date.now()}`;
  await link(operator, world.users.holder.email, company, { 'Bail.txt': 'Le bail, tel quel. é\n' });

  const page = await holder.context.newPage();
  await open(page);
  await page.getByRole('tab', { name: /Partenaire à confirmer/ }).waitFor();
  await card(page, company).getByText('1 document attend').waitFor();
  assert.equal(await page.getByText('Bail.txt').count(), 0, 'no name before the acceptance');
  await page.screenshot({ path: `${world.screenshots}/platform-1-to-confirm.png` });

  await page.getByRole('button', { name: `Accepter ${company}`, exact: true }).click();
  await page.getByRole('button', { name: `Accepter groupe pour ${company}` }).click();
  await page.getByText(`${isolated(company)} a rejoint votre groupe.`).waitFor();
  const firm = page.getByRole('article').filter({ hasText: company });
  await firm.getByRole('button', { name: 'Accepter BATIE CONSTRUCTION' }).click();
  const way = page.getByRole('link', { name: `Lire les documents de ${isolated(company)}` });
  await way.waitFor();
  await page.screenshot({ path: `${world.screenshots}/platform-2-opened.png` });
  await way.click();

  await page.getByRole('heading', { name: company, level: 1 }).waitFor();
  await page.getByRole('navigation', { name: 'Comptes' }).locator('[aria-current]', { hasText: company }).waitFor();
  await page.getByRole('button', { name: /Bail\.txt/ }).click();
  await page.getByText('Le bail, tel quel. é').waitFor();
  await page.screenshot({ path: `${world.screenshots}/platform-3-document.png` });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Télécharger Bail.txt' }).click(),
  ]);
  assert.equal(readFileSync(await download.path(), 'utf8'), 'Le bail, tel quel. é\n');

  await page.getByRole('link', { name: 'Mes partenaires' }).click();
  await page.getByRole('heading', { name: company }).waitFor();
  await page.getByRole('heading', { name: 'BATIE CONSTRUCTION' }).waitFor();
  await page.screenshot({ path: `${world.screenshots}/platform-4-partners.png` });

  await page.getByRole('button', { name: `Retirer ${company}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await page.getByText(`${isolated(company)} ne fait plus partie de vos partenaires.`).waitFor();
  await page.getByRole('link', { name: /Accès aux documents/ }).click();
  await settled(page);
  assert.equal(await page.getByRole('navigation', { name: 'Comptes' }).getByText(company).count(), 0);
});

check('platform: a refusal with its reason stays in the list and can be taken up again', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const company = `REFUSÉE ${Date.now()}`;
  await link(operator, world.users.holder.email, company, {});
  const page = await holder.context.newPage();
  const root = await open(page);
  await page.getByRole('button', { name: `Refuser ${company}` }).click();
  await page.getByRole('textbox', { name: /Motif/ }).fill('Ce n’est pas ma société.');
  await page.getByRole('dialog').getByRole('button', { name: 'Refuser' }).click();
  await page.getByText(`${isolated(company)} est refusé.`).waitFor();

  await page.goto(`${root}requests?state=refused`);
  await settled(page);
  await card(page, company).getByText('Motif : Ce n’est pas ma société.').waitFor();
  await page.getByRole('button', { name: `Reprendre la demande de ${company}` }).click();
  await page.goto(root);
  await card(page, company).waitFor();
});

check('platform: by keyboard alone: accept, open a document, close it, the focus comes back', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const company = `CLAVIER ${Date.now()}`;
  await link(operator, world.users.holder.email, company, { 'Plan.txt': 'Plan' });
  const page = await holder.context.newPage();
  await open(page);
  /**
   * Presses Tab until what has the focus is called so.
   *
   * @param about what the card holds that it stands in
   */
  const tabTo = async (name, about = '') => {
    for (let steps = 0; steps < 80; steps++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const one = document.activeElement;
        // past the last element the focus is with the browser, and the body holds every text
        const called = !one || one === document.body ? '' : (one.getAttribute('aria-label') ?? one.textContent ?? '');
        return { called: called.trim(), card: one?.closest('article')?.textContent ?? '' };
      });
      if (focused.called.startsWith(name) && focused.card.includes(about)) {
        return;
      }
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await card(page, company).waitFor();
  await tabTo(`Accepter ${company}`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Accepter groupe pour ${company}` }).waitFor();
  await tabTo(`Accepter groupe pour ${company}`);
  await page.keyboard.press('Space');
  await page.getByText(`${isolated(company)} a rejoint votre groupe.`).waitFor();
  await tabTo('Accepter BATIE CONSTRUCTION', company);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: `Lire les documents de ${isolated(company)}` }).waitFor();
  await tabTo('Accès aux documents');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/documents$/);
  await settled(page);
  await tabTo(company);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Plan\.txt/ }).waitFor();
  await tabTo('Plan.txt');
  await page.keyboard.press('Enter');
  await page.locator('pre', { hasText: 'Plan' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'preview-name');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.matches('[data-document]'));
});

check('platform: a document goes to the firm, once', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const name = `Relevé ${Date.now()}.txt`;
  const page = await holder.context.newPage();
  await open(page, `documents?account=${await spaceOf(holder)}`);
  await page.getByRole('button', { name: 'Envoyer un document' }).click();
  await page.getByLabel(/Déposez des fichiers/).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('Relevé') });
  await page.getByRole('button', { name: 'Envoyer 1 fichier' }).click();
  await page.getByRole('button', { name }).waitFor();
  const firm = await firmOf(operator);
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const main = (await call(operator, 'GET', `${files}?q=constructor`)).body.items[0].id;
  const documents = `/api/document/v1/firms/${firm}/client-files/${main}/documents?direction=from-client&limit=200`;
  const arrived = (await call(operator, 'GET', documents)).body.items.filter((one) => one.name === name);
  assert.equal(arrived.length, 1);
});

check('platform: names and messages with markup and of great length show as text and break nothing', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', { ...FRENCH, viewport: { width: 390, height: 844 } });
  // ends with a word that nothing breaks by itself
  const company = `${NAUGHTY}${Date.now()}`.padEnd(LONGEST_NAME, 'x');
  const file = NAUGHTY.padEnd(LONGEST_FILE_NAME - '.txt'.length, 'x') + '.txt';
  await link(operator, world.users.holder.email, company, { [file]: '<script>document.title = "taken"</script>' });
  const page = await holder.context.newPage();
  const root = await open(page);
  const fits = async (where) => {
    assert.equal(await page.locator('#outlet img').count(), 0, where);
    assert.ok(!(await page.title()).startsWith('taken'), where);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${where} is ${over} px too wide`);
  };
  const message = NAUGHTY.padEnd(LONGEST_MESSAGE, 'x');
  await page.getByRole('button', { name: `Refuser ${company}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`Refuser ${isolated(company)}`).first().waitFor();
  await dialog.getByRole('textbox', { name: /Motif/ }).fill(message);
  await fits('the question');
  await page.screenshot({ path: `${world.screenshots}/platform-hostile-name.png` });
  await dialog.getByRole('button', { name: 'Refuser' }).click();
  await page.getByText(`${isolated(company)} est refusé.`).waitFor();
  await fits('what is said of the answer');
  await page.goto(`${root}requests?state=refused`);
  await settled(page);
  await card(page, company).getByText(`Motif : ${message}`).waitFor();
  await fits('the refusal');

  const requests = `/api/partner/v1/spaces/${await spaceOf(holder)}/requests`;
  const refused = (await call(holder, 'GET', `${requests}?state=refused&limit=200`)).body.items;
  await call(holder, 'POST', `${requests}/${refused.find((one) => one.company.name === company).id}/reopening`);
  await acceptAll(holder, company);
  for (const path of ['', 'requests', 'partners', 'documents', 'trail']) {
    await page.goto(root + path);
    await settled(page);
    await fits(path);
  }
});

check('platform: on a phone the link of the mail leads through the log-in to the request, and there it is accepted', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const { email, password } = world.users.holder;
  const { space } = await setScene(operator, holder, email);
  const company = `TÉLÉPHONE ${Date.now()}`;
  await link(operator, email, company, { 'Note.txt': 'Note' });
  const place = `/platform/spaces/${space}/`;
  // each mail about this space has the same link: no need to wait for the one that tells of this very request
  const way = hasMails ? await linkInMail(email, '/platform/spaces/', 'TERRASSEMENT MARTIN') : place;
  assert.equal(way, place);

  const phone = await world.visit({ ...FRENCH, viewport: { width: 390, height: 844 } });
  const page = await phone.context.newPage();
  await page.goto(way, { waitUntil: 'commit' }); // the page leaves before it has loaded
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.pathname === place);
  await page.getByRole('button', { name: `Accepter ${company}`, exact: true }).click();
  await page.getByRole('button', { name: `Accepter groupe pour ${company}` }).click();
  const firm = page.getByRole('article').filter({ hasText: company });
  await firm.getByRole('button', { name: 'Accepter BATIE CONSTRUCTION' }).click();
  const documents = page.getByRole('link', { name: `Lire les documents de ${isolated(company)}` });
  await documents.waitFor();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${over} px too wide`);
  await page.screenshot({ path: `${world.screenshots}/platform-phone-accepted.png` });
  await documents.click();
  await page.getByRole('button', { name: /Note\.txt/ }).waitFor();
});

check('platform: without a session the log-in leads back to the same place', async (world) => {
  const holder = await world.enter('holder', FRENCH);
  const page = await holder.context.newPage();
  await open(page, 'trail?type=document.*');
  const place = page.url();
  await call(holder, 'DELETE', '/api/identity/v1/session');
  await page.reload({ waitUntil: 'commit' }); // the page leaves before it has loaded
  await page.getByLabel('Adresse e-mail').fill(world.users.holder.email);
  await page.getByLabel('Mot de passe').fill(world.users.holder.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.href === place);
  await page.getByRole('heading', { name: 'Traces', level: 1 }).waitFor();
});

check('platform: a PDF is drawn by the server where the browser shows none', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', FRENCH);
  const { space, document } = await setScene(operator, holder, world.users.holder.email);
  const page = await holder.context.newPage();
  await page.addInitScript(() => Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false }));
  await open(page, `documents?account=${space}&doc=${document}`);
  const drawn = page.getByRole('img', { name: 'Contrat de mise à disposition.pdf, page 1' });
  await drawn.waitFor();
  assert.ok(await drawn.evaluate((picture) => picture.decode().then(() => picture.naturalWidth > 300)));
  await page.getByRole('button', { name: 'Page suivante' }).click();
  // there is none: nothing to turn any more
  await page.getByRole('button', { name: 'Page suivante' }).waitFor({ state: 'detached' });
  await drawn.waitFor();
});

check('platform: somebody is let in with the own password, the consequences named, and the invitation is taken back', async (world) => {
  const holder = await world.enter('holder', FRENCH);
  const page = await holder.context.newPage();
  await open(page, 'preferences');
  const invited = `associee${Date.now()}@constructor.example`;
  const card = page.locator('platform-holders');
  await card.getByText(world.users.holder.email, { exact: true }).waitFor();
  await card.getByRole('textbox', { name: 'Son adresse e-mail' }).fill(invited);
  const invite = async (password) => {
    await card.getByLabel('Mot de passe actuel').fill(password);
    await card.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByRole('dialog').getByText('lira tous les documents de cet espace').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Envoyer l’invitation' }).click();
  };
  await invite('ce n’est pas le bon');
  await card.getByText('Ce n’est pas votre mot de passe actuel.').waitFor();
  await invite(world.users.holder.password);
  await card.getByText('invitation en attente').waitFor();
  await card.getByRole('button', { name: `Retirer l’invitation : ${invited}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer l’invitation' }).click();
  await card.getByText(invited).waitFor({ state: 'detached' });
  // alone, nobody leaves
  await card.getByRole('button', { name: /^Sortir/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sortir' }).click();
  await page.getByText('Un espace garde un titulaire actif').first().waitFor();
});

check('platform: how often mails tell of new documents is chosen, by keyboard, and kept', async (world) => {
  const holder = await world.enter('holder', FRENCH);
  const page = await holder.context.newPage();
  await open(page, 'preferences');
  const choice = page.getByRole('radiogroup', { name: 'E-mails' });
  const atOnce = choice.getByRole('radio', { name: 'Aussitôt' });
  await page.waitForFunction(() => document.querySelector('platform-news input:checked:enabled'));
  assert.ok(await atOnce.isChecked());
  await atOnce.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('alert').filter({ hasText: 'C’est enregistré.' }).waitFor();
  await page.reload();
  await page.waitForFunction(() => document.querySelector('platform-news input:checked:enabled'));
  assert.ok(await choice.getByRole('radio', { name: /jour/ }).isChecked());
});

check('platform: the first page needs at most 150 KiB of compressed JavaScript', async (world) => {
  const holder = await world.enter('holder', FRENCH);
  const page = await holder.context.newPage();
  const bytes = await scriptBytes(page, () => open(page));
  assert.ok(bytes > 0 && bytes <= 150 * 1024, `${bytes} bytes`);
});
