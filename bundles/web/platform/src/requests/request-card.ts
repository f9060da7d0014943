import '@vaadin/button';
import { ask, badge, formatDate, formatSiren, icon, Plain, plural, toast, toastProblem, type Tone } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Building2, CircleCheck, Circle, FileText, Handshake, Link2 } from 'lucide';
import { messages } from '../messages/index.ts';
import { answer, type Answer, type Request } from '../model.ts';

const TONES: Record<Request['state'], Tone> = {
  pending: 'warning',
  accepted: 'info',
  'group-accepted': 'good',
  refused: 'bad',
  void: 'neutral',
  closed: 'neutral',
};

/** "1 PDF, 2 images": the kinds of what waits, never a name. */
export function typesText(byType: Record<string, number>): string {
  const words = messages().request.type;
  const counts = new Map<string, number>();
  for (const [type, count] of Object.entries(byType)) {
    const word =
      type === 'application/pdf'
        ? words.pdf
        : type.startsWith('image/')
          ? words.image
          : type.startsWith('text/')
            ? words.text
            : words.other;
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  return [...counts].map(([word, count]) => plural(count, `# ${word}`, `# ${word}${word === words.pdf ? '' : 's'}`)).join(', ');
}

/** The one whose request it is to accept: the company, or the firm. */
export function subject(request: Request): string {
  return request.kind === 'firm' ? request.firm.name : request.company.name;
}

/**
 * A request: who asks, for what, what accepting opens, and the answers that are possible now.
 *
 * @fires answered with the request, after an answer, also one that somebody else was faster with
 */
@customElement('platform-request')
export class RequestCard extends Plain {
  @property({ attribute: false }) request!: Request;
  @state() private busy = false;

  protected override render() {
    const { request } = this;
    const m = messages().request;
    const image = request.kind === 'company' ? Link2 : request.kind === 'firm' ? Building2 : Handshake;
    const number =
      request.kind === 'firm'
        ? request.firm.siret && messages().siret(formatSiren(request.firm.siret))
        : request.company.siren && messages().siren(formatSiren(request.company.siren));
    return html`
      <article class="card request" aria-labelledby="request-${request.id}">
        <div class="request-head">
          <span class="request-icon">${icon(image, 20)}</span>
          <div class="grow">
            <p class="small request-kind">${m.kind[request.kind]}</p>
            <h2 id="request-${request.id}"><bdi>${subject(request)}</bdi></h2>
            ${number ? html`<p class="small">${number}</p>` : nothing}
          </div>
          ${badge(messages().list.states[request.state], TONES[request.state])}
        </div>
        <p class="request-asks">${this.#asks()}</p>
        ${this.#isOpen ? this.#offer() : this.#past()} ${this.#answers()}
      </article>
    `;
  }

  get #isOpen(): boolean {
    return this.request.steps.accept || this.request.steps.acceptGroup;
  }

  #asks() {
    const { request } = this;
    const m = messages().request;
    const company = html`<strong><bdi>${request.company.name}</bdi></strong>`;
    const siret = request.kind !== 'firm' && request.firm.siret;
    return html`<strong><bdi>${request.firm.name}</bdi></strong> ${m.asks[request.kind]}
      ${request.kind === 'company' ? nothing : html`${company}.`}
      <span class="small">
        ${m.asked(formatDate(request.createdAt))}${siret ? html` · ${messages().siret(formatSiren(siret))}` : nothing}
      </span>`;
  }

  #offer() {
    const { request } = this;
    const m = messages().request;
    const types = typesText(request.waiting.byType);
    return html`
      <p class="request-waiting">
        ${icon(FileText)} <strong>${m.waiting(request.waiting.total)}</strong>${types ? html` <span class="meta">(${types})</span>` : nothing}
      </p>
      <p class="meta">${m.opens[request.opens](request.company.name, request.firm.name)}</p>
      ${request.kind === 'company' ? this.#steps() : nothing}
      ${request.agreement === 'pending' ? html`<p class="meta">${m.agreementPending}</p>` : nothing}
      ${request.agreement === 'given' ? html`<p class="meta">${m.agreementGiven}</p>` : nothing}
    `;
  }

  #steps() {
    const m = messages().request;
    const known = this.request.state !== 'pending';
    const step = (done: boolean, text: string) =>
      html`<li class=${done ? 'done' : ''}>
        ${icon(done ? CircleCheck : Circle)} <span>${text} <span class="visually-hidden">(${done ? m.done : m.todo})</span></span>
      </li>`;
    return html`<ol class="steps" aria-label=${m.steps}>${step(known, `1. ${m.step1}`)}${step(false, `2. ${m.step2}`)}</ol>`;
  }

  #past() {
    const { request } = this;
    const m = messages();
    const explained = m.list.explain[request.state];
    return html`
      ${request.answeredAt ? html`<p class="meta">${m.request.answered(formatDate(request.answeredAt))}</p>` : nothing}
      ${request.reason ? html`<p class="meta request-reason"><bdi>${m.request.reason(request.reason)}</bdi></p>` : nothing}
      ${explained ? html`<p class="meta">${explained}</p>` : nothing}
    `;
  }

  #answers() {
    const { steps } = this.request;
    const m = messages().request;
    const name = subject(this.request);
    if (!Object.values(steps).some(Boolean)) {
      return nothing;
    }
    const button = (possible: boolean, theme: string, text: string, label: string, act: () => void) =>
      possible
        ? html`<vaadin-button theme=${theme} aria-label=${label} ?disabled=${this.busy} @click=${act}>${text}</vaadin-button>`
        : nothing;
    return html`
      <div class="row request-answers">
        ${button(steps.acceptGroup, 'primary', m.acceptGroup, m.acceptGroupOf(name), () => this.#give('group-acceptance'))}
        ${button(steps.accept, 'primary', m.accept, m.acceptOf(name), () => this.#give('acceptance'))}
        ${button(steps.refuse, '', m.refuse, m.refuseOf(name), () => void this.#refuse())}
        ${button(steps.reopen, '', m.reopen, m.reopenOf(name), () => this.#give('reopening'))}
      </div>
    `;
  }

  async #refuse(): Promise<void> {
    const m = messages().request;
    const reason = await ask({
      title: m.refuseTitle(subject(this.request)),
      text: m.refuseText,
      confirm: m.refuse,
      danger: true,
      reason: 'optional',
    });
    if (reason !== undefined) {
      await this.#give('refusal', reason);
    }
  }

  async #give(given: Answer, reason?: string): Promise<void> {
    this.busy = true;
    try {
      await answer(this.request, given, reason);
      toast(this.#said(given));
    } catch (failure) {
      // whoever was faster has changed the list, too
      toastProblem(failure);
    } finally {
      this.busy = false;
      this.dispatchEvent(new CustomEvent('answered', { bubbles: true, detail: this.request }));
    }
  }

  #said(given: Answer): string {
    const m = messages().request;
    const name = subject(this.request);
    switch (given) {
      case 'group-acceptance':
        return m.groupAccepted(name);
      case 'refusal':
        return m.refused(name);
      case 'reopening':
        return m.reopened;
      case 'acceptance':
        return this.request.kind === 'company' ? m.accepted(name) : this.request.kind === 'firm' ? m.acceptedFirm(name) : m.agreed;
    }
  }
}
