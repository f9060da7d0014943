/** The small pieces that all pages are made of. */
import '@vaadin/button';
import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode } from 'lucide';
import { asProblem, type Problem } from './api/index.ts';
import { formatNumber } from './format.ts';
import { icon } from './icons.ts';
import { messages } from './messages/index.ts';

/** The head of a page. Its heading takes the focus after a change of page. */
export function pageHead(title: string, options: { meta?: unknown; actions?: unknown; lead?: string } = {}): TemplateResult {
  return html`
    <header class="page-head">
      <div class="page-title">
        <h1 tabindex="-1">${title}</h1>
        ${options.meta ? html`<span class="meta">${options.meta}</span>` : nothing}
      </div>
      ${options.actions ? html`<div class="page-actions">${options.actions}</div>` : nothing}
      ${options.lead ? html`<p class="lead">${options.lead}</p>` : nothing}
    </header>
  `;
}

export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad';

/** A state: words and colour, never colour alone. */
export function badge(text: string, tone: Tone = 'neutral'): TemplateResult {
  return html`<span class="badge badge-${tone}">${text}</span>`;
}

/** Nothing here, and what to do next. */
export function empty(image: IconNode, title: string, text: string, action: unknown = nothing): TemplateResult {
  return html`
    <div class="empty">
      ${icon(image, 32)}
      <h2>${title}</h2>
      <p>${text}</p>
      ${action}
    </div>
  `;
}

/** What went wrong, with the reference of the request and a way to try again. */
export function problemCard(failure: unknown, retry?: () => void): TemplateResult {
  const problem = asProblem(failure);
  const m = messages();
  return html`
    <div class="problem-card" role="alert">
      <strong>${m.problem.title}</strong>
      <p>${problem.text}</p>
      ${problem.requestId ? html`<p class="small">${m.problem.request(problem.requestId)}</p>` : nothing}
      ${retry ? html`<vaadin-button @click=${retry}>${m.words.retry}</vaadin-button>` : nothing}
    </div>
  `;
}

/**
 * What went wrong where work is saved, with the reference of the request. What was typed stays beside it.
 *
 * @param text says it better than the problem itself
 */
export function problemNote(problem: Problem, text = problem.text): TemplateResult {
  return html`
    <div class="note" role="alert">
      <div>
        ${text}
        ${problem.requestId ? html`<div class="small">${messages().problem.request(problem.requestId)}</div>` : nothing}
      </div>
    </div>
  `;
}

export function loading(): TemplateResult {
  return html`<div class="loading" role="status">${messages().words.loading}</div>`;
}

/** "12 345", or "plus de 10 000" where the server does not count further. */
export function totalText(total: { value: number; exact: boolean } | undefined): string {
  return total ? messages().total(total.exact, formatNumber(total.value)) : '';
}

/** A name that somebody else has typed: its writing direction stays inside of it. */
export function nameText(text: string | undefined): TemplateResult {
  return html`<bdi>${text ?? ''}</bdi>`;
}
