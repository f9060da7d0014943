import { api, badge, empty, Loader, page, pageHead, Plain, Problem, type Tone } from '@rattache/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Puzzle } from 'lucide';
import { messages } from '../messages/index.ts';
import '../modules/panels.ts';
import type { PlugIn, Strategy } from '../types.ts';

const TONES: Record<string, Tone> = { active: 'good', running: 'good', standby: 'info', rejected: 'bad', failing: 'bad', held: 'warning' };

/** Modules: the strategies and plug-ins of the server, and why one is rejected. */
@customElement('gateway-modules')
export class ModulesPage extends Plain {
  readonly #strategies = new Loader<Strategy[]>(this, async () => (await page<Strategy>(api.linking.GET('/strategies'))).items);
  readonly #plugIns = new Loader<PlugIn[] | 'not-told'>(this, plugIns);

  protected override render() {
    const m = messages().modules;
    return html`
      ${pageHead(m.title, { lead: m.lead })}
      <section class="card stack">
        <h2>${m.strategies}</h2>
        ${this.#strategies.view((strategies) =>
          strategies.length ? this.#strategyTable(strategies) : empty(Puzzle, m.none, m.noneText),
        )}
      </section>
      <gateway-panel-plug-ins class="modules-panels"></gateway-panel-plug-ins>
      ${this.#tellsOfPlugIns
        ? html`<section class="card stack">
            <h2>${m.plugins}</h2>
            ${this.#plugIns.view((list) => (list === 'not-told' ? html`` : this.#plugInTable(list)))}
          </section>`
        : nothing}
    `;
  }

  /** Nothing before it is known whether this user is told; a failure is. */
  get #tellsOfPlugIns(): boolean {
    const { value, failure } = this.#plugIns;
    return failure !== undefined || (value !== undefined && value !== 'not-told');
  }

  #strategyTable(strategies: Strategy[]): TemplateResult {
    const m = messages().modules;
    return html`<div class="table-scroll" role="group" aria-label=${m.strategies} tabindex="0">
      <table class="wide-table">
        <thead>
          <tr>
            <th scope="col">${m.name}</th>
            <th scope="col">${m.bundle}</th>
            <th scope="col">${m.version}</th>
            <th scope="col">${m.ranking}</th>
            <th scope="col">${messages().common.state}</th>
          </tr>
        </thead>
        <tbody>
          ${strategies.map(
            (one) => html`<tr>
              <th scope="row">${one.id ?? m.unnamed}</th>
              <td>${one.bundle}</td>
              <td>${one.version}</td>
              <td>${one.ranking}</td>
              <td>${state(one.state, one.why)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #plugInTable(list: PlugIn[]): TemplateResult {
    const m = messages().modules;
    return html`<div class="table-scroll" role="group" aria-label=${m.plugins} tabindex="0">
      <table class="wide-table">
        <thead>
          <tr>
            <th scope="col">${m.bundle}</th>
            <th scope="col">${m.version}</th>
            <th scope="col">${messages().common.state}</th>
          </tr>
        </thead>
        <tbody>
          ${list.map(
            (one) => html`<tr>
              <th scope="row"><bdi>${one.bundle ?? one.name}</bdi></th>
              <td>${one.version}</td>
              <td>
                ${state(one.state, one.why)}
                ${one.toDo ? html`<div>${m.toDo} <bdi>${one.toDo}</bdi></div>` : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function state(code: string, why: string | undefined): TemplateResult {
  return html`${badge(messages().modules.states[code] ?? code, TONES[code])}
  ${why ? html`<div class="small"><bdi>${why}</bdi></div>` : nothing}`;
}

/** The list of files is for the system administrator alone. */
async function plugIns(): Promise<PlugIn[] | 'not-told'> {
  try {
    return (await page<PlugIn>(api.linking.GET('/plugins'))).items;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'system-administrator-only') {
      return 'not-told';
    }
    throw failure;
  }
}
