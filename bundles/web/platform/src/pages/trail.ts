import '@vaadin/select';
import '@vaadin/button';
import { empty, formatDateTime, kitMessages, loading, pageHead, Plain, problemCard, query, session, setQuery, totalText, type Page } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { History } from 'lucide';
import { messages } from '../messages/index.ts';
import { document as documentOf, partners, trail, type TrailEntry } from '../model.ts';
import { address } from '../place.ts';

/** Traces: who read or decided what. */
@customElement('platform-trail')
export class TrailPage extends Plain {
  @state() private items: TrailEntry[] = [];
  @state() private last: Page<TrailEntry> | undefined;
  @state() private kind = '';
  @state() private failure: unknown;
  /** The names of firms and of documents that may still be read. */
  @state() private names = new Map<string, string>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.kind = query('type');
    void this.#load();
    partners().then(
      (known) => {
        const firms = known.filter((one) => one.kind === 'firm');
        this.names = new Map([...this.names, ...firms.map((one) => [one.id.replace(/^firm-/, ''), one.name] as const)]);
      },
      // without them the entries say what happened all the same
      () => undefined,
    );
  }

  async #load(after?: string): Promise<void> {
    const kind = this.kind;
    try {
      const page = await trail(kind ? { type: kind } : {}, after);
      if (kind === this.kind) {
        this.items = after ? [...this.items, ...page.items] : page.items;
        this.last = page;
        this.failure = undefined;
        void this.#nameDocuments(page.items);
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  /** A document that may not be read any more keeps its name to itself. */
  async #nameDocuments(entries: TrailEntry[]): Promise<void> {
    const unknown = new Set(entries.map((entry) => entry.document ?? '').filter((id) => id && !this.names.has(id)));
    const found = await Promise.allSettled([...unknown].map((id) => documentOf(id)));
    const named = found.flatMap((one) => (one.status === 'fulfilled' ? [[one.value.id, one.value.name] as const] : []));
    this.names = new Map([...this.names, ...named]);
  }

  protected override render() {
    const m = messages();
    return html`
      ${pageHead(m.trail, { meta: totalText(this.last?.total), lead: m.traces.lead })}
      <vaadin-select
        class="list-filter"
        label=${m.traces.kind}
        .items=${Object.entries(m.traces.kinds).map(([value, label]) => ({ value: value || 'all', label }))}
        .value=${this.kind || 'all'}
        @value-changed=${this.#filter}
      ></vaadin-select>
      ${this.failure ? problemCard(this.failure, () => void this.#load()) : this.#list()}
    `;
  }

  #list() {
    const m = messages();
    const last = this.last;
    if (!last) {
      return loading();
    }
    if (!this.items.length) {
      return empty(History, m.traces.nothing, m.traces.nothingText);
    }
    return html`
      <div class="card">
        <table class="trail">
          <thead>
            <tr>
              <th scope="col">${m.traces.when}</th>
              <th scope="col">${m.traces.who}</th>
              <th scope="col">${m.traces.what}</th>
            </tr>
          </thead>
          <tbody>
            ${this.items.map((entry) => this.#row(entry))}
          </tbody>
        </table>
      </div>
      ${last.next
        ? html`<vaadin-button class="more" @click=${() => void this.#load(last.next ?? undefined)}>${kitMessages().words.more}</vaadin-button>`
        : nothing}
    `;
  }

  #row(entry: TrailEntry) {
    const m = messages().traces;
    const document = entry.document && this.names.get(entry.document);
    const firm = entry.firm && this.names.get(entry.firm);
    const reason = entry.detail?.['reason'];
    return html`
      <tr>
        <td class="nowrap"><time datetime=${entry.at}>${formatDateTime(entry.at)}</time></td>
        <td><bdi>${this.#who(entry)}</bdi>${firm ? html`<span class="small block"><bdi>${firm}</bdi></span>` : nothing}</td>
        <td>
          ${m.types[entry.type] ?? entry.type}
          ${document ? html`<a class="block" href=${address(`documents?doc=${entry.document}`)}><bdi>${document}</bdi></a>` : nothing}
          ${reason ? html`<span class="small block"><bdi>${messages().request.reason(reason)}</bdi></span>` : nothing}
        </td>
      </tr>
    `;
  }

  #who(entry: TrailEntry): string {
    const m = messages().traces;
    if (entry.actor.id === session().user.id) {
      return m.you;
    }
    return entry.actor.name ?? m.actors[entry.actor.kind ?? 'SYSTEM'];
  }

  readonly #filter = (event: CustomEvent<{ value: string }>) => {
    const kind = event.detail.value === 'all' ? '' : event.detail.value;
    if (kind !== this.kind) {
      this.kind = kind;
      setQuery({ type: kind }, 'push');
      void this.#load();
    }
  };
}
