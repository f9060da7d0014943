// The gateway as an operator sees it: the practical case, by keyboard alone, with names that try to be more than names,
// without a session, without a network.
import assert from 'node:assert/strict';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';

// On a server that is used again, names of an earlier run are in the way: SUFFIX makes others.
const SUFFIX = process.env.SUFFIX ?? '';
const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const XSS = '<img src=x onerror="document.title=\'taken\'">"\'&amp; \u202Eevil ' + 'long '.repeat(20);

/** The address of the firm's pages, as the application has chosen it. */
async function open(page, path = '') {
  await page.goto('/gateway/');
  await settled(page);
  const root = page.url();
  if (path) {
    await page.goto(root + path);
    await settled(page);
  }
  return root;
}

/** A client file over the REST API, for checks that begin later than with its making. */
async function clientFile({ context, csrfToken }, firm, fields) {
  const answer = await context.request.post(`/api/clientfile/v1/firms/${firm}/client-files`, {
    headers: { 'X-CSRF-Token': csrfToken },
    data: fields,
  });
  assert.equal(answer.status(), 201, await answer.text());
  return { ...(await answer.json()), version: answer.headers()['etag'] };
}

async function changeEmail({ context, csrfToken }, firm, file, email) {
  const answer = await context.request.put(`/api/clientfile/v1/firms/${firm}/client-files/${file.id}`, {
    headers: { 'X-CSRF-Token': csrfToken, 'If-Match': file.version },
    data: { name: file.name, email },
  });
  assert.equal(answer.status(), 200, await answer.text());
}

const firmOf = (root) => /firms\/([^/]+)/.exec(root)[1];

