/** A document as the server draws it, page by page: for browsers that show no PDF themselves, and for what is too large for them. */
import '@vaadin/button';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ChevronLeft, ChevronRight } from 'lucide';
import { asProblem, send, type Problem } from './api/index.ts';
import { Plain } from './element.ts';
import { icon } from './icons.ts';
import { messages } from './messages/index.ts';
import { loading, problemCard } from './views.ts';

const WIDEST = 2000;

/**
 * How many pages there are is not known before the last one is turned.
 *
 * @fires drawn when a page is there: the server has noted the reading
 */
@customElement('rattache-drawn')
export class Drawn extends Plain {
  /** Of the preview, without parameters. */
  @property() address = '';
  @property() name = '';
  @state() private page = 1;
  @state() private last = Infinity;
  @state() private url = '';
  @state() private problem: Problem | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('address')) {
      this.last = Infinity;
      void this.#turnTo(1);
    }
  }

  #release(): void {
    URL.revokeObjectURL(this.url);
    this.url = '';
  }

  async #turnTo(page: number): Promise<void> {
    const { address } = this;
    const width = Math.min(WIDEST, Math.max(320, Math.round(this.clientWidth * devicePixelRatio)));
    this.problem = undefined;
    try {
      const picture = await (await send(new Request(`${address}?page=${page}&width=${width}`))).blob();
      if (address !== this.address || !this.isConnected) {
        return;
      }
      this.#release();
      this.url = URL.createObjectURL(new Blob([picture], { type: 'image/png' }));
      this.page = page;
      this.dispatchEvent(new CustomEvent('drawn'));
    } catch (failure) {
      const problem = asProblem(failure);
      if (problem.code === 'page-missing' && page > 1) {
        this.last = page - 1;
      } else if (address === this.address) {
        this.#release();
        this.problem = problem;
      }
    }
  }

  protected override render() {
    const m = messages().drawn;
    if (this.problem) {
      return problemCard(this.problem, () => void this.#turnTo(this.page));
    }
    if (!this.url) {
      return loading();
    }
    const turn = (label: string, image: typeof ChevronLeft, to: number) =>
      html`<vaadin-button
        theme="icon tertiary"
        aria-label=${label}
        ?disabled=${to < 1 || to > this.last}
        @click=${() => void this.#turnTo(to)}
        >${icon(image)}</vaadin-button
      >`;
    return html`
      <div class="drawn-page" tabindex="0" role="group" aria-label=${this.name}>
        <img src=${this.url} alt="${this.name}, ${m.page(this.page)}" />
      </div>
      ${this.last === 1
        ? nothing
        : html`<div class="drawn-bar">
            ${turn(m.previous, ChevronLeft, this.page - 1)}
            <span class="small" role="status">${m.page(this.page)}</span>
            ${turn(m.next, ChevronRight, this.page + 1)}
          </div>`}
    `;
  }
}
