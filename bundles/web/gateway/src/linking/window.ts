import '@vaadin/dialog';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/combo-box';
import '@vaadin/details';
import type { ComboBoxSelectedItemChangedEvent } from '@vaadin/combo-box';
import type { Dialog } from '@vaadin/dialog';
import {
  api,
  asProblem,
  badge,
  body,
  compareNames,
  debounced,
  formatList,
  formatPercent,
  formatSiren,
  icon,
  kitMessages,
  language,
  Loader,
  loading,
  nameText,
  onceKey,
  Plain,
  problemCard,
  problemNote,
  toast,
  toastProblem,
  type Tone,
  versioned,
} from '@rattache/kit';
import '@rattache/kit/panels';
import type { PanelBoundary, PanelEvent } from '@rattache/kit/panels';
import { html, nothing, render, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TriangleAlert, X } from 'lucide';
import '../clients/picker.ts';
import { firm, owner } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { ClientFile, LinkPreview, Party, Suggestions } from '../types.ts';
import { linksChanged } from './changed.ts';
import { reasonText } from './reasons.ts';

type Suggestion = Suggestions['items'][number];

/** A company of the window: the file that it was opened for, a suggestion, or one that the operator has added. */
interface Company {
  party: Party;
  suggestion?: Suggestion;
  ticked: boolean;
  /** Whether it can be the main account: unknown for added ones, the preview says it. */
  canBeMain: boolean;
  kind: 'this' | 'suggested' | 'added';
  /** The module whose panel has suggested it. */
  from?: string;
}

const TONES: Record<string, Tone> = { certain: 'good', strong: 'info', possible: 'neutral' };

/** No suggestion that is not certain reads as 100 %. */
const NOT_CERTAIN = 0.99;

/**
 * "Rattacher": suggestions, main account, live recap, Valider rattachement. Nothing is stored before that.
 *
 * @fires done when the window has nothing left to do
 */
@customElement('gateway-link-window')
export class LinkWindow extends Plain {
  @property() clientFile = '';
  @state() private companies: Company[] = [];
  @state() private main: string | undefined;
  @state() private preview: LinkPreview | undefined;
  @state() private previewFailure: unknown;
  @state() private busy = false;
  #asked = 0;
  #askedTwice = false;
  readonly #suggestions = new Loader<Suggestions>(this, () => this.#load());
  readonly #recalculate = debounced(150, () => void this.#loadPreview());

