import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import '@vaadin/button';
import { Again } from './again.ts';
import type { Page } from './api/index.ts';
import { messages } from './messages/index.ts';
import { loading, problemCard } from './views.ts';

/** A list that is read page by page: what is there so far, and a button for more. */
export class PagedList<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: (after: string | undefined) => Promise<Page<T>>;
  readonly #again = new Again(() => this.reload());
  #asked = 0;
  items: T[] = [];
  next: string | null = null;
  total: Page<T>['total'] | undefined;
  state: 'loading' | 'ready' | 'failed' = 'loading';
  failure: unknown;

  /** @param load asks the server for the page after a cursor */
  constructor(host: ReactiveControllerHost, load: (after: string | undefined) => Promise<Page<T>>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    void this.reload();
  }

  hostDisconnected(): void {
    this.#asked++;
    this.#again.stop();
  }

  /** Reads the first page anew; what is on the screen stays until it is there. */
  async reload(): Promise<void> {
    await this.#read(undefined);
  }

  async more(): Promise<void> {
    if (this.next !== null) {
      await this.#read(this.next);
    }
  }

  async #read(after: string | undefined): Promise<void> {
    this.#again.stop();
    const asked = ++this.#asked;
    try {
      const page = await this.#load(after);
      if (asked !== this.#asked) {
        return;
      }
      this.items = after === undefined ? page.items : [...this.items, ...page.items];
      this.next = page.next;
      this.total = page.total;
      this.state = 'ready';
    } catch (failure) {
      if (asked !== this.#asked) {
        return;
      }
      this.failure = failure;
      this.#again.failed(failure);
      this.state = 'failed';
    }
    this.#host.requestUpdate();
  }

  /**
   * The list, or what stands in its place.
   *
   * @param rows shows what is there
   * @param none says that nothing is there, and what to do next
   */
  view(rows: (items: T[]) => TemplateResult, none: () => TemplateResult): TemplateResult {
    if (this.state === 'failed') {
      return problemCard(this.failure, () => void this.reload());
    }
    if (this.state === 'loading') {
      return loading();
    }
    if (this.items.length === 0) {
      return none();
    }
    return html`${rows(this.items)}
    ${this.next === null
      ? nothing
      : html`<div class="more">
          <vaadin-button @click=${() => void this.more()}>${messages().words.more}</vaadin-button>
        </div>`}`;
  }
}
