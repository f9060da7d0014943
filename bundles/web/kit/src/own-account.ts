/** The own name, the language of the mails, the log-in address and the password. */
import '@vaadin/button';
import '@vaadin/email-field';
import '@vaadin/select';
import '@vaadin/text-field';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api, asProblem, versioned, type Problem, type Types, type Versioned } from './api/index.ts';
import { Plain } from './element.ts';
import type { Language } from './language.ts';
import { messages } from './messages/index.ts';
import { NAME_CHANGED, session } from './session.ts';
import { toast, toastProblem } from './toast.ts';

type Answer = { data?: Details; response: Response };
type Details = Required<Types['identity']['OwnDetails']>;

/** @fires rattache-name-changed */
@customElement('rattache-own-account')
export class OwnAccount extends Plain {
  @state() private details?: Details;
  @state() private detailsProblem?: Problem;
  @state() private email = '';
  @state() private addressProblem?: Problem;
  @state() private asked = false;
  @state() private busy = false;
  #version = '';
  #password = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    return html`${this.#detailsCard()}${this.#addressCard()}${this.#passwordCard()}`;
  }

  #detailsCard() {
    const m = messages().account;
    const languages = (['fr', 'en'] as Language[]).map((value) => ({ value, label: messages().language[value] }));
    const fault = this.detailsProblem?.field('/name');
    return html`
      <section class="card">
        <h2>${m.details}</h2>
        <div class="stack">
          <vaadin-text-field
            label=${m.name}
            autocomplete="name"
            maxlength="200"
            .value=${this.details?.name ?? ''}
            ?invalid=${Boolean(fault)}
            .errorMessage=${fault ?? ''}
            @value-changed=${(event: CustomEvent<{ value: string }>) => this.#edit({ name: event.detail.value })}
          ></vaadin-text-field>
          <vaadin-select
            label=${m.mailLanguage}
            .items=${languages}
            .value=${this.details?.language ?? ''}
            @value-changed=${(event: CustomEvent<{ value: string }>) =>
              event.detail.value && this.#edit({ language: event.detail.value as Details['language'] })}
          ></vaadin-select>
          <div class="row">
            <vaadin-button ?disabled=${this.busy || !this.details} @click=${() => void this.#save()}>${m.save}</vaadin-button>
          </div>
        </div>
      </section>
    `;
  }

  #addressCard() {
    const m = messages().account;
    const email = this.addressProblem?.field('/email');
    const password = this.addressProblem?.field('/password');
    return html`
      <section class="card">
        <h2>${m.address}</h2>
        <p class="meta">${m.addressText(session().user.email)}</p>
        ${this.asked
          ? html`<p role="status">${m.addressAsked}</p>`
          : html`<form
              class="stack"
              novalidate
              @submit=${(event: Event) => {
                event.preventDefault();
                void this.#ask();
              }}
            >
              <vaadin-email-field
                label=${m.newAddress}
                autocomplete="email"
                .value=${this.email}
                ?invalid=${Boolean(email)}
                .errorMessage=${email ?? ''}
                @value-changed=${(event: CustomEvent<{ value: string }>) => (this.email = event.detail.value)}
              ></vaadin-email-field>
              <label class="block" for="address-password">${m.currentPassword}</label>
              <input
                id="address-password"
                type="password"
                autocomplete="current-password"
                aria-invalid=${password ? 'true' : 'false'}
                aria-describedby=${password ? 'address-password-error' : nothing}
                @input=${(event: Event) => (this.#password = (event.target as HTMLInputElement).value)}
              />
              ${password ? html`<p id="address-password-error" class="meta" role="alert">${password}</p>` : nothing}
              <div class="row">
                <button type="submit" class="button-link" ?disabled=${this.busy}>${m.changeAddress}</button>
              </div>
            </form>`}
      </section>
    `;
  }

  #passwordCard() {
    const m = messages().account;
    return html`
      <section class="card">
        <h2>${m.password}</h2>
        <p class="meta">${m.passwordText}</p>
        <a class="button-link" router-ignore href="/login/password?next=${encodeURIComponent(location.pathname)}">${m.changePassword}</a>
      </section>
    `;
  }

  #edit(change: Partial<Details>): void {
    if (this.details) {
      this.details = { ...this.details, ...change };
    }
  }

  #read({ value, version }: Versioned<Details>): void {
    this.details = value;
    this.#version = version;
  }

  async #load(): Promise<void> {
    try {
      this.#read(await versioned<Details>(api.identity.GET('/session/details') as Promise<Answer>));
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #save(): Promise<void> {
    if (!this.details) {
      return;
    }
    this.busy = true;
    this.detailsProblem = undefined;
    try {
      const changed = api.identity.PUT('/session/details', {
        params: { header: { 'If-Match': this.#version } },
        body: this.details,
      });
      this.#read(await versioned<Details>(changed as Promise<Answer>));
      session().user.name = this.details.name;
      this.dispatchEvent(new Event(NAME_CHANGED, { bubbles: true }));
      toast(messages().account.saved);
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.field('/name')) {
        this.detailsProblem = problem;
      } else {
        toastProblem(failure);
      }
    } finally {
      this.busy = false;
    }
  }

  async #ask(): Promise<void> {
    this.busy = true;
    this.addressProblem = undefined;
    try {
      await api.identity.POST('/session/address-changes', {
        body: { email: this.email.trim(), password: this.#password },
      });
      this.asked = true;
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.field('/email') || problem.field('/password')) {
        this.addressProblem = problem;
      } else {
        toastProblem(failure);
      }
    } finally {
      this.busy = false;
    }
  }
}
