import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/select';
import type { Dialog } from '@vaadin/dialog';
import {
  api,
  ask,
  badge,
  empty,
  formatDateTime,
  kitMessages,
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
  type Versioned,
  versioned,
} from '@rattache/kit';
import { html, nothing, render } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Network } from 'lucide';
import '../clients/picker.ts';
import { address, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { ClientFile, Link } from '../types.ts';

const STATES = ['pending', 'accepted', 'group-accepted', 'refused', 'void', 'frozen', 'closed', 'left'] as const;
type State = (typeof STATES)[number];

const TONES: Record<string, Tone> = {
  pending: 'info',
  accepted: 'info',
  'group-accepted': 'good',
  refused: 'bad',
  void: 'warning',
  frozen: 'bad',
};

/** Rattachements: every link with its state on the platform. */
@customElement('gateway-links')
export class LinksPage extends Plain {
  @state() private filter: State | 'all' = STATES.find((one) => one === query('state')) ?? 'all';
  readonly #links = new PagedList<Link>(this, (after) =>
    page<Link>(
      api.linking.GET('/firms/{firm}/links', {
        params: { path: { firm: firm() }, query: { after, state: this.filter === 'all' ? undefined : this.filter } },
      }),
    ),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('rattache-linked', this.#onLinked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('rattache-linked', this.#onLinked);
  }

  readonly #onLinked = () => void this.#links.reload();

  protected override render() {
    const m = messages().links;
    const items = [
      { label: m.all, value: 'all' },
      ...STATES.map((one) => ({ label: m.states[one] ?? one, value: one })),
    ];
    return html`
      ${pageHead(m.title, { meta: totalText(this.#links.total) })}
      <div class="row filters">
        <vaadin-select
          accessible-name=${m.filter}
          .items=${items}
          .value=${this.filter}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.filter) {
              this.filter = event.detail.value as State | 'all';
              setQuery({ state: this.filter === 'all' ? '' : this.filter }, 'push');
              void this.#links.reload();
            }
          }}
        ></vaadin-select>
      </div>
      ${this.#links.view(
        (links) => html`<div class="card table-scroll">
          <table class="wide-table">
            <thead>
              <tr>
                <th scope="col">${m.secondary}</th>
                <th scope="col">${m.main}</th>
                <th scope="col">${messages().common.state}</th>
                <th scope="col">${m.changed}</th>
                <th scope="col" class="end">${messages().common.actions}</th>
              </tr>
            </thead>
            <tbody>
              ${links.map(
                (link) => html`<tr>
                  <th scope="row">
                    <a href=${address(`clients/${link.secondary.id}`)}>${nameText(link.secondary.name)}</a>
                  </th>
                  <td><a href=${address(`clients/${link.main.id}`)}>${nameText(link.main.name)}</a></td>
                  <td>${badge(m.states[link.state] ?? link.state, TONES[link.state])}</td>
                  <td class="nowrap">${formatDateTime(link.changedAt)}</td>
                  <td class="end">
                    <vaadin-button
                      theme="small"
                      aria-label=${m.detailsOf(link.secondary.name)}
                      @click=${() => void showLink(link.id)}
                      >${m.details}</vaadin-button
                    >
                  </td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>`,
        () =>
          html`<section class="card">
            ${empty(Network, this.filter === 'all' ? m.none : m.noneInState, m.noneText)}
          </section>`,
      )}
    `;
  }
}

/** Shows one link with its history, and what can be done with it now. */
async function showLink(id: string): Promise<void> {
  try {
    const link = await versioned(api.linking.GET('/firms/{firm}/links/{id}', { params: { path: { firm: firm(), id } } }));
    showDetails(link);
  } catch (failure) {
    toastProblem(failure);
  }
}

function showDetails({ value: link, version }: Versioned<Link>): void {
  const m = messages().links;
  const dialog = document.createElement('vaadin-dialog') as Dialog;
  dialog.classList.add('details-dialog');
  dialog.headerTitle = link.secondary.name;
  const ended = link.state === 'closed' || link.state === 'left';
  const act = (action: () => Promise<void>) => async () => {
    dialog.opened = false;
    try {
      await action();
      document.dispatchEvent(new CustomEvent('rattache-linked'));
    } catch (failure) {
      toastProblem(failure);
    }
  };
  dialog.renderer = (root) =>
    render(
      html`
        <div class="stack">
          <p>
            ${badge(m.states[link.state] ?? link.state, TONES[link.state])} ${m.main} : ${nameText(link.main.name)}
          </p>
          <p class="small">${link.firmAccepted ? m.firmAccepted : m.firmNotAccepted}</p>
          ${link.reason ? html`<p><bdi>${m.reason(link.reason)}</bdi></p>` : nothing}
          ${link.strategy ? html`<p class="small">${m.strategy(link.strategy.id)}</p>` : nothing}
          <div>
            <h2>${m.history}</h2>
            <ol class="history">
              ${link.history.map(
                (entry) => html`<li>
                  <span class="small">${formatDateTime(entry.at)}</span> ${m.actions[entry.action] ?? entry.action}
                  ${entry.reason ? html`<bdi class="small">${entry.reason}</bdi>` : nothing}
                </li>`,
              )}
            </ol>
          </div>
        </div>
      `,
      root,
    );
  dialog.footerRenderer = (root) =>
    render(
      html`
        ${ended
          ? nothing
          : html`<vaadin-button theme="error" @click=${act(() => detach(link, version))}>${m.detach}</vaadin-button>
              <vaadin-button @click=${act(() => changeMain(link, version))}>${m.changeMain}</vaadin-button>`}
        ${link.state === 'refused' || link.state === 'void'
          ? html`<vaadin-button theme="primary" @click=${act(() => proposeAgain(link))}>${m.again}</vaadin-button>`
          : nothing}
        <vaadin-button theme="tertiary" @click=${() => (dialog.opened = false)}>${kitMessages().words.close}</vaadin-button>
      `,
      root,
    );
  dialog.addEventListener('closed', () => dialog.remove());
  document.body.append(dialog);
  dialog.opened = true;
}

async function detach(link: Link, version: string): Promise<void> {
  const m = messages().links;
  const reason = await ask({
    title: m.detachTitle(link.secondary.name),
    text: m.detachText(link.secondary.name, link.main.name),
    confirm: m.detach,
    danger: true,
    reason: 'optional',
  });
  if (reason !== undefined) {
    await api.linking.DELETE('/firms/{firm}/links/{id}', {
      params: {
        path: { firm: firm(), id: link.id },
        query: { reason },
        header: { 'If-Match': version },
      },
    });
    toast(m.detached(link.secondary.name));
  }
}

async function changeMain(link: Link, version: string): Promise<void> {
  const m = messages().links;
  let chosen: ClientFile | undefined;
  const reason = await ask({
    title: m.changeMain,
    text: html`${m.changeMainText}
      <gateway-client-picker
        .label=${m.newMain}
        @client-chosen=${(event: CustomEvent<ClientFile | undefined>) => (chosen = event.detail)}
      ></gateway-client-picker>`,
    confirm: m.changeMain,
    reason: 'optional',
  });
  if (reason !== undefined && chosen) {
    await api.linking.PUT('/firms/{firm}/links/{id}/main', {
      params: { path: { firm: firm(), id: link.id }, header: { 'If-Match': version } },
      body: { main: chosen.id, reason: reason || undefined },
    });
    toast(m.mainChanged);
  }
}

async function proposeAgain(link: Link): Promise<void> {
  const m = messages().links;
  const reason = await ask({ title: m.again, text: m.againText, confirm: m.again, reason: 'optional' });
  if (reason !== undefined) {
    await api.linking.POST('/firms/{firm}/links/{id}/proposal-again', {
      params: { path: { firm: firm(), id: link.id } },
      headers: onceKey(),
      body: reason ? { reason } : {},
    });
    toast(m.againDone);
  }
}
