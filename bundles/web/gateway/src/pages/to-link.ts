import '@vaadin/button';
import '@vaadin/select';
import {
  api,
  ask,
  badge,
  empty,
  formatAgo,
  formatDateTime,
  formatSiren,
  nameText,
  onceKey,
  page,
  PagedList,
  pageHead,
  Plain,
  query,
  setQuery,
  toast,
  toastProblem,
  totalText,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Link2 } from 'lucide';
import { address, firm } from '../firm.ts';
import { WhenLinksChange } from '../linking/changed.ts';
import { openLinkWindow } from '../linking/open.ts';
import { reasonText } from '../linking/reasons.ts';
import '../linking/scan.ts';
import { messages } from '../messages/index.ts';
import type { ClientToLink } from '../types.ts';

const KINDS = ['email-change', 'scan'] as const;
type Kind = (typeof KINDS)[number];

/** Clients à rattacher, longest waiting first. */
@customElement('gateway-to-link')
export class ToLinkPage extends Plain {
  @state() private filter: Kind | 'all' = KINDS.find((one) => one === query('kind')) ?? 'all';
  readonly #clients = new PagedList<ClientToLink>(this, (after) =>
    page<ClientToLink>(
      api.linking.GET('/firms/{firm}/clients-to-link', {
        params: { path: { firm: firm() }, query: { after, kind: this.filter === 'all' ? undefined : this.filter } },
      }),
    ),
  );

  constructor() {
    super();
    new WhenLinksChange(this, () => void this.#clients.reload());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (query('link')) {
      void openLinkWindow(query('link'));
    }
  }

  async #dismiss(client: ClientToLink): Promise<void> {
    const m = messages().toLink;
    const reason = await ask({
      title: m.dismissFor(client.clientFile.name),
      text: m.dismissText(client.clientFile.name),
      confirm: m.dismiss,
      reason: 'required',
    });
    if (reason === undefined) {
      return;
    }
    try {
      await api.linking.POST('/firms/{firm}/clients-to-link/{id}/dismissal', {
        params: { path: { firm: firm(), id: client.clientFile.id } },
        headers: onceKey(),
        body: { reason },
      });
      toast(m.dismissed);
      await this.#clients.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  protected override render() {
    const m = messages().toLink;
    const filters = [{ label: m.all, value: 'all' }, ...KINDS.map((one) => ({ label: m.kinds[one], value: one }))];
    return html`
      ${pageHead(m.title, { lead: m.lead, meta: totalText(this.#clients.total) })}
      <gateway-scan></gateway-scan>
      <div class="row filters">
        <vaadin-select
          accessible-name=${m.filter}
          .items=${filters}
          .value=${this.filter}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.filter) {
              this.filter = event.detail.value as Kind | 'all';
              setQuery({ kind: this.filter === 'all' ? '' : this.filter }, 'push');
              void this.#clients.reload();
            }
          }}
        ></vaadin-select>
      </div>
      ${this.#clients.view(
        (clients) => html`<ul class="rows">
          ${clients.map((client) => this.#row(client))}
        </ul>`,
        () =>
          html`<section class="card">
            ${this.filter === 'all' ? empty(Link2, m.none, m.noneText) : empty(Link2, m.noneOfKind, messages().trail.noneText)}
          </section>`,
      )}
    `;
  }

  #row(client: ClientToLink) {
    const m = messages().toLink;
    const { clientFile, counterpart } = client;
    return html`<li class="card row-card">
      <div class="grow">
        <div class="row">
          <h2><a href=${address(`clients/${clientFile.id}`)}>${nameText(clientFile.name)}</a></h2>
          ${badge(m.kinds[client.kind], client.kind === 'scan' ? 'info' : 'neutral')}
        </div>
        <p class="small">
          ${[formatSiren(clientFile.siren), clientFile.email].filter(Boolean).join(' · ')}
          ${client.formerEmail ? html` (<bdi>${m.former(client.formerEmail)}</bdi>)` : nothing}
        </p>
        <p>
          ${counterpart
            ? html`${m.counterparts[client.kind]}
                <a href=${address(`clients/${counterpart.id}`)}>${nameText(counterpart.name)}</a>`
            : nothing}
          <span class="small" title=${formatDateTime(client.proposedAt)}>${m.since} ${formatAgo(client.proposedAt)}</span>
        </p>
        ${client.reasons.length
          ? html`<p class="row small">
              ${client.reasons.map((reason) => html`<span class="reason"><bdi>${reasonText(reason)}</bdi></span>`)}
            </p>`
          : nothing}
      </div>
      <div class="row">
        <vaadin-button
          theme="tertiary"
          aria-label=${m.dismissFor(clientFile.name)}
          @click=${() => void this.#dismiss(client)}
          >${m.dismiss}</vaadin-button
        >
        <vaadin-button
          theme="primary"
          aria-label=${m.manageFor(clientFile.name)}
          @click=${() => void openLinkWindow(clientFile.id)}
          >${m.manage}</vaadin-button
        >
      </div>
    </li>`;
  }
}
