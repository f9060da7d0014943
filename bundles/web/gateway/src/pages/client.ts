import '@vaadin/button';
import '@vaadin/text-field';
import {
  api,
  ask,
  asProblem,
  badge,
  body,
  buttonIcon,
  empty,
  formatDate,
  formatDateTime,
  go,
  icon,
  language,
  leavePart,
  Loader,
  nameText,
  onceKey,
  page,
  PagedList,
  PageGuard,
  pageHead,
  Plain,
  type Problem,
  problemNote,
  query,
  session,
  setQuery,
  toast,
  toastProblem,
  type Versioned,
  versioned,
} from '@rattache/kit';
import '@rattache/kit/panels';
import { type PanelEvent, PanelsAt } from '@rattache/kit/panels';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ArrowLeft, History, Link2, Mail, Trash2 } from 'lucide';
import { authorNames } from '../clients/authors.ts';
import { faultOf } from '../clients/check.ts';
import '../documents/documents.ts';
import '../documents/sections.ts';
import { address, firm, owner } from '../firm.ts';
import { linksChanged, WhenLinksChange } from '../linking/changed.ts';
import '../linking/links-of.ts';
import { openLinkWindow } from '../linking/open.ts';
import { messages } from '../messages/index.ts';
import type { ClientFile, ClientFileChange } from '../types.ts';

const FIELDS = ['name', 'siren', 'siret', 'vat', 'email', 'phone', 'address', 'contact'] as const;
type Field = (typeof FIELDS)[number];
const TABS = ['file', 'documents', 'sections', 'history'] as const;

/** What makes a proposal: the event of a changed e-mail is handled a moment after the answer. */
const PROPOSAL_PAUSES = [300, 700, 1500, 3000, 6000, 12_000, 24_000];

