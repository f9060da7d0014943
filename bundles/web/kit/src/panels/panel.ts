import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Plain } from '../element.ts';
import { language } from '../language.ts';
import { messages } from '../messages/index.ts';
import { PageGuard } from '../router.ts';
import { shownTheme } from '../theme.ts';
import { contextOf, EVENTS, type Owner, type PanelEvent, type PanelItem, read, type Subject } from './contract.ts';
import { attribute, tellFault } from './faults.ts';
import { folderOf, panelClass, type PanelElement } from './module.ts';
import { WhenThemeChanges } from './theme.ts';

/**
 * One panel inside of its boundary: whatever it does, the page goes on.
 *
 * @fires panel-event with what the panel has said, after it was checked; it bubbles
 */
@customElement('rattache-panel')
export class PanelBoundary extends Plain {
  /** How long a module may take until the page stops waiting for it. */
  static wait = 8_000;

  @property({ attribute: false }) panel!: PanelItem;
  @property({ attribute: false }) owner!: Owner;
  @property({ attribute: false }) subject: Subject = {};
  /** A card with a title, the bare content, or a badge in a line. */
  @property({ reflect: true }) look: 'card' | 'bare' | 'badge' = 'card';
  @state() private status: 'loading' | 'shown' | 'failed' = 'loading';

  /** Where the panel's element goes; made once, so that drawing the frame anew does not touch it. */
  readonly #place = document.createElement('div');
  #element: PanelElement | undefined;
  #module = '';
  #given = '';
  #endOfBlame: (() => void) | undefined;
  #dirty = false;

  constructor() {
    super();
    new PageGuard(this, () => this.dirty);
    new WhenThemeChanges(this, () => this.requestUpdate());
    this.#place.className = 'panel-place';
    for (const type of EVENTS) {
      this.#place.addEventListener(type, (event) => this.#hear(event));
    }
  }

  /** Whether the panel says that something in it would be lost. */
  get dirty(): boolean {
    return this.#dirty;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#module) {
      // It was moved: the module may be another one by now.
      this.#module = '';
      this.requestUpdate();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#take();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) {
      return;
    }
    if (this.panel.module !== this.#module) {
      this.#module = this.panel.module;
      void this.#show(this.panel);
    } else if (this.status === 'shown') {
      try {
        this.#give();
      } catch (failure) {
        this.#fail(failure);
      }
    }
  }

  async #show(panel: PanelItem): Promise<void> {
    const timer = { id: 0 };
    const late = new Promise<never>((_, reject) => {
      timer.id = window.setTimeout(
        () => reject(new Error(`The module did not load within ${PanelBoundary.wait} ms.`)),
        PanelBoundary.wait,
      );
    });
    try {
      const type = await Promise.race([panelClass(panel), late]);
      if (!this.isConnected || panel.module !== this.#module) {
        return;
      }
      this.#take();
      this.#element = new type();
      this.#given = '';
      this.#give();
      this.#put(this.#element, panel);
      this.#endOfBlame = attribute(panel, this.owner);
      this.status = 'shown';
    } catch (failure) {
      if (this.isConnected && panel.module === this.#module) {
        this.#fail(failure);
      }
    } finally {
      clearTimeout(timer.id);
    }
  }

  /** What an element throws while it is put into the page goes to the window and not to who puts it there. */
  #put(element: PanelElement, panel: PanelItem): void {
    let thrown: unknown;
    const folder = folderOf(panel);
    const listen = (event: ErrorEvent) => {
      if (event.filename.startsWith(folder)) {
        thrown = event.error ?? event.message;
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    window.addEventListener('error', listen, { capture: true });
    this.#place.replaceChildren(element);
    window.removeEventListener('error', listen, { capture: true });
    if (thrown !== undefined) {
      throw thrown as Error;
    }
  }

  /** Sets the context when it has changed. Another language loads the page anew. */
  #give(): void {
    const now = JSON.stringify([this.subject, this.panel.settings, this.owner, shownTheme()]);
    if (this.#element && now !== this.#given) {
      this.#given = now;
      this.#element.context = contextOf(this.panel, this.owner, this.subject);
    }
  }

  #fail(failure: unknown): void {
    tellFault(this.panel, this.owner, failure);
    this.#take();
    this.status = 'failed';
  }

  #take(): void {
    this.#element = undefined;
    this.#dirty = false;
    this.#place.replaceChildren();
    this.#endOfBlame?.();
    this.#endOfBlame = undefined;
  }

  #hear(event: Event): void {
    event.stopPropagation();
    const said = read(event);
    if (!said) {
      tellFault(this.panel, this.owner, `${event.type} with a detail that is not as the contract says`);
    } else if (said.kind === 'dirty') {
      this.#dirty = said.dirty;
    } else {
      this.dispatchEvent(new CustomEvent<PanelEvent>('panel-event', { detail: said, bubbles: true }));
    }
  }

  protected override render(): TemplateResult {
    const m = messages().panel;
    const { panel } = this;
    const from = m.provenance(panel.provenance[language()], panel.version);
    this.#place.hidden = this.status !== 'shown';
    if (this.look === 'badge') {
      // A badge that fails is not missed; the log has it.
      return html`<span class="panel-badge" title=${from}>${this.#place}<span class="visually-hidden">${this.status === 'shown' ? from : ''}</span></span>`;
    }
    const content = html`
      ${this.status === 'loading' ? html`<p class="small" role="status">${messages().words.loading}</p>` : nothing}
      ${this.status === 'failed'
        ? html`<div class="panel-failed" role="status"><strong>${m.failed}</strong> ${m.goesOn}</div>`
        : nothing}
      ${this.#place}
      <p class="panel-provenance small"><bdi>${from}</bdi></p>
    `;
    return this.look === 'bare'
      ? html`<div class="panel-bare">${content}</div>`
      : html`<section class="card panel-card" aria-label=${panel.title[language()]}>
          <h2><bdi>${panel.title[language()]}</bdi></h2>
          ${content}
        </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rattache-panel': PanelBoundary;
  }
}
