import '@vaadin/grid';
import '@vaadin/text-field';
import '@vaadin/select';
import '@vaadin/button';
import type { Grid } from '@vaadin/grid';
import { columnBodyRenderer, type GridColumnBodyLitRenderer } from '@vaadin/grid/lit.js';
import type { TextField } from '@vaadin/text-field';
import {
  dataProvider,
  debounced,
  empty,
  formatDate,
  formatSiren,
  go,
  buttonIcon,
  icon,
  KeysetRows,
  nameText,
  type Page,
  pageHead,
  Plain,
  problemCard,
  query,
  setQuery,
  totalText,
} from '@rattache/kit';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Building2, Link2, Plus, Search } from 'lucide';
import { searchClients, type Sort } from '../clients/search.ts';
import { address } from '../firm.ts';
import { WhenLinksChange } from '../linking/changed.ts';
import { openLinkWindow } from '../linking/open.ts';
import { messages } from '../messages/index.ts';
import type { ClientFile } from '../types.ts';

/** Fiches clients: any number of them, one search box. What is searched and how it is sorted stands in the address. */
@customElement('gateway-clients')
export class ClientsPage extends Plain {
  @state() private text = query('q');
  @state() private sort: Sort = query('sort') === 'newest' ? 'newest' : 'name';
  @state() private first: Page<ClientFile> | undefined;
  @state() private failure: unknown;
  @state() private narrow = matchMedia('(max-width: 800px)').matches;
  /** The row of each file that was shown: where the list is when one comes back. */
  readonly #places = new Map<string, number>();
  #rows = this.#list();
  readonly #provider = dataProvider<ClientFile>(() => this.#rows, {
    page: (page) => {
      this.first = page;
      this.failure = undefined;
    },
    failure: (failure) => (this.failure = failure),
  });
  readonly #width = matchMedia('(max-width: 800px)');
  readonly #search = debounced(200, () => this.#restart());

  constructor() {
    super();
    new WhenLinksChange(this, () => this.#restart());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#width.addEventListener('change', this.#onWidth);
    if (query('link')) {
      void openLinkWindow(query('link'));
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width.removeEventListener('change', this.#onWidth);
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    const row = Number(query('row'));
    if (row > 0) {
      // Coming back from a client file: to the row it was opened from.
      void this.#rows.page(Math.floor(row / 100)).then(() => this.#grid?.scrollToIndex(row));
    }
  }

  readonly #onWidth = () => (this.narrow = this.#width.matches);

  get #grid(): Grid<ClientFile> | null {
    return this.querySelector('vaadin-grid');
  }

  #list(): KeysetRows<ClientFile> {
    const { text, sort } = this;
    return new KeysetRows((after, limit) => searchClients(text, sort, after, limit));
  }

  #restart(): void {
    setQuery({ q: this.text.trim(), sort: this.sort === 'name' ? '' : this.sort, row: '' });
    this.#rows = this.#list();
    this.failure = undefined;
    this.#grid?.clearCache();
    this.#grid?.scrollToIndex(0);
  }

  #open(file: ClientFile): void {
    const row = this.#places.get(file.id);
    setQuery({ row: row ? String(row) : '' });
    go(address(`clients/${file.id}`));
  }

  readonly #nameCell: GridColumnBodyLitRenderer<ClientFile> = (file, model) => {
    this.#places.set(file.id, model.index);
    return html`<a class="cell-link" href=${address(`clients/${file.id}`)} @click=${(event: MouseEvent) => this.#follow(event, file)}
      >${nameText(file.name)}</a
    >
    ${this.narrow
      ? html`<div class="small cell-sub">${[formatSiren(file.siren), file.email].filter(Boolean).join(' · ')}</div>`
      : nothing}`;
  };

  /** A click with a key held is the browser's own: a new tab. */
  #follow(event: MouseEvent, file: ClientFile): void {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      this.#open(file);
    }
  }

  readonly #linkCell: GridColumnBodyLitRenderer<ClientFile> = (file) => {
    const m = messages().clients;
    return file.links.link
      ? html`<vaadin-button
          theme="small"
          aria-label=${m.linkFor(file.name)}
          @click=${() => void openLinkWindow(file.id)}
          >${buttonIcon(Link2)} ${m.link}</vaadin-button
        >`
      : html``;
  };

  readonly #sirenCell: GridColumnBodyLitRenderer<ClientFile> = (file) => html`${formatSiren(file.siren)}`;
  readonly #emailCell: GridColumnBodyLitRenderer<ClientFile> = (file) => html`${nameText(file.email)}`;
  readonly #changedCell: GridColumnBodyLitRenderer<ClientFile> = (file) => html`${formatDate(file.changedAt)}`;

  protected override render() {
    const m = messages();
    const nothingThere = this.first !== undefined && this.first.items.length === 0;
    const sorts = this.text.trim()
      ? [{ label: m.clients.byMatch, value: 'match' }]
      : [
          { label: m.clients.byName, value: 'name' },
          { label: m.clients.byNewest, value: 'newest' },
        ];
    return html`
      ${pageHead(m.clients.title, {
        meta: this.first
          ? this.first.total.exact
            ? m.common.files(this.first.total.value)
            : m.common.moreThan(totalText({ ...this.first.total, exact: true }))
          : nothing,
        actions: html`<vaadin-button theme="primary" @click=${() => go(address('clients/new'))}>
          ${buttonIcon(Plus)} ${m.clients.add}
        </vaadin-button>`,
      })}
      <div class="row filters" role="search">
        <vaadin-text-field
          class="search"
          accessible-name=${m.clients.search}
          placeholder=${m.clients.search}
          maxlength="254"
          autocomplete="off"
          clear-button-visible
          .value=${this.text}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value !== this.text) {
              this.text = event.detail.value;
              this.#search();
            }
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Escape') {
              (event.currentTarget as TextField).value = '';
            }
          }}
          ><span slot="prefix">${icon(Search)}</span></vaadin-text-field
        >
        <vaadin-select
          class="sort"
          accessible-name=${m.clients.sort}
          .items=${sorts}
          .value=${this.text.trim() ? 'match' : this.sort}
          ?disabled=${this.text.trim() !== ''}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            const wanted = event.detail.value;
            if ((wanted === 'name' || wanted === 'newest') && wanted !== this.sort) {
              this.sort = wanted;
              this.#restart();
            }
          }}
        ></vaadin-select>
      </div>
      ${this.failure ? problemCard(this.failure, () => this.#restart()) : nothing}
      ${nothingThere
        ? this.text.trim()
          ? empty(Search, m.clients.none, m.clients.noneText)
          : empty(
              Building2,
              m.clients.empty,
              m.clients.emptyText,
              html`<vaadin-button theme="primary" @click=${() => go(address('clients/new'))}>${m.clients.add}</vaadin-button>`,
            )
        : nothing}
      <vaadin-grid
        class="clients-grid"
        theme="no-border"
        accessible-name=${m.clients.grid}
        ?hidden=${nothingThere || this.failure !== undefined}
        .pageSize=${100}
        .dataProvider=${this.#provider}
        @active-item-changed=${(event: CustomEvent<{ value: ClientFile | null }>) => {
          if (event.detail.value) {
            this.#open(event.detail.value);
          }
        }}
      >
        <vaadin-grid-column
          header=${m.clients.name}
          flex-grow="3"
          ${columnBodyRenderer(this.#nameCell, [this.narrow])}
        ></vaadin-grid-column>
        <vaadin-grid-column
          header=${m.common.siren}
          width="130px"
          flex-grow="0"
          ?hidden=${this.narrow}
          ${columnBodyRenderer(this.#sirenCell, [])}
        ></vaadin-grid-column>
        <vaadin-grid-column
          header=${m.common.email}
          flex-grow="2"
          ?hidden=${this.narrow}
          ${columnBodyRenderer(this.#emailCell, [])}
        ></vaadin-grid-column>
        <vaadin-grid-column
          header=${m.clients.changed}
          width="130px"
          flex-grow="0"
          ?hidden=${this.narrow}
          ${columnBodyRenderer(this.#changedCell, [])}
        ></vaadin-grid-column>
        <vaadin-grid-column
          header=${m.common.actions}
          width="150px"
          flex-grow="0"
          text-align="end"
          ${columnBodyRenderer(this.#linkCell, [])}
        ></vaadin-grid-column>
      </vaadin-grid>
    `;
  }
}
