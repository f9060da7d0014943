// The platform as the person behind CONSTRUCTOR sees it: the practical case, a refusal and its return, by keyboard alone,
// with names that try to be more than names, without a session, and every page for those who cannot see it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { axe, settled } from './browser.mjs';
import { check } from './check.mjs';

const FRENCH = { locale: 'fr-FR', viewport: { width: 1440, height: 900 } };
const NAUGHTY = '<img src=x onerror="document.title=\'taken\'">"\'& ' + 'long '.repeat(20).trim();

/** One call of the API as somebody who has entered. */
async function call({ context, csrfToken }, method, path, options = {}) {
  const answer = await context.request.fetch(path, {
    method,
    ...options,
    headers: { 'X-CSRF-Token': csrfToken, ...options.headers },
  });
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return { body: text ? JSON.parse(text) : undefined, version: answer.headers()['etag'] };
}

async function until(condition) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await condition();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`It did not happen: ${condition}`);
}

async function firmOf(operator) {
  return (await call(operator, 'GET', '/api/identity/v1/session')).body.firms[0].id;
}

async function spaceOf(holder) {
  return (await call(holder, 'GET', '/api/identity/v1/session')).body.spaces[0].id;
}

/** What the gateway does: a new company with documents gets the manager's e-mail and is linked under CONSTRUCTOR. */
async function link(operator, email, name, documents) {
  const firm = await firmOf(operator);
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const linking = `/api/linking/v1/firms/${firm}`;
  const main = (await call(operator, 'GET', `${files}?q=constructor`)).body.items[0].id;
  const { body: file, version } = await call(operator, 'POST', files, {
    data: { name, email: `contact${Date.now()}@exemple.example` },
  });
  for (const [fileName, content] of Object.entries(documents)) {
    await call(operator, 'POST', `/api/document/v1/firms/${firm}/client-files/${file.id}/documents`, {
      multipart: {
        metadata: { name: 'metadata', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ name: fileName })) },
        file: { name: 'f.txt', mimeType: 'text/plain', buffer: Buffer.from(content) },
      },
    });
  }
  await call(operator, 'PUT', `${files}/${file.id}`, { headers: { 'If-Match': version }, data: { name, email } });
  await until(async () => (await call(operator, 'GET', `${files}/${file.id}`)).body.links?.link);
  const choice = { main, secondaries: [file.id] };
  const { digest } = (await call(operator, 'POST', `${linking}/link-previews`, { data: choice })).body;
  await call(operator, 'POST', `${linking}/links`, { data: { ...choice, digest } });
  return file.id;
}

async function acceptAll(holder, company) {
  const requests = `/api/partner/v1/spaces/${await spaceOf(holder)}/requests`;
  for (const request of (await call(holder, 'GET', `${requests}?state=pending&limit=200`)).body.items) {
    if (request.company.name === company) {
      await call(holder, 'POST', `${requests}/${request.id}/acceptance`);
      if (request.kind === 'company') {
        await call(holder, 'POST', `${requests}/${request.id}/group-acceptance`);
      }
    }
  }
}

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
  await page.getByText(`${company} a rejoint votre groupe.`).waitFor();
  const firm = page.getByRole('article').filter({ hasText: company });
  await firm.getByRole('button', { name: 'Accepter BATIE CONSTRUCTION' }).click();
  const way = page.getByRole('link', { name: `Lire les documents de ${company}` });
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
  await page.getByText(`${company} ne fait plus partie de vos partenaires.`).waitFor();
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
  await page.getByText(`${company} est refusé.`).waitFor();

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
  /** Presses Tab until what has the focus is called so. */
  const tabTo = async (name) => {
    for (let steps = 0; steps < 80; steps++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (focused.includes(name)) {
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
  await page.getByText(`${company} a rejoint votre groupe.`).waitFor();
  await acceptAll(holder, company);
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

check('platform: names with markup and of great length show as text and break nothing', async (world) => {
  const operator = await world.enter('operator', FRENCH);
  const holder = await world.enter('holder', { ...FRENCH, viewport: { width: 390, height: 844 } });
  const company = `${NAUGHTY} ${Date.now()}`;
  await link(operator, world.users.holder.email, company, { [`${NAUGHTY}.txt`]: '<script>document.title = "taken"</script>' });
  const page = await holder.context.newPage();
  const root = await open(page);
  await card(page, company).waitFor();
  await acceptAll(holder, company);
  for (const path of ['', 'requests', 'partners', 'documents', 'trail']) {
    await page.goto(root + path);
    await settled(page);
    assert.equal(await page.locator('#outlet img').count(), 0, path);
    assert.ok(!(await page.title()).startsWith('taken'), path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${path} is ${over} px too wide`);
  }
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

/** The pages for everybody, and whether a session is needed. */
const PAGES = ['/login', '/platform/password-reset', '/platform/activation/inconnu', '/platform/not-me/inconnu'];

check('platform: no accessibility fault on any page, in both languages, light and dark, wide and narrow', async (world) => {
  const faults = [];
  for (const locale of ['fr-FR', 'en-GB']) {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1440, 390]) {
        const options = { locale, colorScheme, viewport: { width, height: 844 } };
        const holder = await world.enter('holder', options);
        const page = await holder.context.newPage();
        const language = locale.slice(0, 2);
        await page.addInitScript((one) => window.localStorage?.setItem('rattache-language', one), language);
        const root = await open(page);
        const account = await spaceOf(holder);
        const api = `/api/document/v1/spaces/${account}/accounts/${account}/documents`;
        const document = (await call(holder, 'GET', api)).body.items[0]?.id ?? '';
        const paths = [
          '',
          '?tab=news',
          'requests',
          'partners',
          `documents?account=${account}`,
          `documents?account=${account}&q=introuvable`,
          `documents?account=${account}&doc=${document}`,
          'trail',
          'preferences',
          'nowhere',
        ];
        for (const path of [...paths.map((one) => root + one), ...PAGES]) {
          await page.goto(path);
          if (path.startsWith('http')) {
            await settled(page);
          }
          const name = `${new URL(page.url()).pathname.split('/').pop() || 'home'}${new URL(page.url()).search.slice(0, 5)}`;
          await page.screenshot({
            path: `${world.screenshots}/platform-${name.replace(/\W+/g, '-')}-${language}-${colorScheme}-${width}.png`,
          });
          for (const fault of await axe(page)) {
            faults.push(`${path} ${locale} ${colorScheme} ${width}: ${fault.id} ${fault.nodes.join(' | ')}`);
          }
        }
        await holder.context.close();
      }
    }
  }
  assert.deepEqual(faults, []);
});
