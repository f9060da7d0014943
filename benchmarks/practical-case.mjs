// How long the practical case takes somebody who knows what he wants: node benchmarks/practical-case.mjs BASE, with the log-ins of
// demo.env in the environment. Both log in; the operator makes a company, sends a file, changes its e-mail and validates the link;
// the manager accepts thrice, looks at his partners and opens the document. A pause before each action, and time for each character.
import { loadavg } from 'node:os';
import { launch, visit } from '../itests/web/browser.mjs';

const BEFORE_AN_ACTION = 1_500;
const A_CHARACTER = 150;

const [base] = process.argv.slice(2);
const { OPERATOR_EMAIL, OPERATOR_PASSWORD, HOLDER_EMAIL, HOLDER_PASSWORD } = process.env;
if (!base || !OPERATOR_EMAIL || !OPERATOR_PASSWORD || !HOLDER_EMAIL || !HOLDER_PASSWORD) {
  console.error('node benchmarks/practical-case.mjs BASE, with the log-ins of demo.env in the environment');
  process.exit(2);
}
const company = `ZENITH ${process.pid}`;
let actions = 0;

async function pause(page) {
  actions++;
  await page.waitForTimeout(BEFORE_AN_ACTION);
}

async function click(target) {
  await target.waitFor();
  await pause(target.page());
  await target.click();
}

async function type(target, text) {
  await target.waitFor();
  await pause(target.page());
  await target.click({ clickCount: 3 });
  await target.pressSequentially(text, { delay: A_CHARACTER });
}

async function logIn(page, email, password) {
  await type(page.getByLabel('Adresse e-mail'), email);
  await type(page.getByLabel('Mot de passe', { exact: true }), password);
  await click(page.getByRole('button', { name: 'Se connecter' }));
}

async function operator(page) {
  await page.goto('/gateway/');
  await logIn(page, OPERATOR_EMAIL, OPERATOR_PASSWORD);
  await click(page.getByRole('link', { name: 'Fiches clients' }));
  await click(page.getByRole('link', { name: 'Nouvelle fiche' }).or(page.getByRole('button', { name: 'Nouvelle fiche' })));
  await type(page.getByLabel('Raison sociale'), company);
  await type(page.getByLabel('E-mail du contact'), `contact@zenith${process.pid}.example`);
  await click(page.getByRole('button', { name: 'Créer la fiche' }));
  const parts = page.getByRole('navigation', { name: 'Parties de la fiche' });
  await click(parts.getByRole('link', { name: 'Documents' }));
  const asked = page.waitForEvent('filechooser');
  await click(page.getByRole('button', { name: 'Choisir des fichiers' }));
  const chooser = await asked;
  await pause(page);
  await chooser.setFiles({ name: 'facture.txt', mimeType: 'text/plain', buffer: Buffer.from(`Facture ${company}`) });
  await page.getByText('1 sur 1 envoyés').first().waitFor();
  await click(parts.getByRole('link', { name: 'Fiche' }));
  await type(page.getByLabel('E-mail du contact'), HOLDER_EMAIL);
  await click(page.getByRole('button', { name: 'Enregistrer' }));
  await click(page.getByRole('main').getByRole('button', { name: 'Rattacher', exact: true }));
  const link = page.getByRole('dialog');
  await click(link.getByRole('button', { name: /^Proposé.: CONSTRUCTOR, /, includeHidden: true }).or(link.getByRole('combobox', { name: 'Compte principal' })).first());
  const option = page.getByRole('option', { name: 'CONSTRUCTOR' });
  const validate = link.getByRole('button', { name: /^Valider rattachement · \d/ });
  await option.or(validate).first().waitFor();
  if (await option.isVisible()) {
    await click(option);
  }
  await click(validate);
  await page.getByText(/demandes? (est|sont) parties?/).first().waitFor();
}

async function manager(page) {
  await page.goto('/platform/');
  await logIn(page, HOLDER_EMAIL, HOLDER_PASSWORD);
  await click(page.getByRole('button', { name: `Accepter ${company}` }));
  await click(page.getByRole('button', { name: `Accepter groupe pour ${company}` }));
  const opened = page.getByText('Ces documents sont maintenant ouverts').first();
  const firm = page.getByRole('button', { name: 'Accepter BATIE CONSTRUCTION' }).first();
  await opened.or(firm).first().waitFor();
  if (await firm.isVisible()) {
    await click(firm);
  }
  await opened.waitFor();
  await click(page.getByRole('link', { name: 'Mes partenaires' }));
  await page.getByRole('main').getByRole('heading', { name: company }).waitFor();
  await click(page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: /Accès aux documents/ }));
  await click(page.getByRole('navigation', { name: 'Comptes' }).getByRole('link', { name: new RegExp(company) }));
  await click(page.getByRole('button', { name: /facture\.txt/ }));
  await page.getByText(`Facture ${company}`).first().waitFor();
}

const browser = await launch();
let all = 0;
for (const [who, work] of Object.entries({ operator, manager })) {
  const { context } = await visit(browser, base, { locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const before = actions;
  const begin = performance.now();
  await work(page);
  const seconds = (performance.now() - begin) / 1000;
  all += seconds;
  console.log(`${who}: ${seconds.toFixed(0)} s, ${actions - before} actions`);
  await context.close();
}
await browser.close();
console.log(`in all: ${all.toFixed(0)} s, ${actions} actions; load of the machine at the end ${loadavg()[0].toFixed(1)}`);
