/** Which panels there are now: asked when somebody begins to look, after a change of page, and every quarter of a minute. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PAGE_SHOWN, type Types } from '../index.ts';
import type { Owner, PanelItem } from './contract.ts';

const PAUSE = 15_000;
/** Who does nothing for so long is not looking: asking on would keep his session alive. */
const IDLE = 10 * 60_000;

let lastInput = Date.now();
for (const type of ['pointerdown', 'keydown']) {
  window.addEventListener(type, () => (lastInput = Date.now()), { capture: true, passive: true });
}

const lists = new Map<string, PanelList>();

/** The panels of one firm or space. */
export class PanelList {
  readonly owner: Owner;
  items: PanelItem[] = [];
  #revision = '';
  readonly #watchers = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(owner: Owner) {
    this.owner = owner;
  }

  /** The one list of a firm or space. */
  static of(owner: Owner): PanelList {
    const path = addressOf(owner);
    const known = lists.get(path) ?? new PanelList(owner);
    lists.set(path, known);
    return known;
  }

  /** Calls back after each change, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    if (this.#watchers.size === 1) {
      this.#timer = setInterval(this.#tick, PAUSE);
      document.addEventListener('visibilitychange', this.#tick);
      window.addEventListener(PAGE_SHOWN, this.#tick);
      void this.refresh();
    }
    return () => {
      this.#watchers.delete(changed);
      if (this.#watchers.size === 0) {
        clearInterval(this.#timer);
        document.removeEventListener('visibilitychange', this.#tick);
        window.removeEventListener(PAGE_SHOWN, this.#tick);
      }
    };
  }

  readonly #tick = () => {
    if (document.visibilityState === 'visible' && Date.now() - lastInput < IDLE) {
      void this.refresh();
    }
  };

  /** The browser sends the ETag of what it has, and gets 304 most times. What does not answer leaves everything as it is. */
  async refresh(): Promise<void> {
    let list: Types['panel']['PanelList'];
    try {
      const response = await fetch(new Request(`${addressOf(this.owner)}/panels`));
      if (!response.ok) {
        return;
      }
      list = (await response.json()) as Types['panel']['PanelList'];
    } catch {
      // The pages say that the server is away; a panel more or less is not worth a message.
      return;
    }
    if (list.revision !== this.#revision) {
      this.#revision = list.revision;
      this.items = list.items;
      for (const changed of this.#watchers) {
        changed();
      }
    }
  }
}

/** Where the panels of a firm or space are asked for. */
export function addressOf(owner: Owner): string {
  return `/api/panel/v1/${owner.kind}s/${encodeURIComponent(owner.id)}`;
}

/** The panels of one point, for a page that makes room for them itself. */
export class PanelsAt implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #owner: () => Owner | undefined;
  readonly #point: () => string;
  #list: PanelList | undefined;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, owner: () => Owner | undefined, point: () => string) {
    this.#host = host;
    this.#owner = owner;
    this.#point = point;
    host.addController(this);
  }

  hostConnected(): void {
    const owner = this.#owner();
    this.#list = owner && PanelList.of(owner);
    this.#end = this.#list?.watch(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
  }

  get items(): PanelItem[] {
    const point = this.#point();
    return this.#list?.items.filter((panel) => panel.point === point) ?? [];
  }
}
