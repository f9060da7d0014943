/** How often mails tell of new documents. */
import { Plain, toast, toastProblem } from '@rattache/kit';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';
import { changeNewsPreference, newsPreference, type News } from '../model.ts';

const RHYTHMS: News['news'][] = ['at-once', 'daily', 'weekly'];

@customElement('platform-news')
export class NewsPreference extends Plain {
  @state() private chosen?: News['news'];
  @state() private busy = false;
  #version = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render() {
    const m = messages().preference;
    return html`
      <section class="card">
        <h2 id="news-heading">${m.mail}</h2>
        <p class="meta" id="news-text">${m.mailText}</p>
        <div class="stack" role="radiogroup" aria-labelledby="news-heading" aria-describedby="news-text">
          ${RHYTHMS.map(
            (rhythm) => html`
              <label class="choice">
                <input
                  type="radio"
                  name="news"
                  .checked=${this.chosen === rhythm}
                  ?disabled=${this.busy || !this.chosen}
                  @change=${() => void this.#choose(rhythm)}
                />
                ${m.rhythm[rhythm]}
              </label>
            `,
          )}
        </div>
      </section>
    `;
  }

  async #load(): Promise<void> {
    try {
      const { value, version } = await newsPreference();
      this.chosen = value.news;
      this.#version = version;
    } catch (failure) {
      toastProblem(failure);
    }
  }

  async #choose(news: News['news']): Promise<void> {
    this.busy = true;
    try {
      const { value, version } = await changeNewsPreference({ news }, this.#version);
      this.chosen = value.news;
      this.#version = version;
      toast(messages().preference.rhythmSaved);
    } catch (failure) {
      toastProblem(failure);
      await this.#load();
    } finally {
      this.busy = false;
    }
  }
}
