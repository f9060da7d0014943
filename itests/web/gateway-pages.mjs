// What an operator does on each page of the gateway beyond the practical case. Everything that is acted on is made over REST, with
// names and addresses of its own, so that the checks can run again on the same server.
import assert from 'node:assert/strict';
import { isolated, settled } from './browser.mjs';
import { check } from './check.mjs';
import { hasMails, linkInMail } from './mails.mjs';
import { call, firmOf, sendDocument, spaceOf, until } from './rest.mjs';

const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };

let last = Date.now();
/** A number that no other check has, on no earlier run either. */
const unique = () => ++last;

/** An operator with a page of the firm, and what is done over REST before it is looked at. */
async function begin({ enter }) {
  const operator = await enter('operator', FRENCH);
  const firm = await firmOf(operator);
  const page = await operator.context.newPage();
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const linking = `/api/linking/v1/firms/${firm}`;
  const add = async (fields) => {
    const { body, version } = await call(operator, 'POST', files, { data: fields });
    return { ...body, version };
  };
  return {
    operator,
    firm,
    page,
    files,
    linking,
    add,
    get: async (path) => (await call(operator, 'GET', path)).body,
    show: async (path) => {
      await page.goto(`/gateway/firms/${firm}/${path}`);
      await settled(page);
    },
    /** A new client whose e-mail has become that of another new one. */
    proposed: async (name) => {
      const email = `groupe${unique()}@exemple.example`;
      await add({ name: `TÉMOIN ${unique()}`, email });
      const file = await add({ name, email: `contact${unique()}@exemple.example` });
      await call(operator, 'PUT', `${files}/${file.id}`, { headers: { 'If-Match': file.version }, data: { name, email } });
      await until(async () => (await call(operator, 'GET', `${files}/${file.id}`)).body.links.link);
      return file;
    },
    /** The one client with a legal space. */
    mainAccount: async () => (await call(operator, 'GET', `${files}?q=constructor`)).body.items[0].id,
    /** A new client, linked under a main account. */
    linked: async (main, name) => {
      const file = await add({ name, email: `contact${unique()}@exemple.example` });
      const choice = { main, secondaries: [file.id] };
      const { digest } = (await call(operator, 'POST', `${linking}/link-previews`, { data: choice })).body;
      return (await call(operator, 'POST', `${linking}/links`, { data: { ...choice, digest } })).body.items[0];
    },
  };
}

/** The open dialog that says something. */
const asked = (page, text) => page.getByRole('dialog').filter({ hasText: text });

/** The toast, which a screen reader hears as well. */
const said = (page, text) => page.getByText(text).first().waitFor();

/** Chooses in a select: the field, then one of what it offers. */
async function choose(page, within, field, option) {
  await within.getByRole('combobox', { name: field }).or(within.getByRole('button', { name: field })).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Searches a client in a field, and takes it. */
async function pick(page, within, field, name) {
  const search = within.getByRole('combobox', { name: field });
  const found = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === name);
  await search.click();
  await search.fill(name);
  await found;
  await page.getByRole('option').filter({ has: page.getByText(name, { exact: true }) }).click();
}

/** Opens the three dots of a row, and does one of the things in it. */
async function act(page, row, action) {
  await row.getByRole('menuitem', { name: /^Actions pour/ }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

check('clients to link: a proposal is dismissed with a reason, and does not stay', async (world) => {
  const { page, files, show, proposed, get } = await begin(world);
  const file = await proposed(`ÉCARTÉE ${unique()}`);
  await show('to-link');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: file.name }) });
  await row.getByText('E-mail changé').waitFor();
  await row.getByRole('button', { name: 'Écarter' }).click();
  const question = asked(page, 'Elle ne revient que si l’e-mail change à nouveau');
  await question.getByRole('textbox', { name: 'Motif' }).fill('Une homonyme');
  await question.getByRole('button', { name: 'Écarter' }).click();
  await said(page, 'La proposition est écartée.');
  await row.waitFor({ state: 'detached' });
  assert.equal((await get(`${files}/${file.id}`)).links.link, undefined);
});

