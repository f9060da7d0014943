import '@vaadin/button';
import '@vaadin/checkbox';
import {
  asProblem,
  badge,
  empty,
  formatDate,
  formatNumber,
  formatSize,
  icon,
  kitMessages,
  loading,
  pageHead,
  Plain,
  problemCard,
  query,
  setQuery,
  toast,
  toastProblem,
  totalText,
  type Page,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ArrowDownLeft, ArrowUpRight, Download, FolderOpen, Lock, Send, SlidersHorizontal } from 'lucide';
import '../documents/accounts-menu.ts';
import { isFiltered, NO_FILTER } from '../documents/filters.ts';
import '../documents/preview.ts';
import { sendFiles } from '../documents/send-dialog.ts';
import { messages } from '../messages/index.ts';
import {
  accounts,
  archive,
  changed,
  contentAddress,
  counts,
  document as documentOf,
  documents,
  filtered,
  firmsOf,
  markRead,
  partners,
  save,
  sections,
  type Account,
  type Counts,
  type Document,
  type Filter,
  type Partner,
  type Section,
} from '../model.ts';
import { address, space } from '../place.ts';

const FILTERS = Object.keys(NO_FILTER) as (keyof Filter)[];

function filterOfAddress(): Filter {
  return Object.fromEntries(FILTERS.map((name) => [name, query(name)])) as unknown as Filter;
}

