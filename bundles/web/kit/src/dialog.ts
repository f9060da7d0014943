/** Questions before something that has consequences. */
import '@vaadin/dialog';
import '@vaadin/button';
import '@vaadin/text-area';
import type { Dialog } from '@vaadin/dialog';
import type { TextArea } from '@vaadin/text-area';
import { html, render, type TemplateResult } from 'lit';
import { messages } from './messages/index.ts';

export interface Question {
  title: string;
  /** What happens then, in plain words. */
  text: string | TemplateResult;
  /** What the button says: the act itself, never "OK". */
  confirm: string;
  /** What the button that does nothing says. */
  cancel?: string;
  danger?: boolean;
  /** Asks for a reason as well. */
  reason?: 'required' | 'optional';
  reasonLabel?: string;
}

/** Shows something that needs no answer. */
export function inform(title: string, text: string | TemplateResult): void {
  const dialog = document.createElement('vaadin-dialog') as Dialog;
  dialog.headerTitle = title;
  dialog.classList.add('question');
  dialog.renderer = (root) => render(html`<div class="question-text">${text}</div>`, root);
  dialog.footerRenderer = (root) =>
    render(
      html`<vaadin-button @click=${() => (dialog.opened = false)}>${messages().words.close}</vaadin-button>`,
      root,
    );
  dialog.addEventListener('closed', () => dialog.remove());
  document.body.append(dialog);
  dialog.opened = true;
}

/**
 * Asks, and waits.
 *
 * @returns the reason (empty when none was given), or undefined when the answer is no
 */
export function ask(question: Question): Promise<string | undefined> {
  const words = messages().words;
  return new Promise((resolve) => {
    const dialog = document.createElement('vaadin-dialog') as Dialog;
    let answer: string | undefined;
    dialog.headerTitle = question.title;
    dialog.classList.add('question');
    const reason = () => dialog.querySelector<TextArea>('vaadin-text-area');
    const confirm = () => {
      const field = reason();
      if (field && !field.validate()) {
        field.focus();
        return;
      }
      answer = field?.value.trim() ?? '';
      dialog.opened = false;
    };
    dialog.renderer = (root) =>
      render(
        html`
          <p class="question-text">${question.text}</p>
          ${question.reason
            ? html`<vaadin-text-area
                class="wide"
                maxlength="500"
                .label=${(question.reasonLabel ?? words.reason) +
                (question.reason === 'optional' ? ` (${words.optional})` : '')}
                .required=${question.reason === 'required'}
                .errorMessage=${messages().problem.required}
              ></vaadin-text-area>`
            : ''}
        `,
        root,
      );
    dialog.footerRenderer = (root) =>
      render(
        html`
          <vaadin-button @click=${() => (dialog.opened = false)}>${question.cancel ?? words.cancel}</vaadin-button>
          <vaadin-button theme=${question.danger ? 'primary error' : 'primary'} @click=${confirm}>
            ${question.confirm}
          </vaadin-button>
        `,
        root,
      );
    dialog.addEventListener('closed', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.opened = true;
  });
}