check('an operator does the practical case: create, send, change the e-mail, link', async ({ enter, screenshots }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  const root = await open(page, 'clients');

  await page.getByRole('button', { name: 'Nouvelle fiche' }).click();
  await page.getByRole('textbox', { name: 'Raison sociale' }).fill(`DEMOLITOR${SUFFIX}`);
  await page.getByRole('textbox', { name: 'SIREN' }).fill('123456789');
  await page.getByRole('textbox', { name: 'E-mail du contact' }).fill('contact@demolitor.example');
  await page.getByText('La clé de contrôle n’est pas juste').first().waitFor();
  await page.getByRole('textbox', { name: 'SIREN' }).fill('732 829 320');
  await page.getByRole('button', { name: 'Créer la fiche' }).click();
  await page.getByRole('heading', { name: `DEMOLITOR${SUFFIX}`, level: 1 }).waitFor();

  const parts = page.getByRole('navigation', { name: 'Parties de la fiche' });
  await parts.getByRole('link', { name: 'Documents' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choisir des fichiers' }).click(),
  ]);
  await chooser.setFiles([
    { name: 'contrat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 contrat') },
    { name: 'facture.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 facture') },
  ]);
  await page.getByText('2 sur 2 envoyés').first().waitFor();
  await page.getByRole('rowheader', { name: 'contrat.pdf' }).waitFor();
  await page.screenshot({ path: `${screenshots}/practical-1-documents.png` });

  await parts.getByRole('link', { name: 'Fiche' }).click();
  await page.getByRole('textbox', { name: 'E-mail du contact' }).fill('dirigeant@constructor.example');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('button', { name: 'Rattacher', exact: true }).waitFor();
  await page.screenshot({ path: `${screenshots}/practical-2-proposed.png` });

  await page.goto(root);
  await settled(page);
  await page.screenshot({ path: `${screenshots}/practical-3-dashboard.png` });
  await page.getByRole('main').getByRole('link', { name: /Clients à rattacher/ }).click();
  await page.getByRole('button', { name: `Gérer le rattachement de DEMOLITOR${SUFFIX}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`Rattacher DEMOLITOR${SUFFIX}`).first().waitFor();
  await dialog.getByRole('checkbox', { name: 'CONSTRUCTOR' }).waitFor();
  assert.ok(await dialog.getByRole('button', { name: 'Valider rattachement' }).isDisabled(), 'nothing to validate yet');
  const main = dialog.getByRole('combobox', { name: 'Compte principal' });
  await main.click();
  await page.getByRole('option', { name: 'CONSTRUCTOR' }).click();
  await dialog.getByRole('rowheader', { name: new RegExp(`^DEMOLITOR${SUFFIX} `) }).waitFor();
  await page.screenshot({ path: `${screenshots}/practical-4-window.png` });
  assert.deepEqual(await axe(page), []);
  await dialog.getByRole('button', { name: /^Valider rattachement · \d+ société/ }).click();
  await page.getByText(/demandes? (est|sont) parties?/).first().waitFor();
  await page.screenshot({ path: `${screenshots}/practical-5-linked.png` });

  await page.goto(`${root}links`);
  await page.getByRole('rowheader', { name: `DEMOLITOR${SUFFIX}` }).waitFor();
  await page.getByText('En attente', { exact: true }).filter({ visible: true }).first().waitFor();
  await page.screenshot({ path: `${screenshots}/practical-6-links.png` });
  await page.getByRole('rowheader', { name: `DEMOLITOR${SUFFIX}` }).getByRole('link').click();
  await page.getByRole('list', { name: 'Rattachements' }).getByText('En attente').waitFor();
  await page.screenshot({ path: `${screenshots}/practical-7-file.png` });
});

check('what was validated is taken back in the toast, and proposed again', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: `TERRASSIER${SUFFIX}`, email: 'contact@terrassier.example' });
  await changeEmail(entered, firmOf(root), file, 'dirigeant@constructor.example');
  await page.goto(`${root}to-link`);
  await page.getByRole('button', { name: `Gérer le rattachement de TERRASSIER${SUFFIX}` }).click();
  const dialog = page.getByRole('dialog');
  // what speaks for itself needs one click; it is never taken by itself
  await dialog.getByRole('button', { name: /^Proposé.: CONSTRUCTOR, / }).click();
  await dialog.getByRole('button', { name: /^Valider rattachement · \d/ }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('Le rattachement est annulé').first().waitFor();
  await page.goto(`${root}links?state=closed`);
  await page.getByRole('rowheader', { name: `TERRASSIER${SUFFIX}` }).waitFor();
});

check('a link is made without a mouse, and the focus comes back', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: `CHARPENTIER${SUFFIX}`, email: 'contact@charpentier.example' });
  await changeEmail(entered, firmOf(root), file, 'dirigeant@constructor.example');
  await page.goto(`${root}to-link`);
  await page.getByRole('button', { name: `Gérer le rattachement de CHARPENTIER${SUFFIX}` }).waitFor();
  await settled(page);

  const focused = () =>
    page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) {
        element = element.shadowRoot.activeElement;
      }
      // its own name first: around it may be a dialog with a name
      return element?.getAttribute('aria-label') ?? (element?.textContent?.trim() || element?.closest('[aria-label]')?.getAttribute('aria-label')) ?? '';
    });
  const tabTo = async (what) => {
    for (let presses = 0; presses < 60; presses++) {
      if (what.test(await focused())) {
        return;
      }
      await page.keyboard.press('Tab');
    }
    assert.fail(`the focus never came to ${what}, it is on ${await focused()}`);
  };
  await tabTo(new RegExp(`Gérer le rattachement de CHARPENTIER${SUFFIX}$`));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Compte principal' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.match(await focused(), /CHARPENTIER/, 'Escape leads back to the button');

  await page.keyboard.press('Enter');
  const main = dialog.getByRole('combobox', { name: 'Compte principal' });
  await main.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await main.evaluate((input) => input === document.activeElement)) {
      break;
    }
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('CONSTR');
  await page.getByRole('option', { name: 'CONSTRUCTOR' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByRole('rowheader', { name: new RegExp(`^CHARPENTIER${SUFFIX} `) }).waitFor();
  await tabTo(/Valider rattachement/);
  await page.keyboard.press('Enter');
  await page.getByText(/demandes? (est|sont) parties?/).first().waitFor();
});

check('a name with markup, quotes, writing direction and length is text', async ({ enter, screenshots }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: XSS.replace('\u202E', ''), email: 'x@xss.example' });
  for (const path of ['clients', `clients/${file.id}`, 'trail']) {
    await page.goto(root + path);
    await settled(page);
    await page.getByText('<img src=x').first().waitFor();
    assert.doesNotMatch(await page.title(), /^taken/);
    assert.equal(await page.locator('img[src=x]').count(), 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, `${path} is wider than the window`);
  }
  await page.screenshot({ path: `${screenshots}/hostile-name.png` });
});

check('a search stands in the address, and Back brings it back', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  await open(page, 'clients');
  await page.getByRole('textbox', { name: 'Rechercher une société' }).fill('etabli');
  await page.waitForURL(/q=etabli/);
  await settled(page);
  await page.getByRole('link', { name: 'ÉTABLISSEMENTS MARCHAND' }).click();
  await page.getByRole('heading', { name: 'ÉTABLISSEMENTS MARCHAND', level: 1 }).waitFor();
  await page.goBack();
  await page.waitForURL(/q=etabli/);
  await page.getByRole('link', { name: 'ÉTABLISSEMENTS MARCHAND' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Rechercher une société' }).inputValue(), 'etabli');
});

check('the filters of a client’s documents stand in the address, and go with the tab', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: `FILTRES${SUFFIX}` });
  await page.goto(`${root}clients/${file.id}?tab=documents`);
  await page.getByRole('textbox', { name: 'Rechercher un document' }).fill('acte');
  await page.waitForURL(/tab=documents&q=acte/);
  await page.reload();
  await settled(page);
  assert.equal(await page.getByRole('textbox', { name: 'Rechercher un document' }).inputValue(), 'acte');
  await page.getByRole('navigation', { name: 'Parties de la fiche' }).getByRole('link', { name: 'Historique' }).click();
  await page.waitForURL((url) => url.search === '?tab=history');
});

check('Ctrl+K leads to a page or a client file without a mouse', async ({ enter, screenshots }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  await clientFile(entered, firmOf(root), { name: `PALETTE${SUFFIX}` });
  const field = page.getByRole('combobox', { name: 'Page ou société' });
  const search = async (letters, option) => {
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('.palette'));
    await page.keyboard.type(letters);
    await page.getByRole('option', { name: option }).waitFor();
    await page.keyboard.press('ArrowDown');
  };
  await search(`palette${SUFFIX}`, `PALETTE${SUFFIX}`);
  await page.screenshot({ path: `${screenshots}/palette.png` });
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `PALETTE${SUFFIX}`, level: 1 }).waitFor();
  await search('entrepr', 'Entreprise');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/firm$/);
  await field.waitFor({ state: 'detached' });
});

check('two operators who save the same file: the second is told, and keeps what he typed', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: 'DEUX MAINS', email: 'a@deux.example' });
  await page.goto(`${root}clients/${file.id}`);
  await page.getByRole('textbox', { name: 'Téléphone' }).fill('01 23 45 67 89');
  await changeEmail(entered, firmOf(root), file, 'b@deux.example');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Quelqu’un d’autre a modifié cette fiche').first().waitFor();
  await settled(page);
  assert.equal(await page.getByRole('textbox', { name: 'Téléphone' }).inputValue(), '01 23 45 67 89');
  assert.equal(await page.getByRole('textbox', { name: 'E-mail du contact' }).inputValue(), 'b@deux.example');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('La fiche est enregistrée').first().waitFor();
});

check('a lost session leads to the log-in, and the address says where back to', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  await open(page, 'clients');
  await context.clearCookies();
  await page.getByRole('link', { name: 'Rattachements' }).click();
  await page.waitForURL(/\/login\?next=/);
  assert.match(decodeURIComponent(page.url()), /next=\/gateway\/firms\/[^/]+\/links/);
});

check('without a network it says so, and reads again when it is back', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  await open(page, 'links');
  await context.setOffline(true);
  await page.getByRole('combobox', { name: 'État' }).or(page.getByRole('button', { name: 'État' })).first().click();
  await page.getByRole('option', { name: 'Refusé' }).click();
  await page.getByText('Le serveur ne répond pas. Vos lectures sont retentées.').first().waitFor();
  await context.setOffline(false);
  await page.getByText('Le serveur répond à nouveau').first().waitFor();
});

check('the first page needs at most 150 KiB of compressed JavaScript', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  const scripts = [];
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) {
      scripts.push(response.url());
    }
  });
  await open(page);
  let bytes = 0;
  for (const url of scripts) {
    const answer = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(answer.headers.get('content-encoding'), 'gzip', `${url} is not compressed`);
    bytes += Number(answer.headers.get('content-length'));
  }
  console.log(`        ${scripts.length} scripts, ${(bytes / 1024).toFixed(1)} KiB gzipped`);
  assert.ok(bytes > 0 && bytes <= 150 * 1024, `${bytes} bytes`);
});
