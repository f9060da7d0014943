import { api, empty, formatAgo, nameText, page, PagedList, pageHead } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { FileText } from 'lucide';
import { clientNames } from '../clients/names.ts';
import '../clients/picker.ts';
import { OfChosenClient } from '../documents/chosen.ts';
import '../documents/documents.ts';
import { address, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Waiting } from '../types.ts';

interface NamedWaiting extends Waiting {
  name: string;
}

/** Documents: of one client, and those that wait until their client can read them. */
@customElement('gateway-documents')
export class DocumentsPage extends OfChosenClient {
  readonly #waiting = new PagedList<NamedWaiting>(this, async () => {
    const waiting = await page<Waiting>(
      api.document.GET('/firms/{firm}/documents-waiting', { params: { path: { firm: firm() } } }),
    );
    const names = await clientNames(waiting.items.map((one) => one.clientFile));
    return { ...waiting, items: waiting.items.map((one) => ({ ...one, name: names.get(one.clientFile) ?? '' })) };
  });

  protected override render() {
    const m = messages().documents;
    return html`
      ${pageHead(m.title, { lead: m.lead })}
      <gateway-client-picker
        class="page-picker"
        .label=${m.client}
        .selected=${this.client}
        @client-chosen=${this.chosen}
      ></gateway-client-picker>
      ${this.client
        ? keyed(
            this.client.id,
            html`<gateway-documents-of .clientFile=${this.client.id}></gateway-documents-of>`,
          )
        : this.#waiting.view(
            (waiting) => html`<section class="card">
              <h2>${m.waiting}</h2>
              <p class="small">${m.waitingText}</p>
              <ul class="plain-rows">
                ${waiting.map(
                  (one) => html`<li>
                    <a class="grow" href=${`${address(`clients/${one.clientFile}`)}?tab=documents`}>${nameText(one.name)}</a>
                    <span>${m.waitingCount(one.documents)}</span>
                    <span class="small">${formatAgo(one.newest)}</span>
                  </li>`,
                )}
              </ul>
            </section>`,
            () => html`<section class="card">${empty(FileText, messages().common.choose, messages().common.chooseText)}</section>`,
          )}
    `;
  }
}
