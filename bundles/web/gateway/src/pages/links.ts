import '@vaadin/button';
import '@vaadin/select';
import { api, badge, empty, formatDateTime, nameText, page, PagedList, pageHead, Plain, query, setQuery, totalText } from '@rattache/kit';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Network } from 'lucide';
import { address, firm } from '../firm.ts';
import { WhenLinksChange } from '../linking/changed.ts';
import { showLink, TONES } from '../linking/details.ts';
import { messages } from '../messages/index.ts';
import type { Link } from '../types.ts';

const STATES = ['pending', 'accepted', 'group-accepted', 'refused', 'void', 'frozen', 'closed', 'left'] as const;
type State = (typeof STATES)[number];

/** Rattachements: every link with its state on the platform. */
@customElement('gateway-links')
export class LinksPage extends Plain {
  @state() private filter: State | 'all' = STATES.find((one) => one === query('state')) ?? 'all';
  readonly #links = new PagedList<Link>(this, (after) =>
    page<Link>(
      api.linking.GET('/firms/{firm}/links', {
        params: { path: { firm: firm() }, query: { after, state: this.filter === 'all' ? undefined : this.filter } },
      }),
    ),
  );

  constructor() {
    super();
    new WhenLinksChange(this, () => void this.#links.reload());
  }

  protected override render() {
    const m = messages().links;
    const items = [
      { label: m.all, value: 'all' },
      ...STATES.map((one) => ({ label: m.states[one] ?? one, value: one })),
    ];
    return html`
      ${pageHead(m.title, { meta: totalText(this.#links.total) })}
      <div class="row filters">
        <vaadin-select
          accessible-name=${m.filter}
          .items=${items}
          .value=${this.filter}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.filter) {
              this.filter = event.detail.value as State | 'all';
              setQuery({ state: this.filter === 'all' ? '' : this.filter }, 'push');
              void this.#links.reload();
            }
          }}
        ></vaadin-select>
      </div>
      ${this.#links.view(
        (links) => html`<div class="card table-scroll">
          <table class="wide-table links-table">
            <thead>
              <tr>
                <th scope="col">${m.secondary}</th>
                <th scope="col" class="wide-only">${m.main}</th>
                <th scope="col">${messages().common.state}</th>
                <th scope="col" class="wide-only">${m.changed}</th>
                <th scope="col" class="end">${messages().common.actions}</th>
              </tr>
            </thead>
            <tbody>
              ${links.map(
                (link) => html`<tr>
                  <th scope="row">
                    <a href=${address(`clients/${link.secondary.id}`)}>${nameText(link.secondary.name)}</a>
                    <div class="narrow-only small">${m.linkedTo} ${nameText(link.main.name)}</div>
                  </th>
                  <td class="wide-only"><a href=${address(`clients/${link.main.id}`)}>${nameText(link.main.name)}</a></td>
                  <td>${badge(m.states[link.state] ?? link.state, TONES[link.state])}</td>
                  <td class="wide-only nowrap">${formatDateTime(link.changedAt)}</td>
                  <td class="end">
                    <vaadin-button
                      theme="small"
                      aria-label=${m.detailsOf(link.secondary.name)}
                      @click=${() => void showLink(link.id)}
                      >${m.details}</vaadin-button
                    >
                  </td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
        () =>
          html`<section class="card">
            ${empty(Network, this.filter === 'all' ? m.none : m.noneInState, m.noneText)}
          </section>`,
      )}
    `;
  }
}
