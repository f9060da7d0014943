import '@vaadin/button';
import '@vaadin/progress-bar';
import '@vaadin/select';
import '@vaadin/text-field';
import { badge, formatSize, icon, kitMessages, nameText, Plain, problemNote } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { CloudUpload, RotateCw, X } from 'lucide';
import { firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Section } from '../types.ts';
import './drop.css';
import { type Filing, type Sending, UploadQueue } from './upload.ts';

/**
 * Takes many files at once, with one section and keywords for all: chosen here, or dropped anywhere in the window. What is on its
 * way goes on when this is no longer shown.
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
  #end: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#told = this.#uploads.sent;
    this.#end = this.#uploads.watch(() => this.#changed());
    window.addEventListener('dragover', this.#onDragOver);
    window.addEventListener('dragleave', this.#onDragLeave);
    window.addEventListener('drop', this.#onDrop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.#onDragOver);
    window.removeEventListener('dragleave', this.#onDragLeave);
    window.removeEventListener('drop', this.#onDrop);
    this.#end?.();
    if (this.#uploads.sent === this.#uploads.items.length) {
      // A list of nothing but what has arrived was seen, and is not shown again.
      this.#uploads.clear();
    }
  }

  get #uploads(): UploadQueue {
    this.#queue ??= UploadQueue.of(`/api/document/v1/firms/${firm()}/client-files/${this.clientFile}/documents`);
    return this.#queue;
  }

  readonly #onDragOver = (event: DragEvent) => {
    this.over = bringsFiles(event);
    if (this.over) {
      event.preventDefault();
    }
  };

  readonly #onDragLeave = (event: DragEvent) => {
    // From one element of the page to another one it stays over the window.
    if (!event.relatedTarget) {
      this.over = false;
    }
  };

  readonly #onDrop = (event: DragEvent) => {
    this.over = false;
    if (bringsFiles(event)) {
      event.preventDefault();
      this.#take(event.dataTransfer?.files);
    }
  };

  #changed(): void {
    this.requestUpdate();
    const sent = this.#uploads.sent;
    if (sent > this.#told) {
      this.dispatchEvent(new CustomEvent('documents-sent'));
    }
    this.#told = sent;
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
    const { items, sent } = this.#uploads;
    const sections = [
      { label: m.noSection, value: 'none' },
      ...this.sections.map((section) => ({ label: section.name, value: section.id })),
    ];
    return html`
      <div class="drop ${this.over ? 'over' : ''}">
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
              <strong class="grow" role="status">${m.sending(sent, items.length)}</strong>
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
        ${item.problem ? problemNote(item.problem) : nothing}
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
            @click=${() => this.#uploads.retry(item)}
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

/** Whether files are dragged, and nothing nearer to the pointer takes them. */
function bringsFiles(event: DragEvent): boolean {
  return !event.defaultPrevented && Boolean(event.dataTransfer?.types.includes('Files'));
}
