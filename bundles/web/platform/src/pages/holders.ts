/** Who holds the space: a list, letting somebody in, letting somebody out. */
import '@vaadin/button';
import '@vaadin/email-field';
import {
  ask,
  asProblem,
  badge,
  formatDate,
  kitMessages,
  Loader,
  nameText,
  Plain,
  session,
  toast,
  toastProblem,
  type Problem,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import { holders, inviteHolder, removeHolder, type Holder } from '../model.ts';

@customElement('platform-holders')
export class Holders extends Plain {
  @state() private email = '';
  @state() private problem: Problem | undefined;
  @state() private busy = false;
  readonly #holders = new Loader<Holder[]>(this, holders);
  #password = '';

  protected override render() {
    const m = messages().holder;
    return html`
      <section class="card">
        <h2>${m.title}</h2>
        <p class="meta">${m.text}</p>
        ${this.#holders.view(
          (list) => html`<ul class="plain-list holders">
            ${list.map((holder) => this.#row(holder))}
          </ul>`,
        )}
        <h3>${m.invite}</h3>
        <p class="meta">${m.inviteText}</p>
        ${this.#form()}
      </section>
    `;
  }

  #row(holder: Holder) {
    const m = messages().holder;
    const own = this.#isOwn(holder);
    const label = own ? m.leave : holder.invited ? m.withdraw : m.remove;
    const called = holder.name || holder.email;
    return html`<li>
      <span class="grow">
        ${nameText(called)} ${own ? badge(m.you, 'info') : nothing}
        ${holder.invited ? badge(m.invited, 'warning') : nothing}
        <span class="small block">
          ${holder.name ? html`<bdi>${holder.email}</bdi> · ` : nothing}${m.since(formatDate(holder.since), holder.invited)}
        </span>
      </span>
      <vaadin-button theme="tertiary small error" aria-label=${m.labelled(label, called)} @click=${() => void this.#remove(holder)}>
        ${label}
      </vaadin-button>
    </li>`;
  }

  #form() {
    const m = messages().holder;
    const email = this.problem?.field('/email');
    const password = this.problem?.field('/password');
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#invite();
      }}
    >
      <vaadin-email-field
        label=${m.email}
        autocomplete="off"
        .value=${this.email}
        ?invalid=${Boolean(email)}
        .errorMessage=${email ?? ''}
        @value-changed=${(event: CustomEvent<{ value: string }>) => (this.email = event.detail.value)}
      ></vaadin-email-field>
      <label class="block" for="holder-password">${kitMessages().account.currentPassword}</label>
      <input
        id="holder-password"
        type="password"
        autocomplete="current-password"
        aria-invalid=${password ? 'true' : 'false'}
        aria-describedby=${password ? 'holder-password-error' : nothing}
        @input=${(event: Event) => (this.#password = (event.target as HTMLInputElement).value)}
      />
      ${password ? html`<p id="holder-password-error" class="meta" role="alert">${password}</p>` : nothing}
      <div class="row">
        <button type="submit" class="button-link" ?disabled=${this.busy}>${m.inviteNow}</button>
      </div>
    </form>`;
  }

  #isOwn(holder: Holder): boolean {
    return !holder.invited && holder.id === session().user.id;
  }

  async #invite(): Promise<void> {
    const m = messages().holder;
    const email = this.email.trim();
    const sure = await ask({ title: m.inviteTitle(email), text: m.inviteConsequences, confirm: m.inviteNow });
    if (sure === undefined) {
      return;
    }
    this.busy = true;
    this.problem = undefined;
    try {
      await inviteHolder(email, this.#password);
      this.email = '';
      this.#password = '';
      this.querySelector<HTMLInputElement>('#holder-password')!.value = '';
      toast(m.inviteSent(email));
      await this.#holders.reload();
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.field('/email') || problem.field('/password')) {
        this.problem = problem;
      } else {
        toastProblem(failure);
      }
    } finally {
      this.busy = false;
    }
  }

  async #remove(holder: Holder): Promise<void> {
    const m = messages().holder;
    const called = holder.name || holder.email;
    const own = this.#isOwn(holder);
    const sure = await ask({
      title: own ? m.leaveTitle : holder.invited ? m.withdrawTitle(called) : m.removeTitle(called),
      text: own ? m.leaveText : holder.invited ? m.withdrawText : m.removeText(called),
      confirm: own ? m.leave : holder.invited ? m.withdraw : m.remove,
      danger: true,
    });
    if (sure === undefined) {
      return;
    }
    try {
      await removeHolder(holder.id);
      if (own) {
        // the space is closed to this person from now on
        location.assign('/platform/');
        return;
      }
      toast(m.removed(called));
      await this.#holders.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }
}
