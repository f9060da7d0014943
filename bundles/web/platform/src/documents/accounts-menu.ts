import '@vaadin/text-field';
import '@vaadin/combo-box';
import { compareNames, formatNumber, Plain } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import type { Account } from '../model.ts';

const SEARCH_ABOVE = 10;

/** Accents and case do not count in a search. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr');
}

/** The accounts that can be read, in French alphabetical order, each with what is unread; a search above ten. */
export function ordered(accounts: readonly Account[], search = ''): Account[] {
  const wanted = plain(search.trim());
  return accounts
    .filter((account) => plain(account.name).includes(wanted))
    .sort((a, b) => compareNames(a.name, b.name) || a.id.localeCompare(b.id));
}

/**
 * The menu at the left of the documents; on a phone a box to choose from.
 *
 * @fires account-chosen with the id of the account
 */
@customElement('platform-accounts')
export class AccountsMenu extends Plain {
  @property({ attribute: false }) accounts: Account[] = [];
  @property() chosen = '';
  /** The address of an account, so that it can be opened in another tab. */
  @property({ attribute: false }) addressOf: (id: string) => string = () => '';
  @state() private search = '';

  protected override render() {
    const m = messages().document;
    const shown = ordered(this.accounts, this.search);
    return html`
      <nav aria-label=${m.accounts} class="accounts-list">
        <h2 class="small">${m.accounts}</h2>
        ${this.accounts.length > SEARCH_ABOVE
          ? html`<vaadin-text-field
              class="wide"
              accessible-name=${m.findAccount}
              placeholder=${m.findAccount}
              clear-button-visible
              .value=${this.search}
              @value-changed=${(event: CustomEvent<{ value: string }>) => (this.search = event.detail.value)}
            ></vaadin-text-field>`
          : nothing}
        <ul class="plain-list">
          ${shown.map(
            (account) => html`<li>
              <a
                href=${this.addressOf(account.id)}
                aria-current=${account.id === this.chosen ? 'true' : nothing}
                @click=${(event: MouseEvent) => this.#click(event, account.id)}
              >
                <span class="grow"><bdi>${account.name}</bdi>${account.own ? html` <span class="small block">${m.own}</span>` : nothing}</span>
                ${account.unread
                  ? html`<span class="count" aria-hidden="true">${formatNumber(account.unread)}</span
                      ><span class="visually-hidden">, ${m.unread(account.unread)}</span>`
                  : nothing}
              </a>
            </li>`,
          )}
        </ul>
        ${shown.length ? nothing : html`<p class="small" role="status">${m.noAccount}</p>`}
      </nav>
      <vaadin-combo-box
        class="accounts-box wide"
        label=${m.accounts}
        item-label-path="label"
        item-value-path="id"
        .items=${ordered(this.accounts).map((account) => ({
          id: account.id,
          label: account.unread ? `${account.name} (${m.unread(account.unread)})` : account.name,
        }))}
        .value=${this.chosen}
        @value-changed=${(event: CustomEvent<{ value: string }>) => this.#choose(event.detail.value)}
      ></vaadin-combo-box>
    `;
  }

  #click(event: MouseEvent, id: string): void {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      this.#choose(id);
    }
  }

  #choose(id: string): void {
    if (id && id !== this.chosen) {
      this.dispatchEvent(new CustomEvent('account-chosen', { detail: id }));
    }
  }
}
