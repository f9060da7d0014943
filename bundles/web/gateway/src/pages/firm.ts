import '@vaadin/button';
import '@vaadin/menu-bar';
import '@vaadin/select';
import '@vaadin/text-field';
import type { MenuBarItemSelectedEvent } from '@vaadin/menu-bar';
import {
  api,
  ask,
  badge,
  body,
  formatDate,
  buttonIcon,
  kitMessages,
  Loader,
  nameText,
  onceKey,
  page,
  PagedList,
  pageHead,
  Plain,
  session,
  toast,
  toastProblem,
  type Tone,
  versioned,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { UserPlus } from 'lucide';
import { menuFace } from '../documents/documents.ts';
import { administers, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Firm, Operator } from '../types.ts';

const TONES: Record<string, Tone> = { active: 'good', invited: 'info', disabled: 'warning' };

/** Entreprise: what it is called, and who works for it. */
@customElement('gateway-firm')
export class FirmPage extends Plain {
  readonly #firm = new Loader<Firm>(this, () =>
    body<Firm>(api.identity.GET('/firms/{firm}', { params: { path: { firm: firm() } } })),
  );
  readonly #operators = new PagedList<Operator>(this, async (after) =>
    administers()
      ? page<Operator>(api.identity.GET('/firms/{firm}/operators', { params: { path: { firm: firm() }, query: { after } } }))
      : { items: [], next: null, total: { value: 0, exact: true } },
  );

  async #invite(): Promise<void> {
    const m = messages().firm;
    let name = '';
    let email = '';
    let language = 'fr';
    let role = 'operator';
    const languages = kitMessages().language;
    const answer = await ask({
      title: m.inviteTitle,
      text: html`<span class="stack">
        <vaadin-text-field
          label=${m.operatorName}
          required
          @value-changed=${(event: CustomEvent<{ value: string }>) => (name = event.detail.value)}
        ></vaadin-text-field>
        <vaadin-text-field
          label=${m.email}
          required
          @value-changed=${(event: CustomEvent<{ value: string }>) => (email = event.detail.value)}
        ></vaadin-text-field>
        <vaadin-select
          label=${m.role}
          .items=${Object.entries(m.roles).map(([value, label]) => ({ value, label }))}
          .value=${role}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (role = event.detail.value)}
        ></vaadin-select>
        <vaadin-select
          label=${m.language}
          .items=${[
            { value: 'fr', label: languages.fr },
            { value: 'en', label: languages.en },
          ]}
          .value=${language}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (language = event.detail.value)}
        ></vaadin-select>
      </span>`,
      confirm: m.inviteSend,
    });
    if (answer === undefined) {
      return;
    }
    try {
      await api.identity.POST('/firms/{firm}/operators', {
        params: { path: { firm: firm() } },
        headers: onceKey(),
        body: {
          name: name.trim(),
          email: email.trim(),
          language: language as 'fr',
          role: role as 'operator',
        },
      });
      toast(m.invited);
      await this.#operators.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #change(operator: Operator, change: { role?: 'operator' | 'administrator'; disabled?: boolean }): Promise<void> {
    try {
      const path = { firm: firm(), user: operator.id };
      const { version } = await versioned(api.identity.GET('/firms/{firm}/operators/{user}', { params: { path } }));
      await api.identity.PATCH('/firms/{firm}/operators/{user}', {
        params: { path, header: { 'If-Match': version } },
        body: change,
      });
      toast(messages().firm.changed);
      await this.#operators.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #remove(operator: Operator): Promise<void> {
    const m = messages().firm;
    const answer = await ask({ title: m.removeTitle(operator.name), text: m.removeText, confirm: m.remove, danger: true });
    if (answer === undefined) {
      return;
    }
    try {
      const path = { firm: firm(), user: operator.id };
      const { version } = await versioned(api.identity.GET('/firms/{firm}/operators/{user}', { params: { path } }));
      await api.identity.DELETE('/firms/{firm}/operators/{user}', { params: { path, header: { 'If-Match': version } } });
      toast(m.removed);
      await this.#operators.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  protected override render() {
    const m = messages().firm;
    return html`
      ${pageHead(m.title)}
      <section class="card stack">
        <h2>${m.identity}</h2>
        ${this.#firm.view(
          (value) => html`<dl class="facts">
            <dt>${m.name}</dt>
            <dd>${nameText(value.name)}</dd>
            ${value.siret
              ? html`<dt>${m.siret}</dt>
                  <dd>${value.siret}</dd>`
              : nothing}
            <dt>${m.created}</dt>
            <dd>${formatDate(value.createdAt)}</dd>
          </dl>`,
        )}
      </section>
      ${administers()
        ? html`<section class="card stack">
            <div class="row">
              <h2 class="grow">${m.operators}</h2>
              <vaadin-button theme="primary" @click=${() => void this.#invite()}>${buttonIcon(UserPlus)} ${m.invite}</vaadin-button>
            </div>
            ${this.#operators.view(
              (operators) => html`<ul class="plain-rows">
                ${operators.map((operator) => this.#row(operator))}
              </ul>`,
              () => html``,
            )}
          </section>`
        : nothing}
    `;
  }

  #row(operator: Operator) {
    const m = messages().firm;
    const own = operator.id === session().user.id;
    const items = [
      {
        component: menuFace(m.actionsFor(operator.name)),
        children: [
          operator.role === 'administrator'
            ? { text: m.makeOperator, act: () => this.#change(operator, { role: 'operator' }) }
            : { text: m.makeAdministrator, act: () => this.#change(operator, { role: 'administrator' }) },
          operator.state === 'disabled'
            ? { text: m.enable, act: () => this.#change(operator, { disabled: false }) }
            : { text: m.disable, act: () => this.#change(operator, { disabled: true }) },
          { text: m.remove, act: () => this.#remove(operator) },
        ],
      },
    ];
    return html`<li>
      <div class="grow">
        <strong>${nameText(operator.name)}</strong> ${own ? html`<span class="small">(${m.you})</span>` : nothing}
        <div class="small"><bdi>${operator.email}</bdi></div>
      </div>
      ${badge(m.roles[operator.role] ?? operator.role)} ${badge(m.states[operator.state] ?? operator.state, TONES[operator.state])}
      ${own
        ? nothing
        : html`<vaadin-menu-bar
            class="dots"
            theme="tertiary icon small"
            .items=${items}
            .i18n=${kitMessages().shell.menu}
            @item-selected=${(event: MenuBarItemSelectedEvent) =>
              (event.detail.value as unknown as { act?: () => void }).act?.()}
          ></vaadin-menu-bar>`}
    </li>`;
  }
}
