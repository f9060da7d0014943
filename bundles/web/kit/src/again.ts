import { asProblem } from './api/index.ts';

const PAUSE = 5000;

/** Tries a read again by itself while the server, or the module that answers it, is away. */
export class Again {
  readonly #read: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  failed(failure: unknown): void {
    const { status, code } = asProblem(failure);
    this.stop();
    if (status === 503 || code === 'network') {
      this.#timer = setTimeout(() => void this.#read(), PAUSE);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