check('clients to link: the search over all files is followed, also after a reload, and says what it proposes and why', async (world) => {
  const { page, add, show } = await begin(world);
  const shared = { email: `groupe${unique()}@exemple.example`, phone: '01 42 68 53 00', address: `${unique()} rue des Lilas, 69003 Lyon` };
  const group = `SABLIERE${unique()}`;
  await add({ name: `${group} NORD`, ...shared });
  await add({ name: `${group} SUD`, ...shared });
  // It takes as long as the page needs to be loaded anew.
  let underWay = true;
  await page.route(/\/scans\/[^/]+$/, async (route) => {
    const answer = await route.fetch();
    const scan = await answer.json();
    await route.fulfill({ response: answer, json: underWay ? { ...scan, state: 'running', done: 1, total: 4 } : scan });
  });
  await show('to-link');
  await page.getByRole('button', { name: 'Rechercher dans toutes les fiches' }).click();
  const bar = page.getByRole('progressbar', { name: 'Avancement de la recherche' });
  await bar.waitFor();
  await page.reload();
  await bar.waitFor();
  assert.ok(await page.getByRole('button', { name: 'Rechercher dans toutes les fiches' }).isDisabled());
  underWay = false;
  await page.getByText(/La recherche est terminée : \d+ fiches? /).waitFor();
  await choose(page, page, 'Origine', 'Recherche');
  await page.waitForURL(/kind=scan/);
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: group }) });
  await row.getByText(`même e-mail ${shared.email}`).waitFor();
  await row.getByText('Rapproché de').waitFor();
  await choose(page, page, 'Origine', 'E-mail changé');
  await row.waitFor({ state: 'detached' });
});

