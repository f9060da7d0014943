// The gateway as an operator sees it: the practical case, by keyboard alone, with names that try to be more than names,
// without a session, without a network.
import assert from 'node:assert/strict';
import { axe, isolated, scriptBytes, settled } from './browser.mjs';
import { check } from './check.mjs';
import { call, until } from './rest.mjs';

// On a server that is used again, names of an earlier run are in the way: SUFFIX makes others.
const SUFFIX = process.env.SUFFIX ?? '';
const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const LONGEST_NAME = 200;
// ends with a word that nothing breaks by itself
const XSS = ('<img src=x onerror="document.title=\'taken\'">"\'&amp; \u202Eevil ' + 'long '.repeat(15)).padEnd(LONGEST_NAME, 'x');

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

/** The names of the client files that were made last, the last one first. */
async function newestNames(entered, firm) {
  const { body } = await call(entered, 'GET', `/api/clientfile/v1/firms/${firm}/client-files?sort=newest&limit=100`);
  return body.items.map((file) => file.name);
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
  await dialog.getByText(`Rattacher ${isolated(`DEMOLITOR${SUFFIX}`)}`).first().waitFor();
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
  await dialog.getByRole('button', { name: new RegExp(`^Proposé.: ${isolated('CONSTRUCTOR')}, `) }).click();
  await dialog.getByRole('button', { name: /^Valider rattachement · \d/ }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('Le rattachement est annulé').first().waitFor();
  await page.goto(`${root}links?state=closed`);
  await page.getByRole('rowheader', { name: `TERRASSIER${SUFFIX}` }).waitFor();
});

