import '@vaadin/button';
import '@rattache/kit/drawn';
import { badge, formatDateTime, formatSize, icon, loading, Plain, problemCard } from '@rattache/kit';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ArrowLeft, ChevronDown, ChevronUp, Download, FileText, X } from 'lucide';
import { messages } from '../messages/index.ts';
import { content, contentAddress, previewAddress, type Document } from '../model.ts';

const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const LARGEST = 25_000_000;
const LARGEST_TEXT = 500_000;

type Shown = { kind: 'image' | 'pdf'; url: string } | { kind: 'text'; text: string } | { kind: 'drawn' | 'none' | 'large' };

/**
 * One document beside the list. Its bytes are fetched and shown from memory: the server gives them in a sandbox, in which
 * no browser shows a PDF. Where the browser shows none at all, as on most phones, or the file is too large for that, the
 * server draws its pages.
 *
 * @fires close, previous, next
 * @fires opened once the bytes are there: the server has noted the reading
 */
@customElement('platform-preview')
export class Preview extends Plain {
  @property({ attribute: false }) document!: Document;
  @property() firm = '';
  @property({ type: Number }) position = 0;
  @property({ type: Number }) count = 0;
  @state() private shown: Shown | undefined;
  @state() private failure: unknown;
  #url = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('document') && changed.get('document')?.id !== this.document.id) {
      void this.#load();
    }
  }

  #release(): void {
    URL.revokeObjectURL(this.#url);
    this.#url = '';
  }

  async #load(): Promise<void> {
    const { id, mediaType, size, state } = this.document;
    this.#release();
    this.shown = undefined;
    this.failure = undefined;
    const isText = mediaType === 'text/plain' || mediaType === 'text/csv';
    const kind = IMAGES.has(mediaType) ? 'image' : mediaType === 'application/pdf' ? 'pdf' : isText ? 'text' : 'none';
    if (state === 'withdrawn' || kind === 'none') {
      this.shown = { kind: 'none' };
      return;
    }
    if (kind === 'pdf' && (size > LARGEST || !navigator.pdfViewerEnabled)) {
      this.shown = { kind: 'drawn' };
      return;
    }
    if (size > (isText ? LARGEST_TEXT : LARGEST)) {
      this.shown = { kind: 'large' };
      return;
    }
    try {
      const bytes = await content(id);
      const text = kind === 'text' ? await bytes.text() : '';
      if (id !== this.document.id || !this.isConnected) {
        return;
      }
      if (kind === 'text') {
        this.shown = { kind, text };
      } else {
        // the type that the list says, never one that the bytes could claim
        this.#url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
        this.shown = { kind, url: this.#url };
      }
      this.dispatchEvent(new CustomEvent('opened', { detail: id }));
    } catch (failure) {
      if (id === this.document.id) {
        this.failure = failure;
      }
    }
  }

  protected override render() {
    const m = messages().document;
    const { document } = this;
    const button = (label: string, image: typeof X, event: string, disabled = false) =>
      html`<vaadin-button
        theme="icon tertiary"
        aria-label=${label}
        title=${label}
        ?disabled=${disabled}
        @click=${() => this.dispatchEvent(new CustomEvent(event))}
        >${icon(image)}</vaadin-button
      >`;
    return html`
      <section class="preview" aria-labelledby="preview-name">
        <div class="preview-bar">
          <span class="preview-back">${button(m.back, ArrowLeft, 'close')}</span>
          ${button(m.previous, ChevronUp, 'previous', this.position <= 1)}
          ${button(m.next, ChevronDown, 'next', this.position >= this.count)}
          <span class="small" role="status">${m.position(this.position, this.count)}</span>
          <span class="grow"></span>
          ${document.state === 'withdrawn'
            ? nothing
            : html`<a
                class="button-link icon-link"
                router-ignore
                href=${contentAddress(document.id)}
                download
                aria-label="${m.download} ${document.name}"
                title=${m.download}
                >${icon(Download)}</a
              >`}
          <span class="preview-close">${button(m.close, X, 'close')}</span>
        </div>
        <h2 id="preview-name" tabindex="-1"><bdi>${document.name}</bdi></h2>
        <p class="small">
          ${document.direction === 'to-client' ? m.received(this.firm) : m.sent(this.firm)} ·
          ${formatDateTime(document.sentAt)} · ${formatSize(document.size)}
        </p>
        ${document.section || document.keywords.length
          ? html`<p class="row">
              ${document.section?.name ? badge(document.section.name, 'info') : nothing}
              ${document.keywords.map((keyword) => badge(keyword))}
            </p>`
          : nothing}
        <div class="preview-content">${this.#content()}</div>
        ${document.read
          ? html`<p class="preview-foot">
              <vaadin-button theme="tertiary small" @click=${() => this.dispatchEvent(new CustomEvent('unread'))}>
                ${m.markUnread}
              </vaadin-button>
            </p>`
          : nothing}
      </section>
    `;
  }

  #content() {
    const m = messages().document;
    if (this.failure) {
      return problemCard(this.failure, () => void this.#load());
    }
    const { shown } = this;
    if (!shown) {
      return loading();
    }
    switch (shown.kind) {
      case 'image':
        return html`<img src=${shown.url} alt=${this.document.name} />`;
      case 'pdf':
        return html`<iframe src=${shown.url} title=${this.document.name}></iframe>`;
      case 'drawn':
        return html`<rattache-drawn
          .address=${previewAddress(this.document.id)}
          .name=${this.document.name}
          @drawn=${() => this.dispatchEvent(new CustomEvent('opened', { detail: this.document.id }))}
        ></rattache-drawn>`;
      case 'text':
        return html`<pre tabindex="0" aria-label=${this.document.name}>${shown.text}</pre>`;
      default:
        return html`<div class="empty">
          ${icon(FileText, 32)}
          <p>${this.document.state === 'withdrawn' ? m.withdrawn : shown.kind === 'large' ? m.tooLarge : m.noPreview}</p>
        </div>`;
    }
  }
}
