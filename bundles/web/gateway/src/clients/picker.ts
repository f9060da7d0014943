import '@vaadin/combo-box';
import type { ComboBox, ComboBoxDataProvider } from '@vaadin/combo-box';
import { comboBoxRenderer, type ComboBoxLitRenderer } from '@vaadin/combo-box/lit.js';
import { formatSiren, KeysetRows, nameText, Plain } from '@rattache/kit';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ClientFile } from '../types.ts';
import { searchClients } from './search.ts';

const PAGE = 100;

/**
 * Picks one client file among any number, by name, SIREN or e-mail.
 *
 * @fires client-chosen with the client file, or undefined when the choice was cleared
 */
@customElement('gateway-client-picker')
export class ClientPicker extends Plain {
  @property() label = '';
  @property() helper = '';
  @property({ attribute: false }) selected: ClientFile | undefined;
  /** Clears itself after each choice, to add one after the other. */
  @property({ type: Boolean }) adds = false;
  #filter: string | undefined;
  #rows = new KeysetRows<ClientFile>((after) => searchClients('', 'name', after, PAGE));

  readonly #provider: ComboBoxDataProvider<ClientFile> = (params, callback) => {
    if (params.filter !== this.#filter) {
      this.#filter = params.filter;
      this.#rows = new KeysetRows<ClientFile>((after) => searchClients(params.filter, 'name', after, PAGE));
    }
    const rows = this.#rows;
    rows.page(params.page).then(
      (page) => callback(page.items, rows.size(params.page, page)),
      () => callback([], 0),
    );
  };

  readonly #row: ComboBoxLitRenderer<ClientFile> = (file) => html`
    <div class="option">
      <span>${nameText(file.name)}</span>
      <span class="small">${[formatSiren(file.siren), file.email].filter(Boolean).join(' · ')}</span>
    </div>
  `;

  readonly #changed = (event: CustomEvent<{ value: ClientFile | null | undefined }>) => {
    const chosen = event.detail.value ?? undefined;
    if (chosen?.id === this.selected?.id) {
      return;
    }
    if (!this.adds) {
      this.selected = chosen;
    }
    if (chosen || !this.adds) {
      this.dispatchEvent(new CustomEvent('client-chosen', { detail: chosen }));
    }
    if (this.adds && chosen) {
      (event.target as ComboBox<ClientFile>).selectedItem = null;
    }
  };

  protected override render() {
    return html`<vaadin-combo-box
      class="wide"
      .label=${this.label}
      .helperText=${this.helper}
      .pageSize=${PAGE}
      .dataProvider=${this.#provider}
      .selectedItem=${this.selected}
      item-id-path="id"
      item-value-path="id"
      item-label-path="name"
      clear-button-visible
      @selected-item-changed=${this.#changed}
      ${comboBoxRenderer(this.#row, [])}
    ></vaadin-combo-box>`;
  }
}
