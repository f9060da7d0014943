/** Sends files to a firm: one after the other, each with its state, each tried again without arriving twice. */
import '@vaadin/button';
import '@vaadin/dialog';
import '@vaadin/progress-bar';
import '@vaadin/select';
import { asProblem, formatSize, guardApplication, icon, kitMessages, newKey, type Problem } from '@rattache/kit';
import type { Dialog } from '@vaadin/dialog';
import { html, nothing, render } from 'lit';
import { CircleAlert, CircleCheck, FileText, X } from 'lucide';
import { messages } from '../messages/index.ts';
import { changed, sendToFirm, type Account } from '../model.ts';

interface Item {
  file: File;
  key: string;
  state: 'waiting' | 'sending' | 'sent' | 'duplicate' | 'failed';
  /** The share that is on its way, from 0 to 1. */
  progress: number;
  problem?: Problem;
}

/**
 * Asks for files and sends them.
 *
 * @param firms id to name; with one there is nothing to choose
 * @returns whether something was sent
 */
export function sendFiles(account: Account, firms: Map<string, string>): Promise<boolean> {
  const m = messages().document;
  const only = firms.size === 1 ? [...firms.keys()][0] : undefined;
  let firm = only ?? '';
  let items: Item[] = [];
  let busy = false;
  let hint = '';

  return new Promise((resolve) => {
    const dialog = document.createElement('vaadin-dialog') as Dialog;
    dialog.headerTitle = m.sendTitle(account.name);
    dialog.classList.add('send-dialog');
    dialog.noCloseOnOutsideClick = true;

    const show = () => {
      dialog.requestContentUpdate();
    };
    const add = (files: FileList | null | undefined) => {
      items = [
        ...items,
        ...[...(files ?? [])].map((file): Item => ({ file, key: newKey(), state: 'waiting', progress: 0 })),
      ];
      hint = '';
      show();
    };
    const open = () => items.filter((item) => item.state === 'waiting' || item.state === 'failed');
    const sendOne = async (item: Item) => {
      item.state = 'sending';
      item.progress = 0;
      item.problem = undefined;
      show();
      try {
        const sent = await sendToFirm(account.id, item.file, firms.size > 1 ? firm : '', item.key, (share) => {
          item.progress = share;
          show();
        });
        item.state = sent.duplicateOf ? 'duplicate' : 'sent';
      } catch (failure) {
        item.state = 'failed';
        item.problem = asProblem(failure);
      }
      show();
    };
    const become = (now: boolean) => {
      busy = now;
      dialog.noCloseOnEsc = now;
      show();
    };
    const sendThese = async (these: Item[]) => {
      become(true);
      for (const item of these) {
        await sendOne(item);
      }
      become(false);
      if (!open().length) {
        dialog.opened = false;
      }
    };
    const sendAll = async () => {
      if (firm && open().length) {
        await sendThese(open());
      } else {
        hint = firm ? m.chooseFile : m.chooseFirm;
        show();
      }
    };

    dialog.renderer = (root) =>
      render(
        html`
          <div class="stack send">
            ${only
              ? html`<p class="meta">${m.sent(firms.get(only) ?? '')}</p>`
              : html`<vaadin-select
                  class="wide"
                  label=${m.sendFirm}
                  .items=${[...firms].map(([value, label]) => ({ value, label }))}
                  .value=${firm}
                  @value-changed=${(event: CustomEvent<{ value: string }>) => {
                    firm = event.detail.value;
                    hint = '';
                  }}
                ></vaadin-select>`}
            <div
              class="drop"
              @dragover=${(event: DragEvent) => event.preventDefault()}
              @drop=${(event: DragEvent) => {
                event.preventDefault();
                add(event.dataTransfer?.files);
              }}
            >
              <label class="block" for="send-files">${m.sendDrop}</label>
              <input
                id="send-files"
                type="file"
                multiple
                @change=${(event: Event) => {
                  const input = event.target as HTMLInputElement;
                  add(input.files);
                  input.value = '';
                }}
              />
            </div>
            <ul class="plain-list send-list" aria-label=${m.sendFiles}>
              ${items.map((item) => row(item))}
            </ul>
            <p class="send-hint" role="alert">${hint}</p>
          </div>
        `,
        root,
      );

    const words = { waiting: m.sendWait, sending: m.sending, sent: m.sendDone, duplicate: m.sendDuplicate, failed: '' };
    const row = (item: Item) => html`<li class="row">
      ${icon(item.state === 'failed' ? CircleAlert : item.state === 'sent' || item.state === 'duplicate' ? CircleCheck : FileText)}
      <span class="grow"><bdi>${item.file.name}</bdi> <span class="small">${formatSize(item.file.size)}</span></span>
      <span class="small" role="status">${item.problem ? fault(item.problem) : words[item.state]}</span>
      ${item.state === 'sending' ? html`<vaadin-progress-bar
            aria-label=${item.file.name}
            .value=${item.progress}
            ?indeterminate=${item.progress === 1}
          ></vaadin-progress-bar>` : nothing}
      ${item.state === 'failed' && !busy
        ? html`<vaadin-button theme="small" @click=${() => void sendThese([item])}>${m.sendAgain}</vaadin-button>`
        : nothing}
      ${(item.state === 'waiting' || item.state === 'failed') && !busy
        ? html`<vaadin-button
            theme="icon tertiary small"
            aria-label=${m.sendRemove(item.file.name)}
            @click=${() => {
              items = items.filter((one) => one !== item);
              show();
            }}
            >${icon(X)}</vaadin-button
          >`
        : nothing}
    </li>`;

    dialog.footerRenderer = (root) =>
      render(
        html`
          <vaadin-button ?disabled=${busy} @click=${() => (dialog.opened = false)}>${kitMessages().words.close}</vaadin-button>
          <vaadin-button theme="primary" ?disabled=${busy} @click=${() => void sendAll()}>
            ${busy ? m.sending : m.sendNow(open().length)}
          </vaadin-button>
        `,
        root,
      );
    const endGuard = guardApplication(() => busy);
    dialog.addEventListener('closed', () => {
      endGuard();
      dialog.remove();
      const sent = items.some((item) => item.state === 'sent' || item.state === 'duplicate');
      if (sent) {
        changed();
      }
      resolve(sent);
    });
    document.body.append(dialog);
    dialog.opened = true;
  });
}

/** What went wrong, with the reference of the request. */
function fault(problem: Problem) {
  const reference = problem.requestId ? kitMessages().problem.request(problem.requestId) : '';
  return html`${problem.text} ${reference}`;
}
