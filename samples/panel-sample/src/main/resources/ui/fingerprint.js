// An action of a document: the SHA-256 of its content, computed in the browser.
import { Drawn, element } from './domains.js';

export const apiVersion = 1;

const TEXT = { fr: 'Empreinte SHA-256 du contenu :', en: 'SHA-256 of the content:' };

export default class Fingerprint extends Drawn {
  async draw({ client, document, host, locale, owner }) {
    const answer = await host.fetch(
      `/api/document/v1/firms/${owner.id}/client-files/${client.id}/documents/${document.id}/content`,
    );
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [element('p', TEXT[locale]), element('code', hex)];
  }
}
