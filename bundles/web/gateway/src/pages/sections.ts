import { empty, pageHead } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { FolderOpen } from 'lucide';
import '../clients/picker.ts';
import { OfChosenClient } from '../documents/chosen.ts';
import '../documents/sections.ts';
import { messages } from '../messages/index.ts';

/** Sections of one client's space. */
@customElement('gateway-sections')
export class SectionsPage extends OfChosenClient {
  protected override render() {
    const m = messages();
    return html`
      ${pageHead(m.sections.title, { lead: m.sections.lead })}
      <gateway-client-picker
        class="page-picker"
        .label=${m.documents.client}
        .selected=${this.client}
        @client-chosen=${this.chosen}
      ></gateway-client-picker>
      ${this.client
        ? keyed(this.client.id, html`<gateway-sections-of .clientFile=${this.client.id}></gateway-sections-of>`)
        : html`<section class="card">${empty(FolderOpen, m.common.choose, m.common.chooseText)}</section>`}
    `;
  }
}
