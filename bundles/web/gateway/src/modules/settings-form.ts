import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/select';
import '@vaadin/text-field';
import { asProblem, kitMessages, language, Plain, type Problem, problemNote } from '@rattache/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';

export type SettingValues = Record<string, unknown>;

/** One field of a plug-in's schema: what the server takes of JSON Schema. */
interface Field {
  type: 'string' | 'integer' | 'number' | 'boolean';
  title: string;
  'x-title-en'?: string;
  description?: string;
  'x-description-en'?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

/** The settings of a plug-in, drawn by us from its schema: no code of the plug-in runs here. */
@customElement('gateway-settings-form')
export class SettingsForm extends Plain {
  @property({ attribute: false }) schema: Record<string, unknown> = {};
  @property({ attribute: false }) values: SettingValues = {};
  @property({ attribute: false }) save: (values: SettingValues) => Promise<void> = () => Promise.resolve();
  /** What was typed, as text or as yes and no. */
  @state() private typed: Record<string, string | boolean> = {};
  @state() private problem: Problem | undefined;
  @state() private busy = false;

  get #fields(): [string, Field][] {
    return Object.entries((this.schema['properties'] ?? {}) as Record<string, Field>);
  }

  #shown(name: string, field: Field): string | boolean {
    const value = this.typed[name] ?? this.values[name] ?? field.default;
    return field.type === 'boolean' ? value === true : String(value ?? '');
  }

  /** As the schema wants it: what is no number stays text, so that the server can say so. */
  #collected(): SettingValues {
    const collected: SettingValues = {};
    for (const [name, field] of this.#fields) {
      const shown = this.#shown(name, field);
      if (field.type === 'boolean') {
        collected[name] = shown;
      } else if (shown !== '') {
        const number = Number(String(shown).replace(',', '.'));
        collected[name] = field.type === 'string' || Number.isNaN(number) ? shown : number;
      }
    }
    return collected;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    try {
      await this.save(this.#collected());
      this.typed = {};
    } catch (failure) {
      this.problem = asProblem(failure);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<form class="stack settings-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      ${this.problem ? problemNote(this.problem) : nothing}
      ${this.#fields.map(([name, field]) => this.#field(name, field))}
      <div>
        <vaadin-button theme="primary" ?disabled=${this.busy} @click=${(event: Event) => void this.#submit(event)}>
          ${kitMessages().words.save}
        </vaadin-button>
      </div>
    </form>`;
  }

  #field(name: string, field: Field): TemplateResult {
    const english = language() === 'en';
    const label = (english && field['x-title-en']) || field.title;
    const help = (english && field['x-description-en']) || field.description || this.#range(field);
    const fault = this.problem?.field(`/settings/${name}`) ?? '';
    const type = (value: string | boolean) => {
      if (value !== this.#shown(name, field)) {
        this.typed = { ...this.typed, [name]: value };
      }
    };
    if (field.type === 'boolean') {
      return html`<vaadin-checkbox
        .label=${label}
        .helperText=${help}
        .checked=${this.#shown(name, field) === true}
        @checked-changed=${(event: CustomEvent<{ value: boolean }>) => type(event.detail.value)}
      ></vaadin-checkbox>`;
    }
    if (field.enum) {
      return html`<vaadin-select
        .label=${label}
        .helperText=${help}
        .items=${field.enum.map((one) => ({ label: String(one), value: String(one) }))}
        .value=${String(this.#shown(name, field))}
        .invalid=${fault !== ''}
        .errorMessage=${fault}
        @value-changed=${(event: CustomEvent<{ value: string }>) => event.detail.value && type(event.detail.value)}
      ></vaadin-select>`;
    }
    return html`<vaadin-text-field
      .label=${label}
      .helperText=${help}
      inputmode=${field.type === 'string' ? 'text' : 'decimal'}
      maxlength=${field.maxLength ?? 200}
      .value=${String(this.#shown(name, field))}
      .invalid=${fault !== ''}
      .errorMessage=${fault}
      @value-changed=${(event: CustomEvent<{ value: string }>) => type(event.detail.value)}
    ></vaadin-text-field>`;
  }

  #range(field: Field): string {
    return field.minimum !== undefined && field.maximum !== undefined
      ? messages().modules.range(field.minimum, field.maximum)
      : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gateway-settings-form': SettingsForm;
  }
}
