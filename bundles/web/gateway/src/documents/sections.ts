import '@vaadin/button';
import '@vaadin/text-field';
import {
  api,
  ask,
  badge,
  empty,
  buttonIcon,
  nameText,
  onceKey,
  page,
  PagedList,
  Plain,
  toast,
  toastProblem,
  versioned,
} from '@rattache/kit';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FolderOpen, Plus } from 'lucide';
import { firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Section } from '../types.ts';

/** The sections of one client's space. */
@customElement('gateway-sections-of')
export class SectionsOf extends Plain {
  @property() clientFile = '';
  readonly #sections = new PagedList<Section>(this, () =>
    page<Section>(
      api.document.GET('/firms/{firm}/client-files/{id}/sections', {
        params: { path: { firm: firm(), id: this.clientFile } },
      }),
    ),
  );

  async #edit(section?: Section): Promise<void> {
    const m = messages().sections;
    let name = section?.name ?? '';
    let keywords = (section?.keywords ?? []).join(', ');
    const answer = await ask({
      title: section ? m.editTitle(section.name) : m.addTitle,
      text: html`<span class="stack">
        <vaadin-text-field
          label=${m.name}
          maxlength="100"
          .value=${name}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (name = event.detail.value)}
        ></vaadin-text-field>
        <vaadin-text-field
          label=${m.keywords}
          helper-text=${m.keywordsHelp}
          .value=${keywords}
          @value-changed=${(event: CustomEvent<{ value: string }>) => (keywords = event.detail.value)}
        ></vaadin-text-field>
      </span>`,
      confirm: section ? m.edit : m.add,
    });
    if (answer === undefined) {
      return;
    }
    const body = { name: name.trim(), keywords: keywords.split(',').map((word) => word.trim()).filter(Boolean) };
    try {
      if (section) {
        const path = { firm: firm(), id: this.clientFile, section: section.id };
        const { version } = await versioned(
          api.document.GET('/firms/{firm}/client-files/{id}/sections/{section}', { params: { path } }),
        );
        await api.document.PUT('/firms/{firm}/client-files/{id}/sections/{section}', {
          params: { path, header: { 'If-Match': version } },
          body,
        });
      } else {
        await api.document.POST('/firms/{firm}/client-files/{id}/sections', {
          params: { path: { firm: firm(), id: this.clientFile } },
          headers: onceKey(),
          body,
        });
      }
      toast(m.saved);
      await this.#sections.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #remove(section: Section): Promise<void> {
    const m = messages().sections;
    const answer = await ask({ title: m.removeTitle(section.name), text: m.removeText, confirm: m.remove, danger: true });
    if (answer === undefined) {
      return;
    }
    try {
      const path = { firm: firm(), id: this.clientFile, section: section.id };
      const { version } = await versioned(
        api.document.GET('/firms/{firm}/client-files/{id}/sections/{section}', { params: { path } }),
      );
      await api.document.DELETE('/firms/{firm}/client-files/{id}/sections/{section}', {
        params: { path, header: { 'If-Match': version } },
      });
      toast(m.removed);
      await this.#sections.reload();
    } catch (failure) {
      toastProblem(failure);
    }
  }

  protected override render() {
    const m = messages().sections;
    const add = html`<vaadin-button theme="primary" @click=${() => void this.#edit()}>${buttonIcon(Plus)} ${m.add}</vaadin-button>`;
    return this.#sections.view(
      (sections) => html`
        <div class="row filters">${add}</div>
        <ul class="rows">
          ${sections.map(
            (section) => html`<li class="card row-card">
              <div class="grow">
                <h2>${nameText(section.name)}</h2>
                <p class="row">${(section.keywords ?? []).map((word) => badge(word))}</p>
              </div>
              <div class="row">
                <vaadin-button theme="small" aria-label=${m.editOf(section.name)} @click=${() => void this.#edit(section)}
                  >${m.edit}</vaadin-button
                >
                <vaadin-button
                  theme="tertiary error small"
                  aria-label=${m.removeOf(section.name)}
                  @click=${() => void this.#remove(section)}
                  >${m.remove}</vaadin-button
                >
              </div>
            </li>`,
          )}
        </ul>
      `,
      () => html`<section class="card">${empty(FolderOpen, m.none, m.noneText, add)}</section>`,
    );
  }
}
