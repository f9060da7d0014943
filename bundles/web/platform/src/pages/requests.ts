import '@vaadin/select';
import '@vaadin/button';
import { empty, kitMessages, loading, pageHead, Plain, problemCard, query, setQuery, totalText, type Page } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Inbox } from 'lucide';
import { messages } from '../messages/index.ts';
import { requests, type Request } from '../model.ts';
import '../requests/request-card.ts';

/** The permanent list of all requests. */
@customElement('platform-requests')
export class RequestsPage extends Plain {
  @state() private items: Request[] = [];
  @state() private last: Page<Request> | undefined;
  @state() private wanted = '';
  @state() private failure: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    this.wanted = query('state');
    void this.#load();
  }

  /** @param after the cursor of the next page; without it the list begins anew */
  async #load(after?: string): Promise<void> {
    const wanted = this.wanted;
    try {
      const page = await requests(wanted, after);
      if (wanted === this.wanted) {
        this.items = after ? [...this.items, ...page.items] : page.items;
        this.last = page;
        this.failure = undefined;
      }
    } catch (failure) {
      this.failure = failure;
    }
  }

  protected override render() {
    const m = messages().list;
    const states = Object.entries(m.states).map(([value, label]) => ({ value, label }));
    return html`
      ${pageHead(m.title, { meta: totalText(this.last?.total), lead: m.lead })}
      <vaadin-select
        class="list-filter"
        label=${m.state}
        .items=${[{ value: 'all', label: m.all }, ...states]}
        .value=${this.wanted || 'all'}
        @value-changed=${this.#filter}
      ></vaadin-select>
      <div class="stack" @answered=${() => void this.#load()}>${this.#list()}</div>
    `;
  }

  #list() {
    const m = messages();
    if (this.failure) {
      return problemCard(this.failure, () => void this.#load());
    }
    const last = this.last;
    if (!last) {
      return loading();
    }
    if (!this.items.length) {
      return empty(Inbox, m.list.nothing, m.list.nothingText);
    }
    return html`
      ${repeat(
        this.items,
        (request) => request.id,
        (request) => html`<platform-request .request=${request}></platform-request>`,
      )}
      ${last.next
        ? html`<vaadin-button @click=${() => void this.#load(last.next ?? undefined)}>${kitMessages().words.more}</vaadin-button>`
        : nothing}
    `;
  }

  readonly #filter = (event: CustomEvent<{ value: string }>) => {
    const wanted = event.detail.value === 'all' ? '' : event.detail.value;
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      setQuery({ state: wanted }, 'push');
      void this.#load();
    }
  };
}
