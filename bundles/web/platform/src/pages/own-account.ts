/** The own name, the language of the mails, and the log-in address. */
import '@vaadin/button';
import '@vaadin/email-field';
import '@vaadin/select';
import '@vaadin/text-field';
import { asProblem, kitMessages, Plain, session, toast, toastProblem, type Language, type Problem } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import { askForAddress, changeOwnDetails, ownDetails, type Details } from '../model.ts';

@customElement('platform-own-account')
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
    return html`${this.#detailsCard()}${this.#addressCard()}`;
  }

  #detailsCard() {
    const m = messages().preference;
    const kit = kitMessages();
    const languages = (['fr', 'en'] as Language[]).map((value) => ({ value, label: kit.language[value] }));
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
    const m = messages().preference;
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

  #edit(change: Partial<Details>): void {
    if (this.details) {
      this.details = { ...this.details, ...change };
    }
  }

  async #load(): Promise<void> {
    try {
      const { value, version } = await ownDetails();
      this.details = value;
      this.#version = version;
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
      const { value, version } = await changeOwnDetails(this.details, this.#version);
      this.details = value;
      this.#version = version;
      toast(messages().preference.saved);
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
      await askForAddress(this.email.trim(), this.#password);
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