check('link window: a company is added by search, and what a search has to say is said', async (world) => {
  const { page, add, show } = await begin(world);
  const file = await add({ name: `OUVERTE ${unique()}`, email: `contact@ouverte${unique()}.example` });
  const added = await add({ name: `AJOUTÉE ${unique()}`, email: `contact@ajoutee${unique()}.example` });
  await page.route(/\/suggestions$/, async (route) => {
    const answer = await route.fetch();
    const suggestions = await answer.json();
    const strategies = suggestions.strategies.map((one) => ({ ...one, standBy: true, note: 'index building, 40 %' }));
    await route.fulfill({ response: answer, json: { ...suggestions, strategies, missing: ['foyer'], complete: false } });
  });
  await show(`clients/${file.id}?link=${file.id}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Toutes les recherches n’ont pas répondu').waitFor();
  await dialog.getByText('index building, 40 %').first().waitFor();
  await dialog.getByText('en réserve, à la place d’une autre').first().waitFor();
  await dialog.getByText('absentes du serveur : foyer').waitFor();

  await pick(page, dialog, 'Ajouter une société', added.name);
  await pick(page, dialog, 'Ajouter une société', 'CONSTRUCTOR');
  await dialog.getByRole('checkbox', { name: added.name, checked: true }).waitFor();
  await dialog.getByRole('combobox', { name: 'Compte principal' }).click();
  await page.getByRole('option', { name: 'CONSTRUCTOR' }).click();
  await dialog.getByRole('rowheader', { name: file.name }).waitFor();
  await dialog.getByRole('rowheader', { name: added.name }).waitFor();
  await dialog.getByRole('button', { name: 'Valider rattachement · 2 sociétés' }).click();
  await said(page, 'Les demandes sont parties pour 2 sociétés');
});

check('links: a refused link is proposed again, and detached', async (world) => {
  const { page, linking, linked, mainAccount, show, get } = await begin(world);
  const link = await linked(await mainAccount(), `REFUSÉE ${unique()}`);
  const holder = await world.enter('holder');
  const requests = `/api/partner/v1/spaces/${await spaceOf(holder)}/requests`;
  const request = await until(async () => {
    const { body } = await call(holder, 'GET', `${requests}?state=pending&limit=200`);
    return body.items.find((one) => one.kind === 'company' && one.company.name === link.secondary.name);
  });
  await call(holder, 'POST', `${requests}/${request.id}/refusal`, { data: { reason: 'Vendue en mai' } });
  await until(async () => (await get(`${linking}/links/${link.id}`)).state === 'refused');

  const details = page.getByRole('button', { name: `Détails du rattachement de ${link.secondary.name}` });
  await show('links?state=refused');
  await details.click();
  await asked(page, 'Vendue en mai').getByRole('button', { name: 'Proposer à nouveau' }).click();
  await asked(page, 'Un nouveau rattachement s’ouvre').getByRole('button', { name: 'Proposer à nouveau' }).click();
  await said(page, 'Le rattachement est proposé à nouveau.');

  await show('links?state=pending');
  await details.click();
  await asked(page, 'Historique').getByRole('button', { name: 'Détacher' }).click();
  const question = asked(page, 'ne voit plus les documents');
  await question.getByRole('textbox', { name: /Motif/ }).fill('Fusion annulée');
  await question.getByRole('button', { name: 'Détacher' }).click();
  await said(page, `${isolated(link.secondary.name)} est détachée.`);
  await details.waitFor({ state: 'detached' });
  await show('links?state=closed');
  await details.first().waitFor();
});

if (hasMails) {
  check('links: the main account of a link is changed, and the person has to confirm anew', async (world) => {
    const { operator, page, files, linking, add, linked, mainAccount, show, get } = await begin(world);
    const email = `gerante${unique()}@exemple.example`;
    const main = await add({ name: `PRINCIPALE ${unique()}`, email });
    await call(operator, 'POST', `${files}/${main.id}/invitation`);
    const token = (await linkInMail(email, '/platform/activation/')).split('/').filter(Boolean).at(-1);
    const invited = await world.visit();
    const answer = await invited.context.request.post(`/api/identity/v1/activations/${token}`, {
      data: { password: world.users.holder.password, name: 'Gérante' },
    });
    assert.ok(answer.ok(), await answer.text());
    await until(async () => (await get(`${linking}/client-files/${main.id}/suggestions`)).activeSpace);
    const link = await linked(await mainAccount(), `DÉPLACÉE ${unique()}`);

    await show('links?state=pending');
    await page.getByRole('button', { name: `Détails du rattachement de ${link.secondary.name}` }).click();
    await asked(page, 'Historique').getByRole('button', { name: 'Changer le compte principal' }).click();
    const question = asked(page, 'Ce rattachement se ferme et un nouveau s’ouvre');
    await pick(page, question, 'Nouveau compte principal', main.name);
    await question.getByRole('button', { name: 'Changer le compte principal' }).click();
    await said(page, 'Le compte principal est changé.');
    const row = page.getByRole('row', { name: link.secondary.name });
    await row.getByText(main.name, { exact: true }).filter({ visible: true }).waitFor();
    assert.equal((await get(`${linking}/links/${link.id}`)).state, 'closed');
  });
}

check('a client is invited, and the mail stands among those of the firm', async (world) => {
  const { page, firm, add, show, get } = await begin(world);
  const file = await add({ name: `INVITÉE ${unique()}`, email: `invitee${unique()}@exemple.example` });
  await show(`clients/${file.id}`);
  await page.getByRole('button', { name: 'Inviter le client' }).click();
  await asked(page, 'lien à usage unique').getByRole('button', { name: 'Inviter le client' }).click();
  await said(page, 'L’invitation est partie.');
  await page.getByRole('button', { name: 'Inviter à nouveau' }).waitFor();
  const mails = `/api/notification/v1/firms/${firm}/mails`;
  await until(async () => (await get(mails)).items.some((mail) => mail.clientFile === file.id));
  await show('mails');
  const subject = page.getByRole('row').filter({ has: page.locator(`a[href$="/clients/${file.id}"]`) });
  await subject.getByRole('link', { name: 'Invitation à créer un espace légal' }).waitFor();
});

check('a client’s history names who changed what, and the client is deleted', async (world) => {
  const { operator, page, files, add, show, get } = await begin(world);
  const file = await add({ name: `SUPPRIMÉE ${unique()}` });
  const data = { name: file.name, phone: '+33142685300' };
  await call(operator, 'PUT', `${files}/${file.id}`, { headers: { 'If-Match': file.version }, data });
  const { user } = await get('/api/identity/v1/session');
  await show(`clients/${file.id}?tab=history`);
  await page.getByRole('row').filter({ hasText: 'Téléphone' }).getByRole('cell', { name: user.name }).waitFor();

  await page.getByRole('navigation', { name: 'Parties de la fiche' }).getByRole('link', { name: 'Fiche' }).click();
  await page.getByRole('button', { name: 'Supprimer la fiche' }).click();
  await asked(page, 'La fiche disparaît de vos listes').getByRole('button', { name: 'Supprimer la fiche' }).click();
  await said(page, 'La fiche est supprimée.');
  await page.waitForURL(/\/clients$/);
  assert.equal((await operator.context.request.get(`${files}/${file.id}`)).status(), 404);
});

check('sections: one is created, renamed and removed', async (world) => {
  const { page, add, show } = await begin(world);
  const file = await add({ name: `RANGÉE ${unique()}` });
  await show(`sections?client=${file.id}`);
  const form = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Nouvelle section' }).click();
  await form.getByRole('textbox', { name: 'Nom' }).fill('Contrats');
  await form.getByRole('textbox', { name: 'Mots clés' }).fill('contrat, avenant');
  await form.getByRole('button', { name: 'Nouvelle section' }).click();
  await page.getByRole('heading', { name: 'Contrats', exact: true }).waitFor();
  await page.getByText('avenant', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Modifier Contrats' }).click();
  await form.getByRole('textbox', { name: 'Nom' }).fill('Baux');
  await form.getByRole('button', { name: 'Modifier' }).click();
  await page.getByRole('heading', { name: 'Baux', exact: true }).waitFor();

  await page.getByRole('button', { name: 'Supprimer Baux' }).click();
  await asked(page, 'Ses documents restent, sans section.').getByRole('button', { name: 'Supprimer' }).click();
  await page.getByText('Aucune section').waitFor();
});

check('documents: one is filed into a section', async (world) => {
  const { operator, firm, page, add, show } = await begin(world);
  const file = await add({ name: `CLASSÉE ${unique()}` });
  const sections = `/api/document/v1/firms/${firm}/client-files/${file.id}/sections`;
  await call(operator, 'POST', sections, { data: { name: 'Baux' } });
  await sendDocument(operator, firm, file.id, { name: 'acte.txt' }, 'text/plain', 'Acte');
  await show(`documents?client=${file.id}`);
  const row = page.getByRole('row', { name: /acte\.txt/ });
  await act(page, row, 'Classer');
  const form = page.getByRole('dialog');
  await choose(page, form, 'Sections', 'Baux');
  await form.getByRole('textbox', { name: 'Mots clés' }).fill('bail');
  await form.getByRole('button', { name: 'Classer' }).click();
  await said(page, 'Le document est classé.');
  await row.getByRole('cell', { name: 'Baux bail' }).waitFor();
});

check('documents: who has read one, and one that was read is taken back', async (world) => {
  const { operator, firm, page, mainAccount, show, get } = await begin(world);
  const client = await mainAccount();
  const name = `Quittance ${unique()}.txt`;
  await sendDocument(operator, firm, client, { name }, 'text/plain', 'Quittance');
  await show(`clients/${client}?tab=documents&q=${encodeURIComponent(name)}`);
  const row = page.getByRole('row', { name });
  await row.getByText('Pas encore lu').waitFor();
  await act(page, row, 'Qui l’a lu');
  const readers = page.getByRole('dialog');
  await readers.getByText('Personne n’a encore ouvert ce document.').waitFor();
  await readers.getByRole('button', { name: 'Fermer' }).click();
  await readers.waitFor({ state: 'detached' });

  const holder = await world.enter('holder');
  const space = await spaceOf(holder);
  const known = `/api/document/v1/spaces/${space}/accounts/${space}/documents?q=${encodeURIComponent(name)}`;
  const [document] = (await call(holder, 'GET', known)).body.items;
  const content = await holder.context.request.get(`/api/document/v1/spaces/${space}/documents/${document.id}/content`);
  assert.equal(await content.text(), 'Quittance');
  const read = `/api/audit/v1/firms/${firm}/trail?type=document.read&document=${document.id}`;
  await until(async () => (await get(read)).items.length);

  await page.reload();
  await row.getByText('Lu', { exact: true }).waitFor();
  await act(page, row, 'Qui l’a lu');
  await readers.getByText('Le client').waitFor();
  await readers.getByRole('button', { name: 'Fermer' }).click();
  await readers.waitFor({ state: 'detached' });
  await act(page, row, 'Reprendre');
  await asked(page, 'il reste dans la liste du client').getByRole('button', { name: 'Reprendre' }).click();
  await said(page, 'Le document est repris.');
  await row.getByText('Repris', { exact: true }).waitFor();
});

check('journal: it is filtered by kind and by day, as the language writes a day, and found whole', async (world) => {
  const { firm, page, add, show, get } = await begin(world);
  const file = await add({ name: `TRACÉE ${unique()}` });
  await until(async () => (await get(`/api/audit/v1/firms/${firm}/trail?clientFile=${file.id}`)).items.length);
  const row = page.getByRole('row').filter({ hasText: 'Fiche créée' }).filter({ hasText: file.name });
  await show('trail');
  await choose(page, page, 'Type', 'Rattachements');
  await page.waitForURL(/type=linking/);
  await settled(page);
  assert.equal(await row.count(), 0);
  await choose(page, page, 'Type', 'Fiches clients');
  await row.waitFor();

  const from = page.getByRole('combobox', { name: 'Du', exact: true });
  await from.fill('31/12/2099');
  await from.press('Enter');
  await page.waitForURL(/from=2099-12-31/);
  await page.getByText('Aucune entrée').waitFor();

  await page.getByRole('button', { name: 'Vérifier le journal' }).click();
  await said(page, /Le journal est intact : [1-9]/);
});

check('modules: what to do about a plug-in that is held, and a list that cannot be read', async (world) => {
  const { page, show } = await begin(world);
  const held = { name: 'foyer.jar', state: 'held', why: 'Nobody has approved it.', toDo: 'Approve it on the server.' };
  const plugIns = (answer) => page.route('/api/linking/v1/plugins', (route) => route.fulfill(answer));
  await plugIns({ json: { items: [held], next: null, total: { value: 1, exact: true } } });
  await show('modules');
  const row = page.getByRole('row').filter({ hasText: 'foyer.jar' });
  await row.getByText('Retenu').waitFor();
  await row.getByText('Approve it on the server.').waitFor();

  const problem = { type: 'urn:rattache:problem:internal', status: 500, requestId: 'r-42' };
  await plugIns({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  await page.reload();
  const plugInsCard = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Modules installés' }) });
  await plugInsCard.getByText('Référence de la requête : r-42').waitFor();
});

check('API access: a token is shown once, works, and is revoked', async (world) => {
  const { page, files, show } = await begin(world);
  const name = `Paie ${unique()}`;
  await show('access');
  await page.getByRole('button', { name: 'Nouveau jeton' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Nom' }).fill(name);
  await form.getByRole('checkbox', { name: 'Lire les fiches clients' }).check();
  const expires = form.getByRole('combobox', { name: 'Expire le' });
  await expires.fill('31/12/2099');
  await expires.press('Enter');
  await form.getByRole('button', { name: 'Créer le jeton' }).click();
  const shown = asked(page, 'Il n’est montré qu’une fois');
  const token = await shown.locator('code').textContent();
  const { context } = await world.visit();
  const status = async () => (await context.request.get(files, { headers: { Authorization: `Bearer ${token}` } })).status();
  assert.equal(await status(), 200);
  await shown.getByRole('button', { name: 'Fermer' }).click();

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.getByText('31 déc. 2099').waitFor();
  assert.equal(await page.getByText(token).count(), 0);
  await row.getByRole('button', { name: 'Révoquer' }).click();
  await asked(page, 'n’ont plus accès').getByRole('button', { name: 'Révoquer' }).click();
  await said(page, 'Le jeton est révoqué.');
  await row.waitFor({ state: 'detached' });
  assert.equal(await status(), 401);
});

check('API access: a webhook is made, what was sent to it is listed, and it is removed', async (world) => {
  const { firm, page, add, show, get } = await begin(world);
  // An address of this machine: the server refuses to call it, and notes that.
  const url = `https://127.0.0.1/crochet-${unique()}`;
  await show('access');
  await page.getByRole('button', { name: 'Nouveau webhook' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Adresse' }).fill(url);
  const types = form.getByRole('combobox', { name: 'Événements' });
  await types.click();
  await page.getByRole('option', { name: 'clientfile.*', exact: true }).click();
  await types.press('Tab');
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  const shown = asked(page, 'secret qui signe les envois');
  assert.notEqual(await shown.locator('code').textContent(), '');
  await shown.getByRole('button', { name: 'Fermer' }).click();

  await add({ name: `ANNONCÉE ${unique()}` });
  const webhooks = `/api/notification/v1/firms/${firm}/webhooks`;
  const { id } = (await get(webhooks)).items.find((one) => one.url === url);
  await until(async () => (await get(`${webhooks}/${id}/deliveries`)).items.length);
  const row = page.getByRole('listitem').filter({ hasText: url });
  await row.getByRole('button', { name: 'Envois' }).click();
  const deliveries = asked(page, 'clientfile.created');
  await deliveries.getByRole('button', { name: 'Fermer' }).click();
  await deliveries.waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Supprimer' }).click();
  await asked(page, 'Ce qui attend d’être envoyé est abandonné.').getByRole('button', { name: 'Supprimer' }).click();
  await said(page, 'Le webhook est supprimé.');
  await row.waitFor({ state: 'detached' });
});

check('firm: an operator is invited, disabled and removed', async (world) => {
  const { page, show } = await begin(world);
  const name = `Sacha ${unique()}`;
  const email = `sacha${unique()}@batie.example`;
  await show('firm');
  await page.getByRole('button', { name: 'Inviter un opérateur' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Nom' }).fill(name);
  await form.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await form.getByRole('button', { name: 'Inviter', exact: true }).click();
  await said(page, 'L’invitation est partie.');
  const row = page.getByRole('listitem').filter({ hasText: email });
  await row.getByText('Invité', { exact: true }).waitFor();
  await act(page, row, 'Désactiver');
  await row.getByText('Désactivé', { exact: true }).waitFor();
  await act(page, row, 'Retirer');
  await asked(page, 'Cette personne n’a plus accès à l’entreprise').getByRole('button', { name: 'Retirer' }).click();
  await said(page, 'La personne est retirée.');
  await row.waitFor({ state: 'detached' });
});