  async #load(): Promise<Suggestions> {
    const answer = await body(
      api.linking.GET('/firms/{firm}/client-files/{id}/suggestions', {
        params: { path: { firm: firm(), id: this.clientFile } },
      }),
    );
    if (!answer.complete && !this.#askedTwice) {
      // a search that the server has just loaded is late once
      this.#askedTwice = true;
      return this.#load();
    }
    this.companies = [
      { party: answer.clientFile, ticked: true, canBeMain: answer.activeSpace, kind: 'this' },
      ...answer.items.map(
        (suggestion): Company => ({
          party: suggestion.clientFile,
          suggestion,
          // Strong ones are ticked; who stands in another link already is left to the operator.
          ticked: suggestion.tier !== 'possible' && !suggestion.clientFile.role,
          canBeMain: suggestion.activeSpace && suggestion.clientFile.role !== 'secondary',
          kind: 'suggested',
        }),
      ),
    ];
    this.dispatchEvent(new CustomEvent('named', { detail: answer.clientFile.name }));
    return answer;
  }

  get #secondaries(): string[] {
    return this.companies.filter((one) => one.ticked && one.party.id !== this.main).map((one) => one.party.id);
  }

  #changed(): void {
    this.preview = undefined;
    this.previewFailure = undefined;
    this.#recalculate();
  }

  async #loadPreview(): Promise<void> {
    const asked = ++this.#asked;
    const secondaries = this.#secondaries;
    if (!this.main || secondaries.length === 0) {
      this.preview = undefined;
      return;
    }
    try {
      const preview = await body(
        api.linking.POST('/firms/{firm}/link-previews', {
          params: { path: { firm: firm() } },
          body: { main: this.main, secondaries },
        }),
      );
      if (asked === this.#asked) {
        this.preview = preview;
        this.previewFailure = undefined;
      }
    } catch (failure) {
      if (asked === this.#asked) {
        this.preview = undefined;
        this.previewFailure = failure;
      }
    }
  }

  async #validate(): Promise<void> {
    const { preview, main } = this;
    if (!preview || !main) {
      return;
    }
    const secondaries = preview.rows.map((row) => row.clientFile.id);
    const suggestedBy: Record<string, string> = {};
    for (const { party, suggestion } of this.companies) {
      if (suggestion && secondaries.includes(party.id)) {
        suggestedBy[party.id] = suggestion.strategy;
      }
    }
    this.busy = true;
    try {
      const answer = await body(
        api.linking.POST('/firms/{firm}/links', {
          params: { path: { firm: firm() } },
          headers: onceKey(),
          body: { main, secondaries, digest: preview.digest, suggestedBy },
        }),
      );
      this.dispatchEvent(new CustomEvent('done'));
      const links = answer.items.map((link) => link.id);
      toast(messages().window.done(links.length), { undo: () => undo(links) });
      linksChanged();
    } catch (failure) {
      this.previewFailure = failure;
      if (asProblem(failure).code === 'preview-changed') {
        await this.#loadPreview();
        this.previewFailure = failure;
      }
    } finally {
      this.busy = false;
    }
  }

  readonly #owner = owner();

  readonly #onPanel = (event: CustomEvent<PanelEvent>) => {
    const from = (event.target as PanelBoundary).panel.provenance[language()];
    if (event.detail.kind === 'suggest') {
      this.#suggest(event.detail.clientFiles, from).catch(toastProblem);
    } else if (event.detail.kind === 'refresh') {
      void this.#suggestions.reload();
    }
  };

  /** A panel names files, the server says what they are, and the operator ticks them. */
  async #suggest(ids: string[], from: string): Promise<void> {
    const unknown = ids.filter((one) => !this.companies.some(({ party }) => party.id === one));
    if (unknown.length === 0) {
      toast(messages().window.already, { kind: 'info' });
    }
    for (const id of unknown) {
      const party = await body<ClientFile>(
        api.clientfile.GET('/firms/{firm}/client-files/{id}', { params: { path: { firm: firm(), id } } }),
      );
      if (!this.companies.some((one) => one.party.id === party.id)) {
        this.companies = [...this.companies, { party, ticked: false, canBeMain: true, kind: 'added', from }];
      }
    }
  }

  /** Who looks for a company wants it: one that is in the list already is ticked. */
  #add(file: ClientFile | undefined): void {
    if (!file) {
      return;
    }
    const there = this.companies.find((one) => one.party.id === file.id);
    if (!there) {
      this.companies = [...this.companies, { party: file, ticked: true, canBeMain: true, kind: 'added' }];
    } else if (there.party.role !== 'secondary') {
      this.companies = this.companies.map((one) => (one === there ? { ...there, ticked: true } : one));
    }
    this.#changed();
  }

  protected override render(): TemplateResult {
    return this.#suggestions.view((suggestions) => this.#window(suggestions));
  }

  #window(suggestions: Suggestions): TemplateResult {
    const m = messages().window;
    return html`
      <div class="link-window">
        <section class="link-choice" aria-labelledby="link-suggested">
          <h2 id="link-suggested">${m.suggested}</h2>
          ${suggestions.complete ? nothing : html`<p class="note" role="status">
                ${icon(TriangleAlert)}
                <span
                  >${m.incomplete}
                  <button class="link" @click=${() => void this.#suggestions.reload()}>${kitMessages().words.retry}</button></span
                >
              </p>`}
          ${suggestions.warning
            ? html`<p class="note">
                ${icon(TriangleAlert)} ${m.warning(suggestions.warning.email, suggestions.warning.files)}
              </p>`
            : nothing}
          <ul class="companies">
            ${this.companies.map((company) => this.#company(company))}
          </ul>
          ${suggestions.items.length ? nothing : html`<p class="small">${m.none}</p>`}
          <gateway-client-picker
            adds
            .label=${m.add}
            .helper=${m.addHelp}
            @client-chosen=${(event: CustomEvent<ClientFile | undefined>) => this.#add(event.detail)}
          ></gateway-client-picker>
          ${this.#strategies(suggestions)}
          <rattache-panels
            point="gateway.link.panel"
            .owner=${this.#owner}
            .subject=${{
              client: named(suggestions.clientFile),
              selection: this.companies.filter((one) => one.ticked).map((one) => named(one.party)),
            }}
            @panel-event=${this.#onPanel}
          ></rattache-panels>
        </section>
        <section class="link-recap" aria-labelledby="link-recap">
          ${this.#mainChoice()}
          <h2 id="link-recap">${m.recap}</h2>
          <div aria-live="polite">${this.#recap()}</div>
        </section>
      </div>
      <footer class="link-footer">
        <span class="small">${this.preview ? m.selected(this.preview.rows.length) : nothing}</span>
        <vaadin-button @click=${() => this.dispatchEvent(new CustomEvent('done'))}>
          ${kitMessages().words.cancel}
        </vaadin-button>
        <vaadin-button theme="primary" ?disabled=${!this.preview || this.busy} @click=${() => void this.#validate()}>
          ${this.preview ? m.validateCount(this.preview.rows.length) : m.validate}
        </vaadin-button>
      </footer>
    `;
  }

  #company(company: Company): TemplateResult {
    const m = messages().window;
    const { party, suggestion } = company;
    const isMain = party.id === this.main;
    const impossible = party.role === 'secondary' && !isMain;
    const facts = [
      formatSiren(party.siren),
      company.kind === 'this' ? m.thisFile : '',
      company.kind === 'added' && !company.from ? m.added : '',
      company.from ? m.from(company.from) : '',
      suggestion?.activeSpace ? m.activeSpace : '',
      party.role === 'secondary' ? m.alreadySecondary : '',
      party.role === 'main' ? m.alreadyMain : '',
    ].filter(Boolean);
    const reasons = (suggestion?.reasons ?? []).map(reasonText);
    return html`<li class="company">
      <vaadin-checkbox
        .checked=${company.ticked || isMain}
        ?disabled=${isMain || impossible || company.kind === 'this'}
        @checked-changed=${(event: CustomEvent<{ value: boolean }>) => {
          if (!isMain && event.detail.value !== company.ticked) {
            company.ticked = event.detail.value;
            this.companies = [...this.companies];
            this.#changed();
          }
        }}
        ><label slot="label">${nameText(party.name)}</label></vaadin-checkbox
      >
      ${suggestion
        ? html`<span class="tier">${badge(m.tiers[suggestion.tier] ?? suggestion.tier, TONES[suggestion.tier])}
            <span class="small">${formatPercent(suggestion.tier === 'certain' ? suggestion.score : Math.min(suggestion.score, NOT_CERTAIN))}</span></span>`
        : company.kind === 'added'
          ? html`<vaadin-button
              theme="tertiary icon small"
              aria-label=${m.remove(party.name)}
              @click=${() => {
                this.companies = this.companies.filter((one) => one !== company);
                if (isMain) {
                  this.main = undefined;
                }
                this.#changed();
              }}
              >${icon(X, 16)}</vaadin-button
            >`
          : nothing}
      ${company.kind === 'suggested'
        ? html`<rattache-panels
            look="badge"
            point="gateway.link.badge"
            .owner=${this.#owner}
            .subject=${{ client: this.companies[0] && named(this.companies[0].party), candidate: named(party) }}
          ></rattache-panels>`
        : nothing}
      ${facts.length || reasons.length
        ? html`<div class="company-facts small">
            ${facts.length ? html`<span>${facts.join(' · ')}</span>` : nothing}
            ${reasons.map((reason) => html`<span class="reason"><bdi>${reason}</bdi></span>`)}
          </div>`
        : nothing}
    </li>`;
  }

  #mainChoice(): TemplateResult {
    const m = messages().window;
    const choices = this.companies
      .filter((one) => one.canBeMain)
      .map((one) => one.party)
      .sort((a, b) => compareNames(a.name, b.name));
    if (choices.length === 0) {
      return html`<p class="note">${icon(TriangleAlert)} ${m.mainNone}</p>`;
    }
    return html`<vaadin-combo-box
      class="wide"
      .label=${m.main}
      .helperText=${m.mainHelp}
      placeholder=${m.mainPlaceholder}
      .items=${choices}
      .selectedItem=${choices.find((party) => party.id === this.main) ?? null}
      item-id-path="id"
      item-value-path="id"
      item-label-path="name"
      @selected-item-changed=${(event: ComboBoxSelectedItemChangedEvent<Party>) => {
        const chosen = event.detail.value?.id;
        if (chosen !== this.main) {
          this.main = chosen;
          this.#changed();
        }
      }}
    ></vaadin-combo-box>${this.#suggestedMain(choices)}`;
  }

  /** Which one speaks for itself; the operator picks. */
  #suggestedMain(choices: Party[]): TemplateResult | typeof nothing {
    const suggested = this.#suggestions.value?.suggestedMain;
    const party = choices.find((one) => one.id === suggested?.clientFile);
    if (this.main || !suggested || !party) {
      return nothing;
    }
    return html`<vaadin-button
      theme="small"
      @click=${() => {
        this.main = party.id;
        this.#changed();
      }}
      >${messages().window.takeMain(party.name, suggested.because)}</vaadin-button
    >`;
  }

  #recap(): TemplateResult {
    const m = messages().window;
    if (this.previewFailure && !this.preview) {
      return problemCard(this.previewFailure, () => void this.#loadPreview());
    }
    if (!this.main) {
      return html`<p class="hint">${m.recapEmpty}</p>`;
    }
    if (this.#secondaries.length === 0) {
      return html`<p class="hint">${m.recapNobody}</p>`;
    }
    if (!this.preview) {
      return loading();
    }
    const { main, rows } = this.preview;
    return html`
      ${this.previewFailure ? problemNote(asProblem(this.previewFailure)) : nothing}
      <table class="recap">
        <thead>
          <tr>
            <th scope="col">${messages().common.company}</th>
            <th scope="col" class="end">${m.role}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${nameText(main.name)}</th>
            <td class="end"><strong>${m.mainRole}</strong></td>
          </tr>
          ${rows.map(
            (row) => html`
              <tr>
                <th scope="row">
                  ${nameText(row.clientFile.name)}
                  <ul class="effects small">
                    ${row.effects.map(
                      (effect) => html`<li><bdi>${m.effects[effect]?.(main.name, row.clientFile.name) ?? effect}</bdi></li>`,
                    )}
                    ${row.warning
                      ? html`<li class="warn">${m.warning(row.warning.email, row.warning.files)}</li>`
                      : nothing}
                  </ul>
                </th>
                <td class="end">${m.secondaryRole}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      <p class="small">${m.mail(main.name)}</p>
      ${this.#safeguards(this.preview)}
    `;
  }

  /** What the firm demands of the links, which keep it: seen before they are validated. */
  #safeguards({ safeguards }: LinkPreview): TemplateResult | typeof nothing {
    const m = messages().window;
    const { earlierDocumentsDelayDays: days, codeRequired } = safeguards;
    if (!days && !codeRequired) {
      return nothing;
    }
    return html`<ul class="effects small safeguards">
      ${days ? html`<li>${m.delay(days)}</li>` : nothing}
      ${codeRequired ? html`<li>${m.code}</li>` : nothing}
    </ul>`;
  }

  #strategies(suggestions: Suggestions): TemplateResult {
    const m = messages().window;
    return html`<vaadin-details .opened=${!suggestions.complete} summary=${m.strategies}>
      <ul class="strategies small">
        ${suggestions.strategies.map(
          (one) => html`<li>
            <strong>${one.strategy}</strong> ${one.version} ${m.outcome[one.outcome] ?? one.outcome}
            (${one.millis} ms)${one.standBy ? `, ${m.standBy}` : nothing}${one.detail
              ? html`: <bdi>${one.detail}</bdi>`
              : nothing}
            ${one.note ? html`<div><bdi>${one.note}</bdi></div>` : nothing}
          </li>`,
        )}
        ${suggestions.missing.length ? html`<li>${m.missing(formatList(suggestions.missing))}</li>` : nothing}
      </ul>
    </vaadin-details>`;
  }
}

/** All that a panel is told of a company: with the id it can ask for more, as the user. */
function named({ id, name }: Party): { id: string; name: string } {
  return { id, name };
}

/** Takes back links that were validated just now. */
async function undo(links: string[]): Promise<void> {
  for (const id of links) {
    const { version } = await versioned(
      api.linking.GET('/firms/{firm}/links/{id}', { params: { path: { firm: firm(), id } } }),
    );
    await api.linking.DELETE('/firms/{firm}/links/{id}', {
      params: { path: { firm: firm(), id }, query: { reason: messages().window.undoReason }, header: { 'If-Match': version } },
    });
  }
  linksChanged();
  toast(messages().window.undone, { kind: 'info' });
}

/** Shows the window, and waits until it is closed. */
export function showLinkWindow(clientFile: string): Promise<void> {
  return new Promise((resolve) => {
    const dialog = document.createElement('vaadin-dialog') as Dialog;
    dialog.classList.add('link-dialog');
    dialog.headerTitle = messages().clients.link;
    const close = () => (dialog.opened = false);
    const named = (event: CustomEvent<string>) => (dialog.headerTitle = messages().window.title(event.detail));
    dialog.renderer = (root) =>
      render(
        html`<gateway-link-window .clientFile=${clientFile} @done=${close} @named=${named}></gateway-link-window>`,
        root,
      );
    dialog.addEventListener('closed', () => {
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    dialog.opened = true;
  });
}
