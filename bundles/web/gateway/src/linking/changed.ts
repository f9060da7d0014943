/** What is linked, or waits to be, has changed somewhere on the page: who shows it reads it anew. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVENT = 'rattache-linked';

export function linksChanged(): void {
  document.dispatchEvent(new CustomEvent(EVENT));
}

/** Calls back at each change while its host is on the page. */
export class WhenLinksChange implements ReactiveController {
  readonly #act: () => void;

  constructor(host: ReactiveControllerHost, act: () => void) {
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener(EVENT, this.#act);
  }

  hostDisconnected(): void {
    document.removeEventListener(EVENT, this.#act);
  }
}

/** Calls back for as long as the page is open. */
export function whenLinksChange(act: () => void): void {
  document.addEventListener(EVENT, act);
}