/** What has the focus, called as a screen reader would call it. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) {
      element = element.shadowRoot.activeElement;
    }
    // its own name first: around it may be a dialog with a name
    const own = element?.getAttribute('aria-label') ?? (element?.labels?.[0]?.textContent.trim() || element?.textContent?.trim());
    return own || (element?.closest('[aria-label]')?.getAttribute('aria-label') ?? '');
  });

/** @param key leads on; Shift+Tab leads back */
async function tabTo(page, what, key = 'Tab') {
  for (let presses = 0; presses < 60; presses++) {
    if (what.test(await focused(page))) {
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`the focus never came to ${what}, it is on ${await focused(page)}`);
}

check('the practical case without a mouse: create, send, change the e-mail, link; the focus comes back', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  await open(page, 'clients');
  const { keyboard } = page;
  const name = `CHARPENTIER${SUFFIX}`;

  await tabTo(page, /^Nouvelle fiche$/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nouvelle fiche client', level: 1 }).waitFor();
  await settled(page);
  await tabTo(page, /^Raison sociale$/);
  await keyboard.type(name);
  await tabTo(page, /^E-mail du contact$/);
  await keyboard.type('contact@charpentier.example');
  await tabTo(page, /^Créer la fiche$/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await settled(page);

  await tabTo(page, /^Documents$/); // on from the heading: the client's, not those of the navigation
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Choisir des fichiers' }).waitFor();
  await settled(page);
  // the browser has to be told first that somebody takes its window
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, /^Choisir des fichiers$/);
  await keyboard.press('Enter');
  await (await chooser).setFiles([{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 plan') }]);
  await page.getByRole('rowheader', { name: 'plan.pdf' }).waitFor();

  await tabTo(page, /^Fiche$/, 'Shift+Tab');
  await keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'E-mail du contact' }).waitFor();
  await tabTo(page, /^E-mail du contact$/);
  await keyboard.press('Control+a');
  await keyboard.type('dirigeant@constructor.example');
  await tabTo(page, /^Enregistrer$/);
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rattacher', exact: true }).waitFor();
  await settled(page);

  await tabTo(page, /^Rattacher$/, 'Shift+Tab');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const main = dialog.getByRole('combobox', { name: 'Compte principal' });
  await main.waitFor();
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'Rattacher', 'Escape leads back to the button');

  await keyboard.press('Enter');
  await main.waitFor();
  await tabTo(page, /^Compte principal$/);
  await keyboard.type('CONSTR');
  await page.getByRole('option', { name: 'CONSTRUCTOR' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await dialog.getByRole('rowheader', { name: new RegExp(`^${name} `) }).waitFor();
  await tabTo(page, /^Valider rattachement/);
  await keyboard.press('Enter');
  await page.getByText(/demandes? (est|sont) parties?/).first().waitFor();
});

check('a name with markup, quotes, writing direction and length is text', async ({ enter, screenshots }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const file = await clientFile(entered, firmOf(root), { name: XSS, email: 'x@xss.example' });
  const tooLong = `the name is longer than ${LONGEST_NAME}`;
  await assert.rejects(clientFile(entered, firmOf(root), { name: `${XSS}x`, email: 'x@xss.example' }), /too-long/, tooLong);
  for (const path of ['clients', `clients/${file.id}`, `clients/${file.id}?link=${file.id}`, 'trail']) {
    await page.goto(root + path);
    await settled(page);
    await page.getByText('<img src=x').first().waitFor();
    assert.doesNotMatch(await page.title(), /^taken/);
    assert.equal(await page.locator('img[src=x]').count(), 0);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${path} is ${over} px wider than a window of ${width}`);
    }
    if (path.includes('link=')) {
      await page.getByRole('dialog').getByText(`Rattacher ${isolated(XSS)}`).first().waitFor();
      await page.screenshot({ path: `${screenshots}/hostile-name-window.png` });
    }
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

check('order and place of the list stand in the address, and Back brings both back', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  // more than the window shows
  await Promise.all(Array.from({ length: 45 }, (_, n) => clientFile(entered, firmOf(root), { name: `RANG ${n}${SUFFIX}` })));
  await page.goto(`${root}clients`);
  await settled(page);
  await page.getByRole('button', { name: 'Trier par' }).or(page.getByRole('combobox', { name: 'Trier par' })).first().click();
  await page.getByRole('option', { name: 'Plus récentes' }).click();
  await page.waitForURL(/[?&]sort=newest/);
  await settled(page);
  await page.evaluate(() => document.querySelector('vaadin-grid').scrollToIndex(25));
  /** The names that are seen; a grid keeps rows above and below them. */
  const seen = () =>
    page.evaluate(() => {
      const grid = document.querySelector('vaadin-grid');
      const { top, bottom } = grid.getBoundingClientRect();
      const head = top + grid.shadowRoot.querySelector('thead').offsetHeight;
      const inside = ({ y, height }) => height > 0 && y >= head && y + height <= Math.min(bottom, innerHeight);
      const links = [...grid.querySelectorAll('a.cell-link')];
      return links.filter((link) => inside(link.getBoundingClientRect())).map((link) => link.textContent.trim());
    });
  const names = await newestNames(entered, firmOf(root));
  const opened = await until(async () => {
    const shown = await seen();
    return shown.includes(names[0]) ? undefined : shown[0];
  });
  await page.getByRole('link', { name: opened, exact: true }).click();
  await page.getByRole('heading', { name: opened, level: 1 }).waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get('sort') === 'newest');
  assert.equal(Number(new URL(page.url()).searchParams.get('row')), names.indexOf(opened));
  await until(async () => (await seen()).includes(opened));
  assert.ok(!(await seen()).includes(names[0]), 'the list is not at its beginning');
  await page.getByText('Plus récentes', { exact: true }).filter({ visible: true }).first().waitFor();
});

check('the link window stands in the address, and a reload opens it again', async ({ enter }) => {
  const entered = await enter('operator', FRENCH);
  const page = await entered.context.newPage();
  const root = await open(page);
  const name = `COUVREUR${SUFFIX}`;
  const file = await clientFile(entered, firmOf(root), { name, email: 'contact@couvreur.example' });
  await changeEmail(entered, firmOf(root), file, 'dirigeant@constructor.example');
  await page.goto(`${root}to-link`);
  await page.getByRole('button', { name: `Gérer le rattachement de ${name}` }).click();
  const title = page.getByRole('dialog').getByText(`Rattacher ${isolated(name)}`).first();
  await title.waitFor();
  await page.waitForURL((url) => url.searchParams.get('link') === file.id);
  await page.reload();
  await title.waitFor();
  await page.keyboard.press('Escape');
  await title.waitFor({ state: 'detached' });
  await page.waitForURL((url) => !url.searchParams.has('link'));
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

check('an operator changes the own name and the language of the mails', async ({ enter }) => {
  const { context } = await enter('operator', FRENCH);
  const page = await context.newPage();
  await open(page);
  const before = await page.locator('.user-name').first().textContent();
  await page.getByRole('menubar').getByRole('menuitem').first().click();
  await page.getByRole('menuitem', { name: 'Mon compte' }).click();
  await page.getByRole('heading', { name: 'Mon compte', level: 1 }).waitFor();
  const name = page.getByRole('textbox', { name: 'Nom' });
  const save = async (text, language) => {
    await name.fill(text);
    await page.getByRole('button', { name: /Langue des e-mails/ }).click();
    await page.getByRole('option', { name: language }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('.user-name', { hasText: text }).first().waitFor();
  };
  await save('Camille Durand', 'English');
  // not in between: it is the language of the pages too, where nobody has chosen another
  await save(before, 'Français');
  await page.reload();
  await page.locator('.user-name', { hasText: before }).first().waitFor();
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
  const bytes = await scriptBytes(page, () => open(page));
  assert.ok(bytes > 0 && bytes <= 150 * 1024, `${bytes} bytes`);
});
