/** Panels that plug-ins bring. Pages with a place for them import it, so that the others do not load it. */
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Plain } from '../element.ts';
import type { Owner, Subject } from './contract.ts';
import { PanelsAt } from './list.ts';
import './panel.ts';

export * from './contract.ts';
export { PanelList, PanelsAt } from './list.ts';
export { PanelBoundary } from './panel.ts';

/** The panels of one point, one below the other; nothing when there are none. */
@customElement('rattache-panels')
export class Panels extends Plain {
  @property() point = '';
  @property({ attribute: false }) owner!: Owner;
  @property({ attribute: false }) subject: Subject = {};
  @property({ reflect: true }) look: 'card' | 'bare' | 'badge' = 'card';
  readonly #panels = new PanelsAt(
    this,
    () => this.owner,
    () => this.point,
  );

  protected override render() {
    const { items } = this.#panels;
    return items.length
      ? repeat(
          items,
          (panel) => panel.id,
          (panel) =>
            html`<rattache-panel
              .panel=${panel}
              .owner=${this.owner}
              .subject=${this.subject}
              .look=${this.look}
            ></rattache-panel>`,
        )
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rattache-panels': Panels;
  }
}
