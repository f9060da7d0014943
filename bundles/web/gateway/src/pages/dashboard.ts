import { api, body, empty, formatNumber, go, kitMessages, Loader, pageHead, Plain } from '@rattache/kit';
import '@rattache/kit/panels';
import type { PanelEvent } from '@rattache/kit/panels';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { CircleCheckBig } from 'lucide';
import { address, firm, owner } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Action, Actions } from '../types.ts';

/** Where each kind of action is dealt with. A kind of a plug-in is shown without a page of ours. */
const PAGES: Record<string, string> = {
  'clients-to-link': 'to-link',
  'documents-waiting': 'documents',
  'requests-unanswered': 'links?state=pending',
  'requests-refused': 'links?state=refused',
  'requests-void': 'links?state=void',
  'links-frozen': 'links?state=frozen',
  'mails-failed': 'mails?state=FAILED',
};

const URGENT = new Set(['requests-refused', 'links-frozen', 'mails-failed', 'requests-void']);

/** Tableau de bord: what waits for an action, as numbers that are links. */
@customElement('gateway-dashboard')
export class DashboardPage extends Plain {
  readonly #actions = new Loader<Actions>(this, () =>
    body<Actions>(api.dashboard.GET('/firms/{firm}/actions', { params: { path: { firm: firm() } } })),
  );

  readonly #owner = owner();

  readonly #onPanel = (event: CustomEvent<PanelEvent>) => {
    if (event.detail.kind === 'select') {
      go(address(`clients/${event.detail.clientFile}`));
    } else if (event.detail.kind === 'refresh') {
      void this.#actions.reload();
    }
  };

  protected override render() {
    const m = messages().dashboard;
    return html`
      ${pageHead(m.title, { lead: m.lead })}
      ${this.#actions.view((actions) => {
        const waiting = actions.items.filter((action) => action.count > 0);
        return html`
          ${actions.unavailable?.length
            ? html`<p class="note" role="status">
                <span
                  >${messages().common.unavailable(actions.unavailable.map((name) => m.sources[name] ?? name).join(', '))}
                  <button class="link" @click=${() => void this.#actions.reload()}>${kitMessages().words.retry}</button></span
                >
              </p>`
            : nothing}
          ${waiting.length
            ? html`<ul class="cards">
                ${waiting.map((action) => this.#card(action))}
              </ul>`
            : actions.unavailable?.length
              ? nothing
              : html`<section class="card">${empty(CircleCheckBig, m.nothing, m.nothingText)}</section>`}
        `;
      })}
      <rattache-panels
        class="dashboard-panels"
        point="gateway.dashboard.card"
        .owner=${this.#owner}
        @panel-event=${this.#onPanel}
      ></rattache-panels>
    `;
  }

  #card(action: Action) {
    const kind = messages().dashboard.kinds[action.kind];
    const page = PAGES[action.kind];
    const content = html`
      <span class="figure ${URGENT.has(action.kind) ? 'urgent' : ''}">${formatNumber(action.count)}</span>
      <span class="figure-title">${kind?.title ?? action.kind}</span>
      <span class="figure-text">${kind?.text(action.count) ?? nothing}</span>
    `;
    return html`<li>
      ${page === undefined
        ? html`<div class="card action-card">${content}</div>`
        : html`<a class="card action-card" href=${address(page)}>${content}</a>`}
    </li>`;
  }
}
