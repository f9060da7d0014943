import '@vaadin/select';
import { empty, formatDateTime, PagedList, pageHead, Plain, query, session, setQuery, totalText } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { History } from 'lucide';
import { messages } from '../messages/index.ts';
import { allRequests, document as documentOf, trail, type TrailEntry } from '../model.ts';
import { address } from '../place.ts';

/** Traces: who read or decided what. */
@customElement('platform-trail')
export class TrailPage extends Plain {
  @state() private kind = query('type');
  /** The names of firms, of companies by the request for them, and of documents that may still be read. */
  @state() private names = new Map<string, string>();
  readonly #list = new PagedList<TrailEntry>(this, async (after) => {
    const page = await trail(this.kind ? { type: this.kind } : {}, after);
    void this.#nameDocuments(page.items);
    return page;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    allRequests().then(
      (known) => {
        const firms = known.map((one) => [one.firm.id, one.firm.name] as const);
        const companies = known.map((one) => [one.id, one.company.name] as const);
        this.names = new Map([...this.names, ...firms, ...companies]);
      },
      // without them the entries say what happened all the same
      () => undefined,
    );
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
      ${pageHead(m.trail, { meta: totalText(this.#list.total), lead: m.traces.lead })}
      <vaadin-select
        class="list-filter"
        label=${m.traces.kind}
        .items=${Object.entries(m.traces.kinds).map(([value, label]) => ({ value: value || 'all', label }))}
        .value=${this.kind || 'all'}
        @value-changed=${this.#filter}
      ></vaadin-select>
      ${this.#list.view(
        (items) => this.#table(items),
        () => empty(History, m.traces.nothing, m.traces.nothingText),
      )}
    `;
  }

  #table(items: TrailEntry[]) {
    const m = messages().traces;
    return html`
      <div class="card">
        <table class="trail">
          <thead>
            <tr>
              <th scope="col">${m.when}</th>
              <th scope="col">${m.who}</th>
              <th scope="col">${m.what}</th>
            </tr>
          </thead>
          <tbody>
            ${items.map((entry) => this.#row(entry))}
          </tbody>
        </table>
      </div>
    `;
  }

  #row(entry: TrailEntry) {
    const m = messages().traces;
    const document = entry.document && this.names.get(entry.document);
    const company = entry.request && this.names.get(entry.request);
    const firm = entry.firm && this.names.get(entry.firm);
    const about = [company, firm].filter(Boolean).join(' · ');
    const reason = entry.detail?.['reason'];
    return html`
      <tr>
        <td class="nowrap"><time datetime=${entry.at}>${formatDateTime(entry.at)}</time></td>
        <td><bdi>${this.#who(entry)}</bdi></td>
        <td>
          ${m.types[entry.type] ?? entry.type}
          ${document ? html`<a class="block" href=${address(`documents?doc=${entry.document}`)}><bdi>${document}</bdi></a>` : nothing}
          ${about ? html`<span class="small block"><bdi>${about}</bdi></span>` : nothing}
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
      void this.#list.reload();
    }
  };
}
