import '@vaadin/button';
import { api, badge, Loader, nameText, page, Plain } from '@rattache/kit';
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { address, firm } from '../firm.ts';
import { messages } from '../messages/index.ts';
import type { Link } from '../types.ts';
import { WhenLinksChange } from './changed.ts';
import { showLink, TONES } from './details.ts';

/** A main account may have very many; the page of all links shows the rest. */
const MOST_SHOWN = 5;

/** The links of one client file, which is the secondary or the main account. Nothing when there are none. */
@customElement('gateway-links-of')
export class LinksOf extends Plain {
  @property() clientFile = '';
  readonly #links = new Loader<Link[]>(this, async () => {
    const [asSecondary, asMain] = await Promise.all([
      this.#of({ secondary: this.clientFile }),
      this.#of({ main: this.clientFile }),
    ]);
    return [...asSecondary, ...asMain];
  });

  async #of(query: { secondary?: string; main?: string }): Promise<Link[]> {
    const found = await page<Link>(
      api.linking.GET('/firms/{firm}/links', {
        params: { path: { firm: firm() }, query: { ...query, limit: String(MOST_SHOWN) } },
      }),
    );
    return found.items;
  }

  constructor() {
    super();
    new WhenLinksChange(this, () => void this.#links.reload());
  }

  protected override render() {
    const m = messages().links;
    const links = this.#links.value ?? [];
    return links.length === 0
      ? nothing
      : html`<ul class="card links-of" aria-label=${m.title}>
          ${links.map((link) => {
            const isSecondary = link.secondary.id === this.clientFile;
            const other = isSecondary ? link.main : link.secondary;
            return html`<li>
              <span>
                ${isSecondary ? m.linkedTo : m.mainOf}
                <a href=${address(`clients/${other.id}`)}>${nameText(other.name)}</a>
              </span>
              ${badge(m.states[link.state] ?? link.state, TONES[link.state])}
              <vaadin-button
                theme="small"
                aria-label=${m.detailsOf(link.secondary.name)}
                @click=${() => void showLink(link.id)}
                >${m.details}</vaadin-button
              >
            </li>`;
          })}
        </ul>`;
  }
}
