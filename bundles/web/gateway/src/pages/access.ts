import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/date-picker';
import '@vaadin/multi-select-combo-box';
import '@vaadin/text-field';
import {
  api,
  ask,
  badge,
  body,
  dateTexts,
  empty,
  formatDate,
  formatDateTime,
  buttonIcon,
  inform,
  kitMessages,
  nameText,
  page,
  PagedList,
  pageHead,
  Plain,
  toast,
  toastProblem,
  type Tone,
  type Types,
  versioned,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { KeyRound, Plus, Webhook as WebhookIcon } from 'lucide';
import { showSecret } from '../access/secret.ts';
import { administers, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { ApiToken, Delivery, Webhook } from '../types.ts';

const TYPES = [
  '*',
  'clientfile.*',
  'linking.*',
  'partner.*',
  'document.*',
  'partner.group-accepted',
  'partner.accepted',
  'partner.refused',
  'document.received',
  'document.read',
  'linking.linked',
  'linking.unlinked',
];

const DELIVERY_TONES: Record<string, Tone> = { SENT: 'good', FAILED: 'bad', SENDING: 'info', WAITING: 'info' };

/** The contract gives the values of a scope to the whole list. */
type Scopes = Types['identity']['NewApiToken']['scopes'];

/** Accès API: tokens, and webhooks with what was sent to them. For administrators. */
@customElement('gateway-access')
export class AccessPage extends Plain {
  readonly #tokens = new PagedList<ApiToken>(this, (after) =>
    page<ApiToken>(
      api.identity.GET('/firms/{firm}/api-tokens', { params: { path: { firm: firm() }, query: { after } } }),
    ),
  );
  readonly #webhooks = new PagedList<Webhook>(this, (after) =>
    page<Webhook>(
      api.notification.GET('/firms/{firm}/webhooks', { params: { path: { firm: firm() }, query: { after } } }),
    ),
  );

  async #addToken(): Promise<void> {
    const m = messages().access;
    let name = '';
    let expires = '';
    const scopes = new Set<string>();
    const answer = await ask({
      title: m.addToken,
      text: html`<span class="stack">
        <vaadin-text-field
          label=${m.tokenName}
          required
          maxlength="100"
          @value-changed=${(event: CustomEvent<{ value: string }>) => (name = event.detail.value)}
        ></vaadin-text-field>
        <span class="stack tight" role="group" aria-label=${m.scopes}>
          ${Object.entries(m.scopeNames).map(
            ([scope, label]) => html`<vaadin-checkbox
              .label=${label}
              @checked-changed=${(event: CustomEvent<{ value: boolean }>) =>
                event.detail.value ? scopes.add(scope) : scopes.delete(scope)}
            ></vaadin-checkbox>`,
          )}
        </span>
        <vaadin-date-picker
          label=${m.expires}
          helper-text=${m.expiresHelp}
          .i18n=${dateTexts()}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (expires = event.detail.value)}
        ></vaadin-date-picker>
      </span>`,
      confirm: m.create,
    });
    if (answer === undefined) {
      return;
    }
    try {
      const created = await body(
        api.identity.POST('/firms/{firm}/api-tokens', {
          params: { path: { firm: firm() } },
          body: {
            name: name.trim(),
            scopes: [...scopes] as unknown as Scopes,
            ...(expires ? { expiresAt: `${expires}T00:00:00Z` } : {}),
          },
        }),
      );
      await this.#tokens.reload();
      await showSecret(m.tokens, m.created, created.token ?? '');
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #revoke(token: ApiToken): Promise<void> {
    const m = messages().access;
    const answer = await ask({ title: m.revokeTitle(token.name), text: m.revokeText, confirm: m.revoke, danger: true });
    if (answer === undefined) {
      return;
    }
    try {
      const path = { firm: firm(), id: token.id };
      const { version } = await versioned(api.identity.GET('/firms/{firm}/api-tokens/{id}', { params: { path } }));
      await api.identity.DELETE('/firms/{firm}/api-tokens/{id}', { params: { path, header: { 'If-Match': version } } });
      toast(m.revoked);
      await this.#tokens.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #editWebhook(webhook?: Webhook): Promise<void> {
    const m = messages().access;
    let url = webhook?.url ?? '';
    let types = webhook?.types ?? [];
    let active = webhook?.active ?? true;
    const answer = await ask({
      title: webhook ? m.editWebhook : m.addWebhook,
      text: html`<span class="stack">
        <vaadin-text-field
          label=${m.url}
          required
          placeholder="https://"
          .value=${url}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (url = event.detail.value)}
        ></vaadin-text-field>
        <vaadin-multi-select-combo-box
          label=${m.types}
          .i18n=${m.typesSpoken}
          .items=${[...new Set([...TYPES, ...types])]}
          .selectedItems=${types}
          allow-custom-value
          @selected-items-changed=${(event: CustomEvent<{ value: string[] }>) => (types = event.detail.value)}
          @custom-value-set=${(event: CustomEvent<string>) => (types = [...types, event.detail])}
        ></vaadin-multi-select-combo-box>
        <vaadin-checkbox
          label=${m.active}
          .checked=${active}
          @checked-changed=${(event: CustomEvent<{ value: boolean }>) => (active = event.detail.value)}
        ></vaadin-checkbox>
      </span>`,
      confirm: kitMessages().words.save,
    });
    if (answer === undefined) {
      return;
    }
    const draft = { url: url.trim(), types, active };
    try {
      if (webhook) {
        const path = { firm: firm(), id: webhook.id };
        const { version } = await versioned(api.notification.GET('/firms/{firm}/webhooks/{id}', { params: { path } }));
        await api.notification.PUT('/firms/{firm}/webhooks/{id}', {
          params: { path, header: { 'If-Match': version } },
          body: draft,
        });
        toast(m.saved);
      } else {
        const created = await body(
          api.notification.POST('/firms/{firm}/webhooks', { params: { path: { firm: firm() } }, body: draft }),
        );
        await this.#webhooks.reload();
        await showSecret(m.webhooks, m.secret, created.secret ?? '');
      }
      await this.#webhooks.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #removeWebhook(webhook: Webhook): Promise<void> {
    const m = messages().access;
    if ((await ask({ title: m.removeTitle, text: m.removeText, confirm: m.remove, danger: true })) === undefined) {
      return;
    }
    try {
      const path = { firm: firm(), id: webhook.id };
      const { version } = await versioned(api.notification.GET('/firms/{firm}/webhooks/{id}', { params: { path } }));
      await api.notification.DELETE('/firms/{firm}/webhooks/{id}', { params: { path, header: { 'If-Match': version } } });
      toast(m.removed);
      await this.#webhooks.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #deliveries(webhook: Webhook): Promise<void> {
    const m = messages().access;
    try {
      const deliveries = await page<Delivery>(
        api.notification.GET('/firms/{firm}/webhooks/{id}/deliveries', {
          params: { path: { firm: firm(), id: webhook.id }, query: { limit: '50' } },
        }),
      );
      inform(
        m.deliveriesOf(webhook.url),
        deliveries.items.length
          ? html`<span class="history">
              ${deliveries.items.map(
                (one) => html`<span class="history-line">
                  <span class="small">${formatDateTime(one.createdAt)}</span> ${one.type}
                  ${badge(messages().mails.states[one.state] ?? one.state, DELIVERY_TONES[one.state])}
                  <span class="small">${messages().mails.attempts(one.attempts)} ${one.note ?? ''}</span>
                </span>`,
              )}
            </span>`
          : m.noDeliveries,
      );
    } catch (failure) {
      toastProblem(failure);
    }
  }

  protected override render() {
    const m = messages().access;
    if (!administers()) {
      return html`${pageHead(m.title)}
        <section class="card">${empty(KeyRound, m.title, messages().common.administratorOnly)}</section>`;
    }
    const addToken = html`<vaadin-button theme="primary" @click=${() => void this.#addToken()}
      >${buttonIcon(Plus)} ${m.addToken}</vaadin-button
    >`;
    const addWebhook = html`<vaadin-button theme="primary" @click=${() => void this.#editWebhook()}
      >${buttonIcon(Plus)} ${m.addWebhook}</vaadin-button
    >`;
    return html`
      ${pageHead(m.title, { lead: m.lead })}
      <section class="card stack">
        <div class="row">
          <h2 class="grow">${m.tokens}</h2>
          ${this.#tokens.items.length ? addToken : nothing}
        </div>
        ${this.#tokens.view(
          (tokens) => html`<ul class="plain-rows">
            ${tokens.map(
              (token) => html`<li>
                <div class="grow">
                  <strong>${nameText(token.name)}</strong>
                  <div class="small">
                    ${m.lastUsed} : ${token.lastUsedAt ? formatDateTime(token.lastUsedAt) : m.never}
                    ${token.expiresAt ? html` · ${m.expires} ${formatDate(token.expiresAt)}` : nothing}
                  </div>
                  <div class="row">${token.scopes.map((scope) => badge(m.scopeNames[scope] ?? scope))}</div>
                </div>
                <vaadin-button
                  theme="tertiary error small"
                  aria-label=${m.revokeOf(token.name)}
                  @click=${() => void this.#revoke(token)}
                  >${m.revoke}</vaadin-button
                >
              </li>`,
            )}
          </ul>`,
          () => empty(KeyRound, m.noTokens, m.noTokensText, addToken),
        )}
      </section>
      <section class="card stack">
        <div class="row">
          <h2 class="grow">${m.webhooks}</h2>
          ${this.#webhooks.items.length ? addWebhook : nothing}
        </div>
        ${this.#webhooks.view(
          (webhooks) => html`<ul class="plain-rows">
            ${webhooks.map(
              (webhook) => html`<li>
                <div class="grow">
                  <strong><bdi>${webhook.url}</bdi></strong>
                  <div class="row">
                    ${webhook.active ? badge(m.active, 'good') : badge(m.inactive, 'warning')}
                    ${webhook.types.map((type) => badge(type))}
                  </div>
                </div>
                <div class="row">
                  <vaadin-button
                    theme="small"
                    aria-label=${m.deliveriesOf(webhook.url)}
                    @click=${() => void this.#deliveries(webhook)}
                    >${m.deliveries}</vaadin-button
                  >
                  <vaadin-button
                    theme="small"
                    aria-label=${m.editOf(webhook.url)}
                    @click=${() => void this.#editWebhook(webhook)}
                    >${m.edit}</vaadin-button
                  >
                  <vaadin-button
                    theme="tertiary error small"
                    aria-label=${m.removeOf(webhook.url)}
                    @click=${() => void this.#removeWebhook(webhook)}
                    >${m.remove}</vaadin-button
                  >
                </div>
              </li>`,
            )}
          </ul>`,
          () => empty(WebhookIcon, m.noWebhooks, m.noWebhooksText, addWebhook),
        )}
      </section>
    `;
  }
}
