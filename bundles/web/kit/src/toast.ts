/** Short messages at the edge of the screen, read out by screen readers. */
import '@vaadin/notification';
import '@vaadin/button';
import { html, render, type TemplateResult } from 'lit';
import type { Notification } from '@vaadin/notification';
import { asProblem } from './api/index.ts';
import { messages } from './messages/index.ts';

export interface ToastOptions {
  kind?: 'success' | 'error' | 'info';
  /** Takes back what was done; the toast then stays for ten seconds. */
  undo?: () => Promise<void>;
  /** What the button of undo says. */
  undoLabel?: string;
}

/** Shows a message, and a button that takes back what was done. */
export function toast(text: string, options: ToastOptions = {}): void {
  const { kind = 'success', undo } = options;
  const notification = document.createElement('vaadin-notification') as Notification;
  notification.position = 'bottom-center';
  notification.duration = undo ? 10_000 : kind === 'error' ? 8_000 : 4_500;
  notification.assertive = kind === 'error';
  notification.dataset['kind'] = kind;
  const close = () => notification.close();
  const takeBack = async () => {
    close();
    try {
      await undo?.();
    } catch (failure) {
      toastProblem(failure);
    }
  };
  const content: TemplateResult = html`
    <div class="toast toast-${kind}">
      <span>${text}</span>
      ${undo
        ? html`<vaadin-button theme="tertiary small" @click=${takeBack}>
            ${options.undoLabel ?? messages().words.undo}
          </vaadin-button>`
        : ''}
      <vaadin-button theme="tertiary icon small" aria-label=${messages().words.close} @click=${close}>✕</vaadin-button>
    </div>
  `;
  notification.renderer = (root) => render(content, root);
  notification.addEventListener('closed', () => notification.remove());
  document.body.append(notification);
  notification.opened = true;
}

/** Shows what went wrong, with the reference of the request. */
export function toastProblem(failure: unknown): void {
  const problem = asProblem(failure);
  const reference = problem.status >= 500 && problem.requestId ? ` ${messages().problem.request(problem.requestId)}` : '';
  toast(problem.text + reference, { kind: 'error' });
}
