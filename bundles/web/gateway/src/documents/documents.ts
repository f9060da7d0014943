import '@vaadin/button';
import '@vaadin/menu-bar';
import '@vaadin/select';
import '@vaadin/text-field';
import type { MenuBarItemSelectedEvent } from '@vaadin/menu-bar';
import {
  api,
  ask,
  badge,
  debounced,
  empty,
  formatDateTime,
  formatSize,
  icon,
  inform,
  kitMessages,
  language,
  nameText,
  page,
  type Page,
  PagedList,
  Plain,
  query,
  setQuery,
  toast,
  toastProblem,
  versioned,
} from '@rattache/kit';
import '@rattache/kit/drawn';
import '@rattache/kit/panels';
import { type PanelEvent, type PanelItem, PanelsAt } from '@rattache/kit/panels';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Download, FileText, Search } from 'lucide';
import { firm, owner } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Section, SentDocument, TrailEntry } from '../types.ts';
import './drop.ts';

/** What the server draws as pictures. */
const DRAWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif']);

/** The documents that were exchanged with one client, and the place where new ones are dropped. */
@customElement('gateway-documents-of')
export class DocumentsOf extends Plain {
  @property() clientFile = '';
  @state() private text = query('q');
  @state() private direction = query('direction') || 'both';
  @state() private section = query('section') || 'all';
  readonly #search = debounced(250, () => this.#filtered());
  readonly #documents = new PagedList<SentDocument>(this, (after) => this.#load(after));
  readonly #sections = new PagedList<Section>(this, () =>
    page<Section>(
      api.document.GET('/firms/{firm}/client-files/{id}/sections', {
        params: { path: { firm: firm(), id: this.clientFile } },
      }),
    ),
  );

  readonly #owner = owner();
  readonly #actions = new PanelsAt(
    this,
    () => this.#owner,
    () => 'gateway.document.action',
  );

  /** What is filtered stands in the address, and goes from it with the tab. */
  #filtered(): void {
    setQuery({
      q: this.text.trim(),
      direction: this.direction === 'both' ? '' : this.direction,
      section: this.section === 'all' ? '' : this.section,
    });
    void this.#documents.reload();
  }

  /** The contract does not say yet that the filters are query parameters, so they are put there by hand. */
  #load(after: string | undefined): Promise<Page<SentDocument>> {
    const filters: Record<string, string> = {};
    if (this.text.trim()) {
      filters['q'] = this.text.trim();
    }
    if (this.direction !== 'both') {
      filters['direction'] = this.direction;
    }
    if (this.section !== 'all') {
      filters['section'] = this.section;
    }
    return page<SentDocument>(
      api.document.GET('/firms/{firm}/client-files/{id}/documents', {
        params: { path: { firm: firm(), id: this.clientFile }, query: { after, ...filters } },
      }),
    );
  }

  #path(document: SentDocument) {
    return { firm: firm(), id: this.clientFile, doc: document.id };
  }

  async #recall(document: SentDocument): Promise<void> {
    const m = messages().documents;
    const answer = await ask({
      title: m.recallTitle(document.name),
      text: document.opened ? m.recallRead : m.recallUnread,
      confirm: m.recall,
      danger: true,
    });
    if (answer === undefined) {
      return;
    }
    const { version } = await versioned(
      api.document.GET('/firms/{firm}/client-files/{id}/documents/{doc}', { params: { path: this.#path(document) } }),
    );
    await api.document.DELETE('/firms/{firm}/client-files/{id}/documents/{doc}', {
      params: { path: this.#path(document), header: { 'If-Match': version } },
    });
    toast(m.recalled);
    await this.#documents.reload();
  }

  async #file(document: SentDocument): Promise<void> {
    const m = messages().documents;
    let section = document.section?.id ?? 'none';
    let keywords = (document.keywords ?? []).join(', ');
    const sections = [
      { label: m.noSection, value: 'none' },
      ...this.#sections.items.map((one) => ({ label: one.name, value: one.id })),
    ];
    const answer = await ask({
      title: m.fileTitle(document.name),
      text: html`<span class="stack">
        <vaadin-select
          label=${messages().sections.title}
          .items=${sections}
          .value=${section}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (section = event.detail.value)}
        ></vaadin-select>
        <vaadin-text-field
          label=${messages().sections.keywords}
          .helperText=${m.keywordsHelp}
          .value=${keywords}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (keywords = event.detail.value)}
        ></vaadin-text-field>
      </span>`,
      confirm: m.file,
    });
    if (answer === undefined) {
      return;
    }
    const { version } = await versioned(
      api.document.GET('/firms/{firm}/client-files/{id}/documents/{doc}', { params: { path: this.#path(document) } }),
    );
    await api.document.PATCH('/firms/{firm}/client-files/{id}/documents/{doc}', {
      params: { path: this.#path(document), header: { 'If-Match': version } },
      body: {
        // null takes it out of every section; the contract's type does not say so.
        section: (section === 'none' ? null : section) as string,
        keywords: keywords.split(',').map((word) => word.trim()).filter(Boolean),
      },
    });
    toast(m.filed);
    await this.#documents.reload();
  }

  async #readers(document: SentDocument): Promise<void> {
    const m = messages().documents;
    const entries = await page<TrailEntry>(
      api.audit.GET('/firms/{firm}/trail', {
        params: { path: { firm: firm() }, query: { document: document.id, type: 'document.read', limit: '200' } },
      }),
    );
    inform(
      m.readersOf(document.name),
      entries.items.length
        ? html`<span class="history">
            ${entries.items.map(
              (entry) => html`<span class="history-line">
                <span class="small">${formatDateTime(entry.at)}</span> ${nameText(entry.actor?.name ?? m.reader)}
              </span>`,
            )}
          </span>`
        : m.readersNone,
    );
  }

  /** The action of a plug-in: its panel in a dialog. */
  #open(panel: PanelItem, document: SentDocument): void {
    const heard = (event: CustomEvent<PanelEvent>) => {
      if (event.detail.kind === 'refresh') {
        void this.#documents.reload();
      }
    };
    inform(
      panel.title[language()],
      html`<rattache-panel
        look="bare"
        .panel=${panel}
        .owner=${this.#owner}
        .subject=${{ document: { id: document.id, name: document.name }, client: { id: this.clientFile, name: '' } }}
        @panel-event=${heard}
      ></rattache-panel>`,
    );
  }

  #act(action: Promise<void>): void {
    action.catch(toastProblem);
  }

  #addressOf(document: SentDocument): string {
    return `/api/document/v1/firms/${firm()}/client-files/${this.clientFile}/documents/${document.id}`;
  }

  #look(document: SentDocument): void {
    const address = `${this.#addressOf(document)}/preview`;
    const name = document.name ?? '';
    inform(name, html`<rattache-drawn .address=${address} .name=${name}></rattache-drawn>`);
  }

  protected override render() {
    const m = messages().documents;
    const directions = [
      { label: m.both, value: 'both' },
      { label: m.toClient, value: 'to-client' },
      { label: m.fromClient, value: 'from-client' },
    ];
    const sections = [
      { label: messages().sections.title, value: 'all' },
      ...this.#sections.items.map((one) => ({ label: one.name, value: one.id })),
    ];
    const filtered = this.text.trim() !== '' || this.direction !== 'both' || this.section !== 'all';
    return html`
      <gateway-drop
        .clientFile=${this.clientFile}
        .sections=${this.#sections.items}
        @documents-sent=${() => void this.#documents.reload()}
      ></gateway-drop>
      <div class="row filters">
        <vaadin-text-field
          class="search"
          accessible-name=${m.search}
          placeholder=${m.search}
          clear-button-visible
          .value=${this.text}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value !== this.text) {
              this.text = event.detail.value;
              this.#search();
            }
          }}
          ><span slot="prefix">${icon(Search)}</span></vaadin-text-field
        >
        <vaadin-select
          accessible-name=${m.direction}
          .items=${directions}
          .value=${this.direction}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.direction) {
              this.direction = event.detail.value;
              this.#filtered();
            }
          }}
        ></vaadin-select>
        ${this.#sections.items.length
          ? html`<vaadin-select
              accessible-name=${messages().sections.title}
              .items=${sections}
              .value=${this.section}
              @value-changed=${(event: CustomEvent<{ value: string }>) => {
                if (event.detail.value && event.detail.value !== this.section) {
                  this.section = event.detail.value;
                  this.#filtered();
                }
              }}
            ></vaadin-select>`
          : nothing}
      </div>
      ${this.#documents.view(
        (documents) => html`<div class="card table-scroll">
          <table class="wide-table">
            <thead>
              <tr>
                <th scope="col">${m.name}</th>
                <th scope="col">${messages().sections.title}</th>
                <th scope="col">${m.date}</th>
                <th scope="col">${messages().common.state}</th>
                <th scope="col" class="end">${messages().common.actions}</th>
              </tr>
            </thead>
            <tbody>
              ${documents.map((document) => this.#row(document))}
            </tbody>
          </table>
        </div>`,
        () =>
          html`<section class="card">
            ${filtered ? empty(Search, m.none, messages().trail.noneText) : empty(FileText, m.none, m.noneText)}
          </section>`,
      )}
    `;
  }

  #row(document: SentDocument) {
    const m = messages().documents;
    const withdrawn = document.state === 'withdrawn';
    const items = [
      {
        component: menuFace(m.more(document.name)),
        children: [
          { text: m.readers, act: () => this.#act(this.#readers(document)) },
          ...(withdrawn || !DRAWN.has(document.mediaType ?? '') ? [] : [{ text: m.look, act: () => this.#look(document) }]),
          ...(withdrawn ? [] : [{ text: m.file, act: () => this.#act(this.#file(document)) }]),
          ...(withdrawn || document.direction === 'from-client'
            ? []
            : [{ text: m.recall, act: () => this.#act(this.#recall(document)) }]),
          ...this.#actions.items.map((panel) => ({
            text: panel.title[language()],
            act: () => this.#open(panel, document),
          })),
        ],
      },
    ];
    const content = `${this.#addressOf(document)}/content`;
    return html`<tr>
      <th scope="row">
        ${nameText(document.name)}
        <span class="small">${formatSize(document.size)}</span>
        ${document.direction === 'from-client' ? badge(m.received, 'info') : nothing}
        ${document.duplicateOf ? badge(m.duplicate, 'warning') : nothing}
      </th>
      <td>
        ${nameText(document.section?.name ?? '')}
        <span class="small"><bdi>${(document.keywords ?? []).join(', ')}</bdi></span>
      </td>
      <td class="nowrap">${formatDateTime(document.sentAt)}</td>
      <td>
        ${withdrawn
          ? badge(m.withdrawn, 'warning')
          : document.opened
            ? badge(m.opened, 'good')
            : badge(m.notOpened)}
      </td>
      <td class="end">
        <div class="row end-row">
          ${withdrawn
            ? nothing
            : html`<a class="icon-link" href=${content} download aria-label=${m.download(document.name)} router-ignore>
                ${icon(Download)}
              </a>`}
          <vaadin-menu-bar
            class="dots"
            theme="tertiary icon small"
            .items=${items}
            .i18n=${kitMessages().shell.menu}
            @item-selected=${(event: MenuBarItemSelectedEvent) =>
              (event.detail.value as unknown as { act?: () => void }).act?.()}
          ></vaadin-menu-bar>
        </div>
      </td>
    </tr>`;
  }
}

/** Three dots that say what they are for. */
export function menuFace(label: string): HTMLElement {
  const face = document.createElement('vaadin-menu-bar-item');
  face.textContent = '⋯';
  face.setAttribute('aria-label', label);
  return face;
}
