import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { Again } from './again.ts';
import { loading, problemCard } from './views.ts';

/** One thing that a page reads: it is loading, there, or failed and can be tried again. */
export class Loader<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  readonly #again = new Again(() => this.reload());
  #asked = 0;
  value: T | undefined;
  failure: unknown;

  constructor(host: ReactiveControllerHost, load: () => Promise<T>) {
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

  async reload(): Promise<void> {
    this.#again.stop();
    const asked = ++this.#asked;
    try {
      const value = await this.#load();
      if (asked === this.#asked) {
        this.value = value;
        this.failure = undefined;
      }
    } catch (failure) {
      if (asked === this.#asked) {
        this.failure = failure;
        this.#again.failed(failure);
      }
    }
    this.#host.requestUpdate();
  }

  view(show: (value: T) => TemplateResult): TemplateResult {
    if (this.failure !== undefined) {
      return problemCard(this.failure, () => void this.reload());
    }
    return this.value === undefined ? loading() : show(this.value);
  }
}
