import '@vaadin/button';
import {
  ask,
  asProblem,
  badge,
  compareNames,
  empty,
  formatDate,
  formatList,
  formatSiren,
  icon,
  isolated,
  loading,
  pageHead,
  Plain,
  problemCard,
  toast,
  toastProblem,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Building2, Handshake, Link2 } from 'lucide';
import { messages } from '../messages/index.ts';
import { leave, partner, partners, type Partner } from '../model.ts';

function accountNames(one: Partner): string[] {
  return one.accounts.map((account) => account.name).sort(compareNames).map(isolated);
}

/** Mes partenaires. */
@customElement('platform-partners')
export class PartnersPage extends Plain {
  @state() private items: Partner[] | undefined;
  @state() private failure: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.items = await partners();
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure;
    }
  }

  protected override render() {
    const m = messages();
    return html`
      ${pageHead(m.partners, { meta: this.items?.length ? String(this.items.length) : nothing, lead: m.partner.lead })}
      ${this.failure ? problemCard(this.failure, () => void this.#load()) : this.#list()}
    `;
  }

  #list() {
    const m = messages().partner;
    if (!this.items) {
      return loading();
    }
    return this.items.length
      ? html`<ul class="plain-list partners">${this.items.map((one) => this.#item(one))}</ul>`
      : empty(Handshake, m.nothing, m.nothingText);
  }

  #item(one: Partner) {
    const all = messages();
    const m = all.partner;
    const isFirm = one.kind === 'firm';
    const number = isFirm
      ? one.siret && all.siret(formatSiren(one.siret))
      : one.siren && all.siren(formatSiren(one.siren));
    const removes = one.role === 'secondary';
    return html`
      <li class="card partner">
        <span class="request-icon">${icon(isFirm ? Building2 : Link2, 20)}</span>
        <div class="grow">
          <h2><bdi>${one.name}</bdi></h2>
          <p class="small">
            ${isFirm ? m.firm : m.company}${number ? html` · ${number}` : nothing} · ${m.since(formatDate(one.since))}
          </p>
          ${isFirm
            ? html`<p class="meta">${m.for} ${formatList(accountNames(one))}</p>`
            : html`<p class="row">
                ${badge(removes ? m.secondary : m.main, 'neutral')}
                ${badge(one.inGroup ? m.inGroup : m.notInGroup, one.inGroup ? 'good' : 'warning')}
              </p>`}
        </div>
        <vaadin-button
          theme="tertiary error"
          aria-label=${removes ? m.removeOf(one.name) : m.leaveOf(one.name)}
          @click=${() => void this.#leave(one)}
        >
          ${removes ? m.remove : m.leave}
        </vaadin-button>
      </li>
    `;
  }

  async #leave(one: Partner): Promise<void> {
    const m = messages().partner;
    try {
      // what is asked about must be what is ended
      const { value, version } = await partner(one.id);
      const [title, text, confirm] =
        value.kind === 'firm'
          ? [m.leaveFirmTitle(value.name), m.leaveFirmText(formatList(accountNames(value))), m.leave]
          : value.role === 'secondary'
            ? [m.removeTitle(value.name), m.removeText(value.name), m.remove]
            : [m.leaveGroupTitle(value.name), m.leaveGroupText(value.name), m.leave];
      if ((await ask({ title, text, confirm, danger: true })) === undefined) {
        return;
      }
      await leave(value.id, version);
      toast(m.left(value.name));
      await this.#load();
      this.querySelector<HTMLElement>('h1')?.focus();
    } catch (failure) {
      toastProblem(failure);
      if (['stale', 'not-found'].includes(asProblem(failure).code)) {
        await this.#load();
      }
    }
  }
}
