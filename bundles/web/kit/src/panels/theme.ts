import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when the screen may have turned light or dark: by choice, which stands at the root, or with the system. */
export class WhenThemeChanges implements ReactiveController {
  readonly #act: () => void;
  readonly #chosen: MutationObserver;
  readonly #system = matchMedia('(prefers-color-scheme: dark)');

  constructor(host: ReactiveControllerHost, act: () => void) {
    this.#act = act;
    this.#chosen = new MutationObserver(act);
    host.addController(this);
  }

  hostConnected(): void {
    this.#chosen.observe(document.documentElement, { attributeFilter: ['style'] });
    this.#system.addEventListener('change', this.#act);
  }

  hostDisconnected(): void {
    this.#chosen.disconnect();
    this.#system.removeEventListener('change', this.#act);
  }
}
