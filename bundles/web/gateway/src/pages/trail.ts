import '@vaadin/button';
import '@vaadin/date-picker';
import '@vaadin/select';
import {
  api,
  badge,
  body,
  dateTexts,
  empty,
  formatDateTime,
  formatNumber,
  buttonIcon,
  nameText,
  page,
  PagedList,
  pageHead,
  Plain,
  query,
  setQuery,
  toast,
  toastProblem,
  totalText,
} from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ScrollText, ShieldCheck } from 'lucide';
import { clientNames } from '../clients/names.ts';
import { address, administers, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { TrailEntry } from '../types.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

interface NamedEntry extends TrailEntry {
  clientName?: string;
}

/** Journal: who did what in the firm. */
@customElement('gateway-trail')
export class TrailPage extends Plain {
  @state() private type = query('type') || 'all';
  @state() private from = query('from');
  @state() private to = query('to');
  @state() private verifying = false;
  readonly #dates = dateTexts();
  readonly #entries = new PagedList<NamedEntry>(this, async (after) => {
    const entries = await page<TrailEntry>(
      api.audit.GET('/firms/{firm}/trail', {
        params: {
          path: { firm: firm() },
          query: {
            after,
            type: this.type === 'all' ? undefined : this.type,
            from: this.from ? `${this.from}T00:00:00Z` : undefined,
            to: this.to ? nextDay(this.to) : undefined,
          },
        },
      }),
    );
    const names = await clientNames(entries.items.map((entry) => entry.clientFile));
    return {
      ...entries,
      items: entries.items.map((entry) => ({ ...entry, clientName: names.get(entry.clientFile ?? '') })),
    };
  });

  #filtered(): void {
    setQuery({ type: this.type === 'all' ? '' : this.type, from: this.from, to: this.to });
    void this.#entries.reload();
  }

  async #verify(): Promise<void> {
    const m = messages().trail;
    this.verifying = true;
    try {
      const answer = await body(
        api.audit.GET('/firms/{firm}/verification', { params: { path: { firm: firm() } } }),
      );
      if (answer.whole) {
        toast(m.whole(answer.entries ?? 0));
      } else {
        toast(m.broken(formatNumber(answer.brokenAt?.number ?? 0)), { kind: 'error' });
      }
    } catch (failure) {
      toastProblem(failure);
    } finally {
      this.verifying = false;
    }
  }

  protected override render() {
    const m = messages().trail;
    const types = [
      { label: m.all, value: 'all' },
      ...Object.entries(m.modules).map(([value, label]) => ({ label, value })),
    ];
    return html`
      ${pageHead(m.title, {
        lead: m.lead,
        meta: totalText(this.#entries.total),
        actions: administers()
          ? html`<vaadin-button ?disabled=${this.verifying} @click=${() => void this.#verify()}>
              ${buttonIcon(ShieldCheck)} ${m.verify}
            </vaadin-button>`
          : nothing,
      })}
      <div class="row filters">
        <vaadin-select
          .label=${m.type}
          .items=${types}
          .value=${this.type}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value && event.detail.value !== this.type) {
              this.type = event.detail.value;
              this.#filtered();
            }
          }}
        ></vaadin-select>
        <vaadin-date-picker
          .label=${m.from}
          .i18n=${this.#dates}
          .value=${this.from}
          clear-button-visible
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value !== this.from) {
              this.from = event.detail.value;
              this.#filtered();
            }
          }}
        ></vaadin-date-picker>
        <vaadin-date-picker
          .label=${m.to}
          .i18n=${this.#dates}
          .value=${this.to}
          clear-button-visible
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            if (event.detail.value !== this.to) {
              this.to = event.detail.value;
              this.#filtered();
            }
          }}
        ></vaadin-date-picker>
      </div>
      ${this.#entries.view(
        (entries) => html`<div class="card table-scroll" role="group" aria-label=${m.title} tabindex="0">
          <table class="wide-table">
            <thead>
              <tr>
                <th scope="col">${messages().common.date}</th>
                <th scope="col">${m.what}</th>
                <th scope="col">${messages().documents.client}</th>
                <th scope="col">${m.who}</th>
                <th scope="col">${m.detail}</th>
                <th scope="col" class="end">${m.number}</th>
              </tr>
            </thead>
            <tbody>
              ${entries.map((entry) => this.#row(entry))}
            </tbody>
          </table>
        </div>`,
        () => html`<section class="card">${empty(ScrollText, m.none, m.noneText)}</section>`,
      )}
    `;
  }

  #row(entry: NamedEntry) {
    const m = messages().trail;
    const kind = entry.actor?.kind ?? 'SYSTEM';
    const who = entry.actor?.name ?? (kind === 'USER' ? stranger(entry) : (m.actors[kind] ?? kind));
    return html`<tr>
      <td class="nowrap">${formatDateTime(entry.at)}</td>
      <td>${m.types[entry.type ?? ''] ?? badge(entry.type ?? '')}</td>
      <td>
        ${entry.clientName
          ? html`<a href=${address(`clients/${entry.clientFile}`)}>${nameText(entry.clientName)}</a>`
          : nothing}
      </td>
      <td>${nameText(who)}</td>
      <td class="small"><bdi>${detailText(entry.detail)}</bdi></td>
      <td class="end small">${formatNumber(entry.number ?? 0)}</td>
    </tr>`;
  }
}

/** A person who is no operator of the firm: firms and operators are made by the system administrator, the rest by clients. */
function stranger(entry: TrailEntry): string {
  const m = messages().trail;
  return entry.type?.startsWith('identity.') && !entry.clientFile ? m.system : m.person;
}

/** What an event said and a person can use: what was and is now, a reason, a name. Ids tell a reader nothing. */
function detailText(detail: Record<string, unknown> | undefined): string {
  const text = (name: string) => {
    const value = detail?.[name];
    return typeof value === 'string' && !ID.test(value) ? value : '';
  };
  const change = [text('before'), text('after')].filter(Boolean).join(' → ');
  return [change, text('company'), text('contact'), text('reason')].filter(Boolean).join(' · ');
}

/** The filter does not include its end, people do. */
function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().replace('.000', '');
}
