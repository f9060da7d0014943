import '@vaadin/button';
import '@vaadin/details';
import {
  api,
  badge,
  body,
  empty,
  language,
  Loader,
  nameText,
  page,
  Plain,
  session,
  toast,
  toastProblem,
  versioned,
} from '@rattache/kit';
import { PanelList } from '@rattache/kit/panels';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PanelsTopLeft } from 'lucide';
import { administers, firm, owner } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { FirmPlugIn } from '../types.ts';
import './settings-form.ts';
import type { SettingValues } from './settings-form.ts';

/** The plug-ins that bring panels: on or off for the firm, their settings, and the switch for everybody. */
@customElement('gateway-panel-plug-ins')
export class PanelPlugIns extends Plain {
  readonly #plugIns = new Loader<FirmPlugIn[]>(
    this,
    async () =>
      (await page<FirmPlugIn>(api.panel.GET('/firms/{firm}/plug-ins', { params: { path: { firm: firm() } } }))).items,
  );
  #end: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A plug-in that comes or goes while somebody looks.
    this.#end = PanelList.of(owner()).watch(() => void this.#plugIns.reload());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  async #choose(plugIn: FirmPlugIn, enabled: boolean, settings?: SettingValues): Promise<void> {
    const path = { firm: firm(), plugIn: plugIn.id };
    const { version } = await versioned(api.panel.GET('/firms/{firm}/plug-ins/{plugIn}', { params: { path } }));
    await body(
      api.panel.PUT('/firms/{firm}/plug-ins/{plugIn}', {
        params: { path, header: { 'If-Match': version } },
        body: { enabled, ...(settings ? { settings: settings as Record<string, Record<string, never>> } : {}) },
      }),
    );
    await this.#changed();
  }

  async #admit(plugIn: FirmPlugIn, enabled: boolean): Promise<void> {
    const path = { plugIn: plugIn.id };
    const { version } = await versioned(api.panel.GET('/plug-ins/{plugIn}/admission', { params: { path } }));
    await api.panel.PUT('/plug-ins/{plugIn}/admission', { params: { path, header: { 'If-Match': version } }, body: { enabled } });
    await this.#changed();
  }

  async #changed(): Promise<void> {
    toast(messages().modules.changed);
    await Promise.all([this.#plugIns.reload(), PanelList.of(owner()).refresh()]);
  }

  protected override render(): TemplateResult {
    const m = messages().modules;
    return html`<section class="card stack" aria-labelledby="panel-plug-ins">
      <h2 id="panel-plug-ins">${m.panels}</h2>
      <p class="lead small">${m.panelsText}</p>
      ${this.#plugIns.view((list) =>
        list.length
          ? html`<ul class="plain-rows">
              ${list.map((one) => this.#row(one))}
            </ul>`
          : empty(PanelsTopLeft, m.noPanels, m.noPanelsText),
      )}
    </section>`;
  }

  #row(plugIn: FirmPlugIn): TemplateResult {
    const m = messages().modules;
    const name = plugIn.title[language()];
    const places = plugIn.points.map((point) => m.points[point] ?? point);
    const act = (action: Promise<void>) => void action.catch(toastProblem);
    const tunable = Object.keys((plugIn.settingsSchema as { properties?: object }).properties ?? {}).length > 0;
    return html`<li>
      <div class="grow">
        <strong>${nameText(name)}</strong> <span class="small">${plugIn.id} ${plugIn.version}</span>
        <div class="small">${places.join(' · ')}</div>
        ${plugIn.fault ? html`<div class="fault"><bdi>${plugIn.fault}</bdi></div>` : nothing}
      </div>
      ${plugIn.fault
        ? badge(m.states['rejected'] ?? '', 'bad')
        : plugIn.admitted
          ? plugIn.enabled
            ? badge(m.shown, 'good')
            : badge(m.hidden)
          : badge(m.stopped, 'warning')}
      ${administers()
        ? html`<vaadin-button
            aria-label=${plugIn.enabled ? m.hideOf(name) : m.showOf(name)}
            @click=${() => act(this.#choose(plugIn, !plugIn.enabled))}
            >${plugIn.enabled ? m.hide : m.show}</vaadin-button
          >`
        : nothing}
      ${session().user.systemAdministrator
        ? html`<vaadin-button theme="error" @click=${() => act(this.#admit(plugIn, !plugIn.admitted))}
            >${plugIn.admitted ? m.stop : m.admit}</vaadin-button
          >`
        : nothing}
      ${tunable && administers()
        ? html`<vaadin-details class="wide" summary=${m.settings}>
            <gateway-settings-form
              .schema=${plugIn.settingsSchema}
              .values=${plugIn.settings}
              .save=${(values: SettingValues) => this.#choose(plugIn, plugIn.enabled, values)}
            ></gateway-settings-form>
          </vaadin-details>`
        : nothing}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gateway-panel-plug-ins': PanelPlugIns;
  }
}
