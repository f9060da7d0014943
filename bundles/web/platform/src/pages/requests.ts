import '@vaadin/select';
import { empty, PagedList, pageHead, Plain, query, setQuery, totalText } from '@rattache/kit';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Inbox } from 'lucide';
import { messages } from '../messages/index.ts';
import { requests, type Request } from '../model.ts';
import '../requests/request-card.ts';

/** The permanent list of all requests. */
@customElement('platform-requests')
export class RequestsPage extends Plain {
  @state() private wanted = query('state');
  readonly #list = new PagedList<Request>(this, (after) => requests(this.wanted, after));

  protected override render() {
    const m = messages().list;
    const states = Object.entries(m.states).map(([value, label]) => ({ value, label }));
    return html`
      ${pageHead(m.title, { meta: totalText(this.#list.total), lead: m.lead })}
      <vaadin-select
        class="list-filter"
        label=${m.state}
        .items=${[{ value: 'all', label: m.all }, ...states]}
        .value=${this.wanted || 'all'}
        @value-changed=${this.#filter}
      ></vaadin-select>
      <div class="stack" @answered=${() => void this.#list.reload()}>
        ${this.#list.view(
          (items) => html`${repeat(
            items,
            (request) => request.id,
            (request) => html`<platform-request .request=${request}></platform-request>`,
          )}`,
          () => empty(Inbox, m.nothing, m.nothingText),
        )}
      </div>
    `;
  }

  readonly #filter = (event: CustomEvent<{ value: string }>) => {
    const wanted = event.detail.value === 'all' ? '' : event.detail.value;
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      setQuery({ state: wanted }, 'push');
      void this.#list.reload();
    }
  };
}
