import '@vaadin/button';
import '@vaadin/dialog';
import type { Dialog } from '@vaadin/dialog';
import { api, ask, badge, formatDateTime, kitMessages, nameText, onceKey, toast, toastProblem, type Tone, type Versioned, versioned } from '@rattache/kit';
import { html, nothing, render } from 'lit';
import '../clients/picker.ts';
import { firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { ClientFile, Link } from '../types.ts';
import { linksChanged } from './changed.ts';

export const TONES: Record<string, Tone> = {
  pending: 'info',
  accepted: 'info',
  'group-accepted': 'good',
  refused: 'bad',
  void: 'warning',
  frozen: 'bad',
};

/** Shows one link with its history, and what can be done with it now. */
export async function showLink(id: string): Promise<void> {
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
      linksChanged();
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
    reason: 'required',
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
