import '@vaadin/button';
import '@vaadin/select';
import {
  chooseLanguage,
  chooseTheme,
  kitMessages,
  language,
  pageHead,
  Plain,
  session,
  theme,
  toast,
  toastProblem,
  type Language,
  type Theme,
} from '@rattache/kit';
import '@rattache/kit/own-account';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import {
  accounts,
  all,
  allRequests,
  archive,
  documents,
  partners,
  save,
  trail,
  type Account,
  type Filter,
} from '../model.ts';
import { spaceOfAddress } from '../place.ts';
import './holders.ts';
import './news.ts';

const EVERYTHING: Filter = { q: '', section: '', keyword: '', from: '', to: '', direction: '', unread: '' };

/** Language, appearance, mails, password, and everything that the space knows as one file. */
@customElement('platform-preferences')
export class PreferencesPage extends Plain {
  @state() private accounts: Account[] = [];
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    accounts().then((known) => (this.accounts = known), toastProblem);
  }

  protected override render() {
    const m = messages().preference;
    const kit = kitMessages();
    const languages = (['fr', 'en'] as Language[]).map((value) => ({ value, label: kit.language[value] }));
    const themes = (['system', 'light', 'dark'] as Theme[]).map((value) => ({ value, label: kit.theme[value] }));
    return html`
      ${pageHead(messages().preferences, { lead: session().user.email })}
      <div class="preferences">
        <section class="card">
          <h2>${m.language}</h2>
          <p class="meta">${m.languageText}</p>
          <vaadin-select
            accessible-name=${m.language}
            .items=${languages}
            .value=${language()}
            @value-changed=${this.#language}
          ></vaadin-select>
        </section>
        <section class="card">
          <h2>${m.theme}</h2>
          <vaadin-select
            accessible-name=${m.theme}
            .items=${themes}
            .value=${theme()}
            @value-changed=${(event: CustomEvent<{ value: Theme }>) => chooseTheme(event.detail.value)}
          ></vaadin-select>
        </section>
        <rattache-own-account></rattache-own-account>
        <platform-holders></platform-holders>
        <platform-news></platform-news>
        <section class="card">
          <h2>${m.data}</h2>
          <p class="meta">${m.dataText}</p>
          <div class="row">
            <vaadin-button theme="primary" ?disabled=${this.busy} @click=${() => void this.#export()}>
              ${this.busy ? m.collecting : m.export}
            </vaadin-button>
          </div>
          <h3>${m.perAccount}</h3>
          <div class="row">
            ${this.accounts.map(
              (account) =>
                html`<vaadin-button theme="small" ?disabled=${this.busy} @click=${() => void this.#archive(account)}>
                  ${m.zipOf(account.name)}
                </vaadin-button>`,
            )}
          </div>
        </section>
      </div>
    `;
  }

  readonly #language = (event: CustomEvent<{ value: Language }>) => {
    if (event.detail.value && event.detail.value !== language()) {
      chooseLanguage(event.detail.value);
    }
  };

  async #export(): Promise<void> {
    this.busy = true;
    try {
      const known = await accounts();
      const lists = await Promise.all(
        known.map(async (account) => ({
          account,
          documents: await all((after) => documents(account.id, EVERYTHING, after, 200)),
        })),
      );
      const data = {
        exportedAt: new Date().toISOString(),
        space: session().spaces.find((space) => space.id === spaceOfAddress()),
        user: session().user,
        partners: await partners(),
        requests: await allRequests(),
        accounts: lists,
        trail: await all((after) => trail({}, after, 200)),
      };
      save(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }), 'rattache.json');
      toast(messages().preference.exported);
    } catch (failure) {
      toastProblem(failure);
    } finally {
      this.busy = false;
    }
  }

  async #archive(account: Account): Promise<void> {
    this.busy = true;
    try {
      save(await archive({ account: account.id }), `${account.name}.zip`);
    } catch (failure) {
      toastProblem(failure);
    } finally {
      this.busy = false;
    }
  }
}
