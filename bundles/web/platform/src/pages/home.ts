import { empty, formatNumber, icon, language, leavePart, loading, pageHead, Plain, problemCard, query, session, setQuery } from '@rattache/kit';
import '@rattache/kit/panels';
import { type PanelEvent, PanelsAt } from '@rattache/kit/panels';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { BookOpenCheck, CircleCheck, FileText, House } from 'lucide';
import { messages } from '../messages/index.ts';
import { accounts, requestsToConfirm, type Account, type Request } from '../model.ts';
import { address, owner, spaceOfAddress } from '../place.ts';
import '../requests/request-card.ts';

/** Our own tabs; those of plug-ins follow, by the id of their panel. */
const TABS = ['confirm', 'news'];

/** The home page of a space: what waits for an answer, and what waits for a reader. */
@customElement('platform-home')
export class HomePage extends Plain {
  @state() private requests: Request[] | undefined;
  @state() private accounts: Account[] = [];
  /** The accounts of which an answer has just opened documents. */
  @state() private opened: Account[] = [];
  @state() private failure: unknown;
  @state() private tab = query('tab') || 'confirm';
  readonly #owner = owner();
  readonly #panels = new PanelsAt(
    this,
    () => this.#owner,
    () => 'platform.home.tab',
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  get #tabs(): string[] {
    return [...TABS, ...this.#panels.items.map((panel) => panel.id)];
  }

  /** The tab of a panel may be gone, or not be there yet. */
  get #shown(): string {
    return this.#tabs.includes(this.tab) ? this.tab : 'confirm';
  }

  async #load(): Promise<void> {
    if (!spaceOfAddress()) {
      return;
    }
    try {
      [this.requests, this.accounts] = await Promise.all([requestsToConfirm(), accounts()]);
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure;
    }
  }

  async #answered(answered: Request): Promise<void> {
    const before = new Map(this.accounts.map((account) => [account.id, account.unread]));
    await this.#load();
    const more = this.accounts.filter((account) => account.unread > (before.get(account.id) ?? 0));
    const news = more.map((account) => account.id);
    this.opened = [...this.opened.filter((account) => !news.includes(account.id)), ...more];
    await this.updateComplete;
    // The button that had the focus may be gone; whoever has gone on meanwhile is not called back.
    if (document.activeElement === document.body) {
      const next = this.querySelector<HTMLElement>(`[aria-labelledby="request-${answered.id}"] vaadin-button`);
      (next ?? this.querySelector<HTMLElement>('.opened a') ?? this.querySelector<HTMLElement>('h1'))?.focus();
    }
  }

  protected override render() {
    const m = messages();
    if (!session().spaces.length) {
      return html`${pageHead(m.home)} ${empty(House, m.noSpace, m.noSpaceText)}`;
    }
    const name = session().spaces.find((space) => space.id === spaceOfAddress())?.name ?? m.home;
    const unread = this.accounts.filter((account) => account.unread > 0);
    return html`
      ${pageHead(name)}
      <div class="page-tabs" role="tablist" aria-label=${m.home} @keydown=${this.#onKey}>
        ${this.#tab('confirm', m.confirm.tab, this.requests?.length ?? 0)}
        ${this.#tab('news', m.confirm.news, unread.reduce((sum, one) => sum + one.unread, 0))}
        ${this.#panels.items.map((panel) => this.#tab(panel.id, panel.title[language()], 0))}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${this.#shown}" class="stack" @answered=${(event: CustomEvent<Request>) => void this.#answered(event.detail)}>
        ${this.opened.length ? this.#openedCard() : nothing} ${this.#panel(unread)}
      </div>
    `;
  }

  #panel(unread: Account[]) {
    const m = messages().confirm;
    const panel = this.#panels.items.find((one) => one.id === this.#shown);
    if (panel) {
      return html`<div class="card">
        <rattache-panel
          look="bare"
          .panel=${panel}
          .owner=${this.#owner}
          @panel-event=${(event: CustomEvent<PanelEvent>) => event.detail.kind === 'refresh' && void this.#load()}
        ></rattache-panel>
      </div>`;
    }
    if (this.failure) {
      return problemCard(this.failure, () => void this.#load());
    }
    if (!this.requests) {
      return loading();
    }
    const toDocuments = html`<a class="button-link" href=${address('documents')}>${m.toDocuments}</a>`;
    if (this.#shown === 'news') {
      return unread.length
        ? html`<ul class="plain-list news">${unread.map((account) => this.#news(account))}</ul>`
        : empty(BookOpenCheck, m.noNews, m.noNewsText, toDocuments);
    }
    return this.requests.length
      ? repeat(
          this.requests,
          (request) => request.id,
          (request) => html`<platform-request .request=${request}></platform-request>`,
        )
      : empty(CircleCheck, m.nothing, m.nothingText, toDocuments);
  }

  #news(account: Account) {
    const m = messages().confirm;
    return html`<li class="card">
      ${icon(FileText, 20)}
      <a class="grow" href=${address(`documents?account=${account.id}`)}><bdi>${account.name}</bdi></a>
      <span class="count">${m.unread(account.unread)}</span>
    </li>`;
  }

  #openedCard() {
    const m = messages().confirm;
    return html`
      <section class="card opened" role="status" aria-labelledby="opened">
        <h2 id="opened">${icon(CircleCheck, 20)} ${m.opened}</h2>
        <ul class="plain-list">
          ${this.opened.map(
            (account) => html`<li class="row">
              <a class="button-link primary" href=${address(`documents?account=${account.id}`)}>${m.readOf(account.name)}</a>
              <span class="meta">${m.unread(account.unread)}</span>
            </li>`,
          )}
        </ul>
      </section>
    `;
  }

  #tab(at: string, label: string, count: number) {
    const chosen = at === this.#shown;
    return html`<button
      id="tab-${at}"
      role="tab"
      aria-selected=${chosen ? 'true' : 'false'}
      aria-controls="panel"
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.#choose(at)}
    >
      <bdi>${label}</bdi>${count ? html` <span class="count">${formatNumber(count)}</span>` : nothing}
    </button>`;
  }

  #choose(at: string, then?: () => void): void {
    if (at !== this.tab) {
      leavePart(this.querySelector('rattache-panel')?.dirty ?? false, () => {
        this.tab = at;
        setQuery({ tab: at === 'confirm' ? '' : at }, 'push');
        then?.();
      });
    }
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const tabs = this.#tabs;
      const next = tabs[(tabs.indexOf(this.#shown) + step + tabs.length) % tabs.length] ?? 'confirm';
      this.#choose(next, () => {
        void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
      });
    }
  };
}