/** One client file, or a new one: its fields, documents, sections and history. */
@customElement('gateway-client')
export class ClientPage extends Plain {
  /** The id of the address; 'new' makes one. */
  readonly #id = decodeURIComponent(location.pathname.split('/')[5] ?? 'new');
  /** One of ours, or the id of a panel. */
  @state() private tab: string = query('tab') || 'file';
  @state() private typed: Partial<Record<Field, string>> = {};
  @state() private faults: Partial<Record<Field, string>> = {};
  @state() private problem: Problem | undefined;
  @state() private busy = false;
  readonly #file = new Loader<Versioned<ClientFile> | 'new'>(this, async () =>
    this.#id === 'new' ? 'new' : versioned<ClientFile>(this.#get()),
  );

  readonly #owner = owner();
  readonly #panels = new PanelsAt(
    this,
    () => this.#owner,
    () => 'gateway.client.tab',
  );

  #get() {
    return api.clientfile.GET('/firms/{firm}/client-files/{id}', { params: { path: { firm: firm(), id: this.#id } } });
  }

  constructor() {
    super();
    new WhenLinksChange(this, () => void this.#file.reload());
    new PageGuard(this, () => this.#dirty);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (query('link')) {
      void openLinkWindow(query('link'));
    }
  }

  /** The tab of a panel may be gone, or not be there yet. */
  get #shownTab(): string {
    const known = [...TABS, ...this.#panels.items.map((panel) => panel.id)];
    return known.includes(this.tab) ? this.tab : 'file';
  }

  get #saved(): ClientFile | undefined {
    const file = this.#file.value;
    return file === undefined || file === 'new' ? undefined : file.value;
  }

  get #dirty(): boolean {
    return FIELDS.some((field) => this.#value(field) !== (this.#saved?.[field] ?? ''));
  }

  #value(field: Field): string {
    return this.typed[field] ?? this.#saved?.[field] ?? '';
  }

  #check(field: Field): void {
    this.faults = { ...this.faults, [field]: faultOf(field, this.#value(field)) };
  }

  #request() {
    const request: Record<string, string> = {};
    for (const field of FIELDS) {
      const text = this.#value(field).trim();
      if (text) {
        request[field] = text;
      }
    }
    return request as unknown as { name: string };
  }

  async #save(): Promise<void> {
    this.faults = Object.fromEntries(FIELDS.map((field) => [field, faultOf(field, this.#value(field))]));
    if (this.#focusFault()) {
      return;
    }
    const file = this.#file.value;
    this.busy = true;
    this.problem = undefined;
    try {
      if (file === 'new' || file === undefined) {
        const made = await body<ClientFile>(
          api.clientfile.POST('/firms/{firm}/client-files', {
            params: { path: { firm: firm() } },
            headers: onceKey(),
            body: this.#request(),
          }),
        );
        this.typed = {};
        toast(messages().client.created(made.name));
        go(address(`clients/${made.id}`));
      } else {
        const emailChanged = this.#value('email').trim() !== (file.value.email ?? '');
        this.#file.value = await versioned<ClientFile>(
          api.clientfile.PUT('/firms/{firm}/client-files/{id}', {
            params: { path: { firm: firm(), id: this.#id }, header: { 'If-Match': file.version } },
            body: this.#request(),
          }),
        );
        this.typed = {};
        toast(messages().client.saved);
        if (emailChanged) {
          await this.#awaitProposal();
        }
      }
    } catch (failure) {
      await this.#refused(asProblem(failure));
    } finally {
      this.busy = false;
    }
  }

  async #refused(problem: Problem): Promise<void> {
    this.problem = problem;
    if (problem.code === 'invalid-fields') {
      this.faults = Object.fromEntries(FIELDS.map((field) => [field, problem.field(`/${field}`) ?? '']));
      this.requestUpdate();
      await this.updateComplete;
      this.#focusFault();
    } else if (problem.code === 'stale') {
      // What was typed stays: it is laid over what the other has saved.
      await this.#file.reload();
    }
  }

  /** Looks whether the changed e-mail makes a proposal: it comes a moment after the answer. */
  async #awaitProposal(): Promise<void> {
    for (const pause of PROPOSAL_PAUSES) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!this.isConnected || this.#dirty) {
        return;
      }
      await this.#file.reload();
      if (this.#saved?.links.link) {
        toast(messages().client.proposed, { kind: 'info' });
        linksChanged();
        return;
      }
    }
  }

  #focusFault(): boolean {
    const faulty = FIELDS.find((field) => this.faults[field]);
    if (faulty) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-field=${faulty}]`)?.focus());
    }
    return faulty !== undefined;
  }

  async #invite(file: ClientFile): Promise<void> {
    const m = messages().client;
    const answer = await ask({
      title: m.invite,
      text: html`<bdi>${m.inviteText(file.email ?? '')}</bdi>`,
      confirm: m.invite,
    });
    if (answer === undefined) {
      return;
    }
    try {
      await api.clientfile.POST('/firms/{firm}/client-files/{id}/invitation', {
        params: { path: { firm: firm(), id: this.#id } },
        headers: onceKey(),
      });
      toast(m.inviteSent);
      await this.#file.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #remove(file: Versioned<ClientFile>): Promise<void> {
    const m = messages().client;
    if ((await ask({ title: m.remove, text: m.removeText, confirm: m.remove, danger: true })) === undefined) {
      return;
    }
    try {
      await api.clientfile.DELETE('/firms/{firm}/client-files/{id}', {
        params: { path: { firm: firm(), id: this.#id }, header: { 'If-Match': file.version } },
      });
      this.typed = {};
      toast(m.removed);
      go(address('clients'));
    } catch (failure) {
      toastProblem(failure);
    }
  }

  protected override render() {
    return html`
      <a class="back" href=${address('clients')}>${icon(ArrowLeft, 16)} ${messages().client.back}</a>
      ${this.#file.view((file) => (file === 'new' ? this.#new() : this.#existing(file)))}
    `;
  }

  #new(): TemplateResult {
    const m = messages().client;
    return html`${pageHead(m.newTitle)}
      <section class="card">${this.#form(m.create)}</section>`;
  }

  #existing(file: Versioned<ClientFile>): TemplateResult {
    const m = messages().client;
    const { value } = file;
    return html`
      ${pageHead(value.name, {
        meta: value.invitedAt ? m.invited(formatDate(value.invitedAt)) : m.notInvited,
        actions: html`
          ${value.email
            ? html`<vaadin-button @click=${() => void this.#invite(value)}>
                ${buttonIcon(Mail)} ${value.invitedAt ? m.inviteAgain : m.invite}
              </vaadin-button>`
            : nothing}
          ${value.links.link
            ? html`<vaadin-button theme="primary" @click=${() => void openLinkWindow(value.id)}>
                ${buttonIcon(Link2)} ${messages().clients.link}
              </vaadin-button>`
            : nothing}
        `,
      })}
      ${value.links.link
        ? html`<section class="card link-card">
            ${icon(Link2, 24)}
            <div>
              <h2>${m.linkCard}</h2>
              <p>${m.linkCardText}</p>
            </div>
          </section>`
        : nothing}
      <gateway-links-of .clientFile=${this.#id}></gateway-links-of>
      <nav class="tabs" aria-label=${m.parts}>
        ${TABS.map(
          (tab) => html`<a
            href=${tab === 'file' ? address(`clients/${this.#id}`) : `?tab=${tab}`}
            aria-current=${tab === this.#shownTab ? 'page' : nothing}
            @click=${(event: MouseEvent) => this.#show(event, tab)}
            >${m.tabs[tab]}</a
          >`,
        )}
        ${this.#panels.items.map(
          (panel) => html`<a
            href="?tab=${encodeURIComponent(panel.id)}"
            aria-current=${panel.id === this.#shownTab ? 'page' : nothing}
            @click=${(event: MouseEvent) => this.#show(event, panel.id)}
            >${nameText(panel.title[language()])}</a
          >`,
        )}
      </nav>
      <section class="tab-panel">${this.#panel(file)}</section>
    `;
  }

  /** What was typed in our own fields stays, for the page is the same; a panel goes with its tab. */
  #show(event: MouseEvent, tab: string): void {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      leavePart(this.querySelector('rattache-panel')?.dirty ?? false, () => {
        this.tab = tab;
        setQuery({ tab: tab === 'file' ? '' : tab, q: '', direction: '', section: '' });
      });
    }
  }

  readonly #onPanel = (event: CustomEvent<PanelEvent>) => {
    if (event.detail.kind === 'select') {
      go(address(`clients/${event.detail.clientFile}`));
    } else if (event.detail.kind === 'refresh') {
      void this.#file.reload();
    }
  };

  #panel(file: Versioned<ClientFile>): TemplateResult {
    const panel = this.#panels.items.find((one) => one.id === this.tab);
    if (panel) {
      return html`<div class="card">
        <rattache-panel
          look="bare"
          .panel=${panel}
          .owner=${this.#owner}
          .subject=${{ client: { id: file.value.id, name: file.value.name } }}
          @panel-event=${this.#onPanel}
        ></rattache-panel>
      </div>`;
    }
    switch (this.#shownTab) {
      case 'documents':
        return html`<gateway-documents-of .clientFile=${this.#id}></gateway-documents-of>`;
      case 'sections':
        return html`<gateway-sections-of .clientFile=${this.#id}></gateway-sections-of>`;
      case 'history':
        return html`<gateway-client-history .clientFile=${this.#id}></gateway-client-history>`;
      default:
        // also for the tab of a panel that is gone
        return html`
          <div class="card">${this.#form(messages().client.save)}</div>
          <p class="danger-zone">
            <vaadin-button theme="tertiary error" @click=${() => void this.#remove(file)}>
              ${buttonIcon(Trash2)} ${messages().client.remove}
            </vaadin-button>
          </p>
        `;
    }
  }

  #form(action: string): TemplateResult {
    const m = messages().client;
    return html`
      <form
        class="client-form"
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save();
        }}
      >
        ${this.problem && this.problem.code !== 'invalid-fields'
          ? problemNote(this.problem, this.problem.code === 'stale' ? m.stale : this.problem.text)
          : nothing}
        <fieldset>
          <legend>${m.identity}</legend>
          ${this.#field('name', true)} ${this.#field('siren')} ${this.#field('siret')} ${this.#field('vat')}
        </fieldset>
        <fieldset>
          <legend>${m.contact}</legend>
          ${this.#field('email')} ${this.#field('phone')} ${this.#field('contact')} ${this.#field('address')}
        </fieldset>
        <div class="form-actions">
          ${this.#id !== 'new' && this.#dirty
            ? html`<vaadin-button
                @click=${() => {
                  this.typed = {};
                  this.faults = {};
                  this.problem = undefined;
                }}
                >${m.discard}</vaadin-button
              >`
            : nothing}
          <vaadin-button
            theme="primary"
            ?disabled=${this.busy || (this.#id !== 'new' && !this.#dirty)}
            @click=${() => void this.#save()}
            >${action}</vaadin-button
          >
        </div>
      </form>
    `;
  }

  #field(field: Field, required = false): TemplateResult {
    const m = messages().client;
    const fault = this.faults[field] ?? '';
    const help: Record<string, string> = m.help;
    return html`<vaadin-text-field
      data-field=${field}
      .label=${m.fields[field]}
      .helperText=${help[field] ?? ''}
      .value=${this.#value(field)}
      ?required=${required}
      .invalid=${fault !== ''}
      .errorMessage=${fault}
      autocomplete="off"
      manual-validation
      @input=${(event: Event) => {
        this.typed = { ...this.typed, [field]: (event.currentTarget as HTMLInputElement).value };
        if (this.faults[field]) {
          this.#check(field);
        }
      }}
      @change=${() => this.#check(field)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') {
          void this.#save();
        }
      }}
    ></vaadin-text-field>`;
  }
}

