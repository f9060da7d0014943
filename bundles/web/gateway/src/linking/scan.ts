import '@vaadin/button';
import '@vaadin/progress-bar';
import { api, asProblem, body, buttonIcon, formatPercent, icon, Loader, onceKey, Plain, problemNote, query, setQuery } from '@rattache/kit';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Search, TriangleAlert } from 'lucide';
import { firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Scan } from '../types.ts';
import { linksChanged } from './changed.ts';

/** The server notes each second how far it is. */
const BEAT = 1000;

/**
 * The search for groups over all client files: starts it, follows it, and says what came of it. The address names it, so that
 * it is found again after a reload. Started while one runs, the server answers with that one.
 */
@customElement('gateway-scan')
export class ScanOfAllFiles extends Plain {
  @state() private starting = false;
  readonly #scan = new Loader<Scan | undefined>(this, () => this.#read());
  #beat: ReturnType<typeof setTimeout> | undefined;
  #seenRunning = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#beat);
  }

  async #start(): Promise<void> {
    this.starting = true;
    try {
      const scan = await body<Scan>(
        api.linking.POST('/firms/{firm}/scans', { params: { path: { firm: firm() } }, headers: onceKey() }),
      );
      this.#seenRunning = true;
      setQuery({ scan: scan.id });
      await this.#scan.reload();
    } catch (failure) {
      this.#scan.failure = failure;
    } finally {
      this.starting = false;
    }
  }

  async #read(): Promise<Scan | undefined> {
    const id = query('scan');
    if (!id) {
      return undefined;
    }
    const scan = await body<Scan>(
      api.linking.GET('/firms/{firm}/scans/{id}', { params: { path: { firm: firm(), id } } }),
    );
    if (this.isConnected) {
      this.#follow(scan);
    }
    return scan;
  }

  /** Looks again in a moment; at the end, whoever shows proposals reads them anew. */
  #follow(scan: Scan): void {
    clearTimeout(this.#beat);
    if (scan.state === 'running') {
      this.#seenRunning = true;
      this.#beat = setTimeout(() => void this.#scan.reload(), BEAT);
    } else if (this.#seenRunning) {
      this.#seenRunning = false;
      linksChanged();
    }
  }

  protected override render(): TemplateResult {
    const m = messages().scan;
    const { value: scan, failure } = this.#scan;
    const running = scan?.state === 'running';
    return html`<section class="card scan">
      <div class="row">
        <p class="grow small">${m.text}</p>
        <vaadin-button ?disabled=${running || this.starting} @click=${() => void this.#start()}>
          ${buttonIcon(Search)} ${m.start}
        </vaadin-button>
      </div>
      ${failure === undefined ? nothing : problemNote(asProblem(failure))}
      ${scan && running ? progress(scan) : nothing}
      <div role="status">${scan ? outcome(scan) : nothing}</div>
    </section>`;
  }
}

/** Beside what is read out: a number that moves each second would be read out each second. */
function progress({ done, total }: Scan): TemplateResult {
  const share = total ? done / total : 0;
  return html`<div class="row">
    <vaadin-progress-bar
      class="grow"
      aria-label=${messages().scan.progress}
      ?indeterminate=${!total}
      .value=${share}
    ></vaadin-progress-bar>
    ${total ? html`<span class="small">${formatPercent(share)}</span>` : nothing}
  </div>`;
}

function outcome(scan: Scan): TemplateResult {
  const m = messages().scan;
  switch (scan.state) {
    case 'running':
      return html`<p>${m.running}</p>`;
    case 'done':
      return html`<p>${m.done(scan.proposed)}</p>
        ${scan.skipped ? html`<p class="small">${m.skipped(scan.skipped)}</p>` : nothing}
        ${scan.unanswered ? html`<p class="note">${icon(TriangleAlert)} ${m.unanswered(scan.unanswered)}</p>` : nothing}`;
    default:
      return html`<div class="note">
        ${icon(TriangleAlert)}
        <div>
          ${m[scan.state]}
          ${scan.detail ? html`<div class="small"><bdi>${scan.detail}</bdi></div>` : nothing}
        </div>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gateway-scan': ScanOfAllFiles;
  }
}