/** Accès aux documents: accounts at the left, their documents, one of them beside the list. The address says it all. */
@customElement('platform-documents')
export class DocumentsPage extends Plain {
  @state() private accounts: Account[] | undefined;
  @state() private partners: Partner[] = [];
  @state() private sections: Section[] = [];
  @state() private counts: Counts | undefined;
  @state() private account = '';
  @state() private filter: Filter = NO_FILTER;
  @state() private items: Document[] = [];
  @state() private last: Page<Document> | undefined;
  @state() private open: Document | undefined;
  @state() private chosen = new Set<string>();
  @state() private busy = false;
  @state() private failure: unknown;
  @state() private filtersShown = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && this.open && !event.defaultPrevented) {
      this.#close();
    }
  };

  async #start(): Promise<void> {
    try {
      [this.accounts, this.partners] = await Promise.all([accounts(), partners()]);
      await this.#show();
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** Brings the page to what the address says. */
  async #show(): Promise<void> {
    const doc = query('doc');
    const wanted = query('account') || (doc && (await this.#accountOf(doc))) || this.#first();
    const filter = filterOfAddress();
    const other = wanted !== this.account;
    if (other) {
      this.account = wanted;
      this.sections = [];
      this.chosen = new Set();
      void this.#loadSections();
    }
    if (other || !this.last || JSON.stringify(filter) !== JSON.stringify(this.filter)) {
      this.filter = filter;
      await this.#load();
    }
    await this.#openById(doc);
  }

  /** The account of which most waits to be read stands first in no menu; the own one is where everybody begins. */
  #first(): string {
    const known = this.accounts ?? [];
    return (known.find((one) => !one.own && one.unread > 0) ?? known.find((one) => one.own) ?? known[0])?.id ?? space();
  }

  async #accountOf(doc: string): Promise<string> {
    try {
      return (await documentOf(doc)).account;
    } catch {
      return ''; // the list says that it is not there
    }
  }

  async #loadSections(): Promise<void> {
    const account = this.account;
    try {
      const found = await sections(account);
      if (account === this.account) {
        this.sections = found;
      }
    } catch {
      this.sections = []; // the list itself says what is wrong
    }
  }

  async #count(): Promise<void> {
    const { account, filter } = this;
    this.counts = undefined;
    try {
      const found = await counts(account, filter);
      if (account === this.account && filter === this.filter) {
        this.counts = found;
      }
    } catch {
      // the list itself says what is wrong; a choice without its number can still be made
    }
  }

  /** @param after the cursor of the next page; without it the list begins anew */
  async #load(after?: string): Promise<void> {
    const { account, filter } = this;
    if (!after) {
      this.last = undefined;
      this.failure = undefined;
      void this.#count();
    }
    try {
      const page = await documents(account, filter, after);
      if (account === this.account && filter === this.filter) {
        this.items = after ? [...this.items, ...page.items] : page.items;
        this.last = page;
      }
    } catch (failure) {
      if (account === this.account && filter === this.filter) {
        this.items = [];
        this.failure = failure;
      }
    }
  }

  async #openById(id: string): Promise<void> {
    if (!id || id === this.open?.id) {
      this.open = id ? this.open : undefined;
      return;
    }
    try {
      this.open = this.items.find((one) => one.id === id) ?? (await documentOf(id));
    } catch (failure) {
      this.open = undefined;
      toastProblem(failure);
    }
  }

  // --- what the user does ----------------------------------------------------------------------------------------------

  #chooseAccount(id: string): void {
    // filters stay, but for the section, which belongs to one account
    setQuery({ account: id, section: '', doc: '' }, 'push');
    void this.#show();
  }

  #changeFilter(change: Partial<Filter>): void {
    setQuery({ ...change, doc: '', account: this.account }, 'q' in change ? 'replace' : 'push');
    void this.#show();
  }

  async #openDocument(document: Document): Promise<void> {
    setQuery({ account: this.account, doc: document.id }, this.open ? 'replace' : 'push');
    this.open = document;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#preview-name')?.focus({ preventScroll: true });
  }

  #close(): void {
    const id = this.open?.id;
    setQuery({ doc: '' });
    this.open = undefined;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-document="${id}"]`)?.focus());
  }

  async #step(by: 1 | -1): Promise<void> {
    const at = this.items.findIndex((one) => one.id === this.open?.id) + by;
    if (at === this.items.length && this.last?.next) {
      await this.#load(this.last.next);
    }
    const next = this.items[at];
    if (next) {
      setQuery({ doc: next.id });
      this.open = next;
    }
  }

  #setRead(id: string, read: boolean): void {
    const before = this.items.find((one) => one.id === id);
    this.items = this.items.map((one) => (one.id === id ? { ...one, read } : one));
    if (this.open?.id === id) {
      this.open = { ...this.open, read };
    }
    if (before && before.read !== read) {
      const more = read ? -1 : 1;
      this.accounts = this.accounts?.map((one) =>
        one.id === this.account ? { ...one, unread: Math.max(0, one.unread + more) } : one,
      );
      this.counts = this.counts && {
        ...this.counts,
        unread: Math.max(0, this.counts.unread + more),
        read: Math.max(0, this.counts.read - more),
      };
      changed();
    }
  }

  async #markUnread(): Promise<void> {
    const id = this.open?.id;
    if (!id) {
      return;
    }
    try {
      await markRead(id, false);
      this.#setRead(id, false);
      toast(messages().document.markedUnread);
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #archive(): Promise<void> {
    const account = this.accounts?.find((one) => one.id === this.account);
    this.busy = true;
    try {
      const wanted = this.chosen.size ? { documents: [...this.chosen] } : filtered(this.account, this.filter);
      save(await archive(wanted), `${account?.name ?? 'documents'}.zip`);
      [...this.chosen].forEach((id) => this.#setRead(id, true));
      this.chosen = new Set();
      await this.#reload();
    } catch (failure) {
      toastProblem(failure);
    } finally {
      this.busy = false;
    }
  }

  async #send(account: Account): Promise<void> {
    if (await sendFiles(account, firmsOf(account.id, this.partners))) {
      await this.#reload();
    }
  }

  async #reload(): Promise<void> {
    this.accounts = await accounts();
    await this.#load();
  }

  // --- what is seen ----------------------------------------------------------------------------------------------------

  protected override render() {
    const m = messages();
    if (!this.accounts) {
      return html`${pageHead(m.documents)} ${this.failure ? problemCard(this.failure, () => void this.#start()) : loading()}`;
    }
    return html`
      <div class=${`documents${this.open ? ' with-preview' : ''}`}>
        <platform-accounts
          class="documents-accounts"
          .accounts=${this.accounts}
          .chosen=${this.account}
          .addressOf=${(id: string) => address(`documents?account=${id}`)}
          @account-chosen=${(event: CustomEvent<string>) => this.#chooseAccount(event.detail)}
        ></platform-accounts>
        <div class="documents-list">${this.#head()} ${this.#filters()} ${this.#list()}</div>
        ${this.open ? this.#preview(this.open) : nothing}
      </div>
    `;
  }

  #head() {
    const m = messages();
    const account = this.accounts?.find((one) => one.id === this.account);
    const canSend = account && firmsOf(account.id, this.partners).size > 0;
    const total = this.last?.total;
    return pageHead(account?.name ?? m.documents, {
      meta: total ? html`<span role="status">${m.document.total(total.value, totalText(total))}</span>` : nothing,
      actions: html`
        <vaadin-button
          class="filters-toggle"
          aria-expanded=${this.filtersShown ? 'true' : 'false'}
          @click=${() => (this.filtersShown = !this.filtersShown)}
        >
          <span slot="prefix">${icon(SlidersHorizontal)}</span> ${m.document.filters}
        </vaadin-button>
        ${this.items.length
          ? html`<vaadin-button ?disabled=${this.busy} @click=${() => void this.#archive()}>
              <span slot="prefix">${icon(Download)}</span> ${this.chosen.size ? m.document.zip : m.document.zipAll}
            </vaadin-button>`
          : nothing}
        ${canSend
          ? html`<vaadin-button theme="primary" @click=${() => void this.#send(account)}>
              <span slot="prefix">${icon(Send)}</span> ${m.document.send}
            </vaadin-button>`
          : nothing}
      `,
    });
  }

  #filters() {
    return html`<platform-filters
      class=${this.filtersShown || (isFiltered(this.filter) && !this.open) ? 'shown' : ''}
      .filter=${this.filter}
      .sections=${this.sections}
      .counts=${this.counts}
      .firms=${firmsOf(this.account, this.partners)}
      @filter-changed=${(event: CustomEvent<Partial<Filter>>) => this.#changeFilter(event.detail)}
    ></platform-filters>`;
  }

  #list() {
    const m = messages().document;
    if (this.failure) {
      return asProblem(this.failure).code === 'not-found'
        ? empty(Lock, m.closed, m.closedText)
        : problemCard(this.failure, () => void this.#load());
    }
    const last = this.last;
    if (!last) {
      return loading();
    }
    if (!this.items.length) {
      return isFiltered(this.filter)
        ? empty(
            FolderOpen,
            m.nothingFound,
            m.nothingFoundText,
            html`<vaadin-button @click=${() => this.#changeFilter(NO_FILTER)}>${m.reset}</vaadin-button>`,
          )
        : empty(FolderOpen, m.nothing, m.nothingText);
    }
    const open = this.items.filter((one) => one.state === 'sent');
    return html`
      <div class="card list-card">
        <div class="list-head">
          <vaadin-checkbox
            label=${m.selectAll}
            .checked=${open.length > 0 && this.chosen.size === open.length}
            .indeterminate=${this.chosen.size > 0 && this.chosen.size < open.length}
            @change=${(event: Event) =>
              (this.chosen = new Set((event.target as HTMLInputElement).checked ? open.map((one) => one.id) : []))}
          ></vaadin-checkbox>
          <span class="small" role="status">${this.chosen.size ? m.selected(this.chosen.size) : nothing}</span>
        </div>
        <ul class="plain-list document-list">
          ${repeat(
            this.items,
            (document) => document.id,
            (document) => this.#row(document),
          )}
        </ul>
      </div>
      ${last.next
        ? html`<vaadin-button class="more" @click=${() => void this.#load(last.next ?? undefined)}>
            ${kitMessages().words.more}
          </vaadin-button>`
        : nothing}
    `;
  }

  #download(document: Document) {
    const label = messages().document.download;
    return html`<a
      class="button-link icon-link document-download"
      router-ignore
      href=${contentAddress(document.id)}
      download
      aria-label="${label} ${document.name}"
      title=${label}
      @click=${() => this.#setRead(document.id, true)}
      >${icon(Download)}</a
    >`;
  }

  #row(document: Document) {
    const m = messages().document;
    const firm = this.#firmName(document);
    const received = document.direction === 'to-client';
    const gone = document.state === 'withdrawn';
    return html`
      <li class=${`document${document.id === this.open?.id ? ' current' : ''}${document.read ? '' : ' unread'}`}>
        <vaadin-checkbox
          accessible-name=${m.select(document.name)}
          ?disabled=${gone}
          .checked=${this.chosen.has(document.id)}
          @change=${(event: Event) => this.#choose(document.id, (event.target as HTMLInputElement).checked)}
        ></vaadin-checkbox>
        <div class="grow">
          <button
            class="document-name"
            data-document=${document.id}
            aria-current=${document.id === this.open?.id ? 'true' : nothing}
            @click=${() => void this.#openDocument(document)}
          >
            <bdi>${document.name}</bdi>${document.read ? nothing : html`<span class="visually-hidden"> (${m.notRead})</span>`}
          </button>
          <p class="small document-meta">
            <span>${icon(received ? ArrowDownLeft : ArrowUpRight, 14)} ${received ? m.received(firm) : m.sent(firm)}</span>
            <span>${formatDate(document.sentAt)}</span>
            <span>${formatSize(document.size)}</span>
          </p>
        </div>
        <div class="document-badges">
          ${gone ? badge(m.withdrawn, 'neutral') : nothing}
          ${document.section?.name ? badge(document.section.name, 'info') : nothing}
          ${document.keywords.slice(0, 2).map((keyword) => badge(keyword))}
          ${document.keywords.length > 2
            ? html`<span class="small" title=${document.keywords.join(', ')}>+${formatNumber(document.keywords.length - 2)}</span>`
            : nothing}
        </div>
        ${gone ? nothing : this.#download(document)}
      </li>
    `;
  }

  #choose(id: string, chosen: boolean): void {
    this.chosen = new Set([...this.chosen].filter((one) => one !== id).concat(chosen ? [id] : []));
  }

  #firmName(document: Document): string {
    return firmsOf(document.account, this.partners).get(document.firm) ?? messages().document.aFirm;
  }

  #preview(document: Document) {
    return html`<platform-preview
      class="documents-preview"
      .document=${document}
      .firm=${this.#firmName(document)}
      .position=${this.items.findIndex((one) => one.id === document.id) + 1}
      .count=${this.last?.total.value ?? this.items.length}
      @close=${() => this.#close()}
      @previous=${() => void this.#step(-1)}
      @next=${() => void this.#step(1)}
      @unread=${() => void this.#markUnread()}
      @opened=${(event: CustomEvent<string>) => this.#setRead(event.detail, true)}
    ></platform-preview>`;
  }
}