/** Who changed what in a client file. */
@customElement('gateway-client-history')
export class ClientHistory extends Plain {
  @property() clientFile = '';
  readonly #changes = new PagedList<ClientFileChange>(this, (after) =>
    page<ClientFileChange>(
      api.clientfile.GET('/firms/{firm}/client-files/{id}/history', {
        params: { path: { firm: firm(), id: this.clientFile }, query: { after } },
      }),
    ),
  );

  /** The history is worth showing without them: it does not wait for the trail. */
  readonly #authors = new Loader<Map<string, string>>(this, () => authorNames(this.clientFile));

  #author({ id, kind }: ClientFileChange['actor']): TemplateResult {
    const { user } = session();
    const name = id === user.id ? user.name : this.#authors.value?.get(id);
    return name ? nameText(name) : badge(messages().client.history.kinds[kind] ?? kind);
  }

  protected override render() {
    const m = messages().client;
    return this.#changes.view(
      (changes) => html`<div class="table-scroll" role="group" aria-label=${m.tabs.history} tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">${messages().common.date}</th>
              <th scope="col">${m.history.who}</th>
              <th scope="col">${m.history.field}</th>
              <th scope="col">${m.history.before}</th>
              <th scope="col">${m.history.after}</th>
            </tr>
          </thead>
          <tbody>
            ${changes.map(
              (change) => html`<tr>
                <td class="nowrap">${formatDateTime(change.at)}</td>
                <td>${this.#author(change.actor)}</td>
                <td>${m.fields[change.field]}</td>
                <td>${nameText(change.before ?? '–')}</td>
                <td>${nameText(change.after ?? '–')}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      () => empty(History, m.history.none, m.history.noneText),
    );
  }
}
