import '@vaadin/button';
import '@vaadin/combo-box';
import { comboBoxRenderer, type ComboBoxLitRenderer } from '@vaadin/combo-box/lit.js';
import '@vaadin/select';
import '@vaadin/text-field';
import { compareNames, debounced, formatNumber, Plain } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import type { Counts, Filter, Section } from '../model.ts';

export const NO_FILTER: Filter = { q: '', section: '', keyword: '', from: '', to: '', direction: '', unread: '' };

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some(Boolean);
}

interface Keyword {
  name: string;
  count: number | undefined;
}

/** What a choice is called, and how many documents it would leave; 'Factures (12)'. */
const counted = (label: string, count: number | undefined) =>
  count === undefined ? label : `${label} (${formatNumber(count)})`;

const KEYWORD: ComboBoxLitRenderer<Keyword> = (keyword) => html`${counted(keyword.name, keyword.count)}`;

/** @fires filter-changed with what has changed, and whether it was typed */
@customElement('platform-filters')
export class Filters extends Plain {
  @property({ attribute: false }) filter: Filter = NO_FILTER;
  @property({ attribute: false }) sections: Section[] = [];
  @property({ attribute: false }) firms = new Map<string, string>();
  /** What each choice would leave; nothing while it is not known. */
  @property({ attribute: false }) counts: Counts | undefined;

  #typed = '';
  readonly #search = debounced(250, () => this.#change({ q: this.#typed.trim() }));

  protected override render() {
    const m = messages().document;
    const { counts, filter } = this;
    const names = this.sections.map((section) => section.name);
    const sections = [...this.sections]
      .sort((a, b) => compareNames(a.name, b.name))
      .map((section) => ({
        value: section.id,
        // two firms may have a section of the same name
        label: counted(
          names.filter((name) => name === section.name).length > 1
            ? `${section.name}, ${this.firms.get(section.firm) ?? ''}`
            : section.name,
          counts && (counts.sections[section.id] ?? 0),
        ),
      }));
    const select = (name: keyof Filter, label: string, every: string, items: { value: string; label: string }[]) =>
      html`<vaadin-select
        label=${label}
        .items=${[{ value: 'all', label: every }, ...items]}
        .value=${filter[name] || 'all'}
        @value-changed=${(event: CustomEvent<{ value: string }>) =>
          this.#change({ [name]: event.detail.value === 'all' ? '' : event.detail.value })}
      ></vaadin-select>`;
    const day = (name: 'from' | 'to', label: string) =>
      html`<label class="day"
        >${label}
        <input
          type="date"
          .value=${filter[name]}
          max=${name === 'from' ? filter.to || nothing : nothing}
          min=${name === 'to' ? filter.from || nothing : nothing}
          @change=${(event: Event) => this.#change({ [name]: (event.target as HTMLInputElement).value })}
        />
      </label>`;
    return html`
      <div class="filters" role="search" aria-label=${m.filters}>
        <vaadin-text-field
          label=${m.search}
          clear-button-visible
          maxlength="200"
          .value=${filter.q}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            this.#typed = event.detail.value;
            this.#search();
          }}
        ></vaadin-text-field>
        ${select('section', m.section, m.allSections, sections)}
        <vaadin-combo-box
          label=${m.keyword}
          placeholder=${m.allKeywords}
          clear-button-visible
          allow-custom-value
          item-value-path="name"
          item-label-path="name"
          .items=${this.#keywords()}
          .value=${filter.keyword}
          ${comboBoxRenderer(KEYWORD, [])}
          @value-changed=${(event: CustomEvent<{ value: string }>) => this.#change({ keyword: event.detail.value.trim() })}
        ></vaadin-combo-box>
        ${day('from', m.from)} ${day('to', m.to)}
        ${select(
          'direction',
          m.direction,
          m.both,
          Object.entries(m.directions).map(([value, label]) => ({
            value,
            label: counted(label, counts && (counts.directions[value] ?? 0)),
          })),
        )}
        ${select('unread', m.state, m.anyState, [
          { value: 'true', label: counted(m.onlyUnread, counts?.unread) },
          { value: 'false', label: counted(m.onlyRead, counts?.read) },
        ])}
        ${isFiltered(filter)
          ? html`<vaadin-button theme="tertiary" @click=${() => this.#change(NO_FILTER)}>${m.reset}</vaadin-button>`
          : nothing}
      </div>
    `;
  }

  /** Those in use and those of the sections, each spelling once. */
  #keywords(): Keyword[] {
    const used = Object.entries(this.counts?.keywords ?? {}).map(([name, count]) => ({ name, count }));
    const offered = [...this.sections.flatMap((section) => section.keywords), this.filter.keyword]
      .filter(Boolean)
      .map((name) => ({ name, count: this.counts && 0 }));
    return [...used, ...offered]
      .filter((one, at, all) => all.findIndex((other) => compareNames(other.name, one.name) === 0) === at)
      .sort((a, b) => compareNames(a.name, b.name));
  }

  #change(change: Partial<Filter>): void {
    const differs = Object.entries(change).some(([name, value]) => this.filter[name as keyof Filter] !== value);
    if (differs) {
      this.dispatchEvent(new CustomEvent('filter-changed', { detail: change }));
    }
  }
}
