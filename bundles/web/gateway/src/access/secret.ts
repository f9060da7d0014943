import { ask, kitMessages, toast } from '@rattache/kit';
import { html } from 'lit';
import { messages } from '../messages/index.ts';

/** Shows what is shown only this once, and copies it. */
export async function showSecret(title: string, text: string, secret: string): Promise<void> {
  const m = messages().access;
  const answer = await ask({
    title,
    text: html`${text}<code class="secret" tabindex="0">${secret}</code>`,
    confirm: m.copy,
    cancel: kitMessages().words.close,
  });
  if (answer !== undefined) {
    await navigator.clipboard.writeText(secret);
    toast(m.copied);
  }
}
