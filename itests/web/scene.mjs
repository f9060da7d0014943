// What the pictures show: a firm and a person in the middle of their work. Set up over REST, once on a server.
import { linkInMail } from './mails.mjs';
import { acceptAll, call, firmOf, link, sendDocument, spaceOf } from './rest.mjs';

let made;

/**
 * Pages behind links of mails that nobody has used yet, made once: the invitations of a client and of a colleague, and a
 * forgotten password.
 *
 * @returns name to address
 */
export function unusedLinks(operator, email) {
  made ??= makeLinks(operator, email);
  return made;
}

async function makeLinks(operator, email) {
  const firm = await firmOf(operator);
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const client = `invitee${Date.now()}@exemple.example`;
  const colleague = `collegue${Date.now()}@batie.example`;
  const { body: file } = await call(operator, 'POST', files, { data: { name: 'MENUISERIE INVITÉE', email: client } });
  await call(operator, 'POST', `${files}/${file.id}/invitation`, { data: {} });
  await call(operator, 'POST', `/api/identity/v1/firms/${firm}/operators`, { data: { email: colleague, name: 'Claude Collègue' } });
  await call(operator, 'POST', '/api/identity/v1/password-resets', { data: { email } });
  return {
    'activation-unused': await linkInMail(client, '/platform/activation/'),
    'activation-gateway-unused': await linkInMail(colleague, '/gateway/activation/'),
    'password-reset-unused': await linkInMail(email, '/platform/password-reset/'),
  };
}

/** A page with a few lines, as small as a PDF can be. */
function pdf(lines) {
  const text = lines.map((line, n) => `BT /F1 ${n ? 12 : 20} Tf 72 ${760 - 28 * n} Td (${line}) Tj ET`).join('\n');
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places = parts.map((part, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${part}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return `${file}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

const CONTRACT = pdf([
  'Contrat de mise a disposition',
  'Entre BATIE CONSTRUCTION et CONSTRUCTOR',
  'Chantier : 12 rue des Chantiers, Lyon',
  'Du 5 janvier au 27 mars, cinq personnes.',
]);

/**
 * Documents in two sections, an accepted company, one whose request waits, and one to link.
 *
 * @returns ids of the firm, of CONSTRUCTOR's file, its space and its latest document
 */
export async function setScene(operator, holder, email) {
  const firm = await firmOf(operator);
  const space = await spaceOf(holder);
  const files = `/api/clientfile/v1/firms/${firm}/client-files`;
  const client = (await call(operator, 'GET', `${files}?q=constructor`)).body.items[0].id;
  const known = `/api/document/v1/spaces/${space}/accounts/${space}/documents`;
  if (!(await call(holder, 'GET', `${known}?q=mise`)).body.items.length) {
    const sections = `/api/document/v1/firms/${firm}/client-files/${client}/sections`;
    await call(operator, 'POST', sections, { data: { name: 'Contrats', keywords: ['contrat'] } });
    await call(operator, 'POST', sections, { data: { name: 'Factures', keywords: ['facture'] } });
    const send = (name, keywords, mimeType, content) =>
      sendDocument(operator, firm, client, { name, keywords }, mimeType, content);
    await send('Facture janvier.pdf', ['facture'], 'application/pdf', pdf(['Facture', 'Cinq personnes, 18 jours']));
    await send('Facture février.pdf', ['facture'], 'application/pdf', pdf(['Facture', 'Cinq personnes, 20 jours']));
    await send('Relevé d’heures.csv', [], 'text/csv', 'semaine;heures\n2;175\n3;182\n');
    await send('Contrat de mise à disposition.pdf', ['contrat'], 'application/pdf', CONTRACT);

    const accepted = 'MAÇONNERIE ROCHE';
    await link(operator, email, accepted, { 'Attestation.txt': 'Attestation de vigilance, valable six mois.\n' });
    await acceptAll(holder, accepted);
    await link(operator, email, 'TERRASSEMENT MARTIN', { 'Devis.txt': 'Devis\n', 'Plan.txt': 'Plan\n' });
    const { body: file, version } = await call(operator, 'POST', files, {
      data: { name: 'CHARPENTES MOREL', siren: '831417209', email: 'contact@morel.example', address: '3 route du Col, 38000 Grenoble' },
    });
    const changed = { name: file.name, siren: file.siren, email, address: file.address };
    await call(operator, 'PUT', `${files}/${file.id}`, { headers: { 'If-Match': version }, data: changed });
  }
  const [document] = (await call(holder, 'GET', `${known}?q=mise`)).body.items;
  return { firm, client, space, document: document.id };
}
