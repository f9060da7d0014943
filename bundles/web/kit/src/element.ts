import { LitElement } from 'lit';

/**
 * An element whose content stands in the document itself: one style sheet for all pages, ids that labels can name, and the
 * theme of the components applies without more.
 */
export class Plain extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
