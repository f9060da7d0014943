import '@vaadin/button';
import '@vaadin/progress-bar';
import '@vaadin/select';
import '@vaadin/text-field';
import { badge, formatSize, icon, kitMessages, nameText, Plain } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { CloudUpload, RotateCw, X } from 'lucide';
import { firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Section } from '../types.ts';
import { type Filing, type Sending, UploadQueue } from './upload.ts';

/**
 * Takes many files at once, by dropping or choosing, with one section and keywords for all.
 *
 * @fires documents-sent when files have arrived
 */
@customElement('gateway-drop')
export class Drop extends Plain {
  @property() clientFile = '';
  @property({ attribute: false }) sections: Section[] = [];
  @state() private section = '';
  @state() private keywords = '';
  @state() private over = false;
  #queue: UploadQueue | undefined;
  #told = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#onLeave);
  }

  readonly #onLeave = (event: BeforeUnloadEvent) => {
    if (this.#queue?.busy) {
      event.preventDefault();
    }
  };

  get #uploads(): UploadQueue {
    this.#queue ??= new UploadQueue(
      `/api/document/v1/firms/${firm()}/client-files/${this.clientFile}/documents`,
      () => this.#changed(),
    );
    return this.#queue;
  }

  #changed(): void {
    this.requestUpdate();
    const sent = this.#uploads.sent;
    if (sent !== this.#told) {
      this.#told = sent;
      this.dispatchEvent(new CustomEvent('documents-sent'));
    }
  }

  get #filing(): Filing {
    const keywords = this.keywords.split(',').map((word) => word.trim()).filter(Boolean);
    return { section: this.section === 'none' ? '' : this.section, keywords };
  }

  #take(files: FileList | null | undefined): void {
    if (files?.length) {
      this.#uploads.add(files, this.#filing);
    }
  }

  protected override render() {
    const m = messages().documents;
    const items = this.#uploads.items;
    const sections = [
      { label: m.noSection, value: 'none' },
      ...this.sections.map((section) => ({ label: section.name, value: section.id })),
    ];
    return html`
      <div
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => (this.over = false)}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          this.over = false;
          this.#take(event.dataTransfer?.files);
        }}
      >
        ${icon(CloudUpload, 28)}
        <p><strong>${m.drop}</strong> <span class="small">${m.dropText}</span></p>
        <vaadin-button theme="primary" @click=${() => this.querySelector<HTMLInputElement>('input[type=file]')?.click()}>
          ${m.choose}
        </vaadin-button>
        <input
          type="file"
          multiple
          hidden
          aria-label=${m.choose}
          @change=${(event: Event) => {
            const input = event.currentTarget as HTMLInputElement;
            this.#take(input.files);
            input.value = '';
          }}
        />
        <div class="row drop-filing">
          <vaadin-select
            .label=${m.section}
            .items=${sections}
            .value=${this.section || 'none'}
            @value-changed=${(event: CustomEvent<{ value: string }>) => (this.section = event.detail.value)}
          ></vaadin-select>
          <vaadin-text-field
            .label=${m.keywords}
            .helperText=${m.keywordsHelp}
            .value=${this.keywords}
            @value-changed=${(event: CustomEvent<{ value: string }>) => (this.keywords = event.detail.value)}
          ></vaadin-text-field>
        </div>
      </div>
      ${items.length
        ? html`<div class="card uploads">
            <div class="row">
              <strong class="grow" role="status">${m.sending(this.#uploads.sent, items.length)}</strong>
              <vaadin-button theme="tertiary small" @click=${() => this.#uploads.clear()}>${m.clear}</vaadin-button>
            </div>
            <ul class="upload-list">
              ${items.map((item) => this.#item(item))}
            </ul>
          </div>`
        : nothing}
    `;
  }

  #item(item: Sending) {
    const m = messages().documents;
    const name = item.file.name;
    return html`<li>
      <div class="grow">
        <span class="upload-name">${nameText(name)}</span> <span class="small">${formatSize(item.file.size)}</span>
        ${item.state === 'sending'
          ? html`<vaadin-progress-bar aria-label=${m.progress(name)} .value=${item.progress}></vaadin-progress-bar>`
          : nothing}
        ${item.problem ? html`<p class="fault" role="alert">${item.problem}</p>` : nothing}
      </div>
      ${item.state === 'sent'
        ? item.duplicate
          ? badge(m.sentTwice, 'warning')
          : badge(m.sent, 'good')
        : item.state === 'failed'
          ? badge(m.failed, 'bad')
          : item.state === 'queued'
            ? badge(m.queued)
            : nothing}
      ${item.state === 'failed'
        ? html`<vaadin-button
            theme="icon small"
            aria-label=${m.retry(name)}
            title=${kitMessages().words.retry}
            @click=${() => this.#uploads.retry(item, this.#filing)}
            >${icon(RotateCw, 16)}</vaadin-button
          >`
        : nothing}
      ${item.state === 'failed' || item.state === 'queued'
        ? html`<vaadin-button
            theme="tertiary icon small"
            aria-label=${m.cancel(name)}
            @click=${() => this.#uploads.remove(item)}
            >${icon(X, 16)}</vaadin-button
          >`
        : nothing}
    </li>`;
  }
}
