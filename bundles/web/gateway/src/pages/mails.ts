import '@vaadin/button';
import '@vaadin/select';
import {
  api,
  badge,
  empty,
  formatDateTime,
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
  type Tone,
  totalText,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Mail as MailIcon } from 'lucide';
import { address, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Mail } from '../types.ts';

const STATES = ['WAITING', 'SENDING', 'SENT', 'FAILED', 'DROPPED'] as const;
type State = (typeof STATES)[number];
const TONES: Record<string, Tone> = { SENT: 'good', FAILED: 'bad', SENDING: 'info', WAITING: 'info' };

/** E-mails that went out in the firm's name. */
@customElement('gateway-mails')
export class MailsPage extends Plain {
  @state() private filter: State | 'all' = STATES.find((one) => one === query('state')) ?? 'all';
  readonly #mails = new PagedList<Mail>(this, (after) =>
    page<Mail>(
      api.notification.GET('/firms/{firm}/mails', {
        params: { path: { firm: firm() }, query: { after, state: this.filter === 'all' ? undefined : this.filter } },
      }),
    ),
  );

  async #retry(mail: Mail): Promise<void> {
    try {
      await api.notification.POST('/firms/{firm}/mails/{id}/retry', {
        params: { path: { firm: firm(), id: mail.id } },
        headers: onceKey(),
      });
      toast(messages().mails.retried);
    } catch (failure) {
      toastProblem(failure);
    }
    await this.#mails.reload();
  }

  protected override render() {
    const m = messages().mails;
    const items = [
      { label: m.all, value: 'all' },
      ...STATES.map((one) => ({ label: m.states[one] ?? one, value: one })),
    ];
    return html`
      ${pageHead(m.title, { lead: m.lead, meta: totalText(this.#mails.total) })}
      <div class="row filters">
        <vaadin-select
          accessible-name=${m.filter}
          .items=${items}
          .value=${this.filter}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.filter) {
              this.filter = event.detail.value as State | 'all';
              setQuery({ state: this.filter === 'all' ? '' : this.filter });
              void this.#mails.reload();
            }
          }}
        ></vaadin-select>
      </div>
      ${this.#mails.view(
        (mails) => html`<div class="card table-scroll" role="group" aria-label=${m.title} tabindex="0">
          <table class="wide-table mails-table">
            <thead>
              <tr>
                <th scope="col" class="wide-only">${m.created}</th>
                <th scope="col">${m.subject}</th>
                <th scope="col" class="wide-only">${m.to}</th>
                <th scope="col">${m.state}</th>
                <th scope="col" class="end">${messages().common.actions}</th>
              </tr>
            </thead>
            <tbody>
              ${mails.map((mail) => this.#row(mail))}
            </tbody>
          </table>
        </div>`,
        () => html`<section class="card">${empty(MailIcon, m.none, m.noneText)}</section>`,
      )}
    `;
  }

  #row(mail: Mail) {
    const m = messages().mails;
    const subject = m.templates[mail.template] ?? mail.template;
    const to = mail.recipient === '***' ? m.person : mail.recipient;
    return html`<tr>
      <td class="wide-only nowrap">${formatDateTime(mail.createdAt)}</td>
      <td>
        ${mail.clientFile ? html`<a href=${address(`clients/${mail.clientFile}`)}>${subject}</a>` : subject}
        <div class="narrow-only small">${formatDateTime(mail.createdAt)} · ${nameText(to)}</div>
        ${mail.note ? html`<div class="small"><bdi>${mail.note}</bdi></div>` : nothing}
      </td>
      <td class="wide-only">${nameText(to)}</td>
      <td>
        ${badge(m.states[mail.state] ?? mail.state, TONES[mail.state])}
        ${mail.attempts > 1 ? html`<span class="small">${m.attempts(mail.attempts)}</span>` : nothing}
      </td>
      <td class="end">
        ${mail.state === 'FAILED'
          ? html`<vaadin-button theme="small" aria-label=${m.retryOf(subject)} @click=${() => void this.#retry(mail)}
              >${m.retry}</vaadin-button
            >`
          : nothing}
      </td>
    </tr>`;
  }
}
