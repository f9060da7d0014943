// What the panels share: a relative import is served from the same build.

/** The domain of an e-mail address, unless the firm has said that it means nothing. */
export function domainOf(email, settings) {
  const domain = email?.split('@')[1]?.toLowerCase() ?? '';
  const providers = String(settings.providers ?? '').split(',').map((one) => one.trim().toLowerCase());
  return providers.includes(domain) ? '' : domain;
}

/** Client files of the firm, fifty at most; `query` as in the REST documentation. */
export async function files(query, { host, owner }) {
  const answer = await host.fetch(`/api/clientfile/v1/firms/${owner.id}/client-files?${new URLSearchParams({ ...query, limit: '50' })}`);
  return (await answer.json()).items;
}

export async function fileOf(id, { host, owner }) {
  return (await host.fetch(`/api/clientfile/v1/firms/${owner.id}/client-files/${id}`)).json();
}

/** Everything that somebody has typed goes into the page as text, never as markup. */
export function element(tag, text = '', more = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, more);
}

/** The look: only the tokens of the page, so that it fits in light and dark. */
export const STYLE = `
  :host { display: block; font: inherit; color: var(--rattache-text); }
  p { margin: 0 0 var(--rattache-space); }
  ul { margin: 0; padding: 0; list-style: none; }
  li { display: flex; gap: var(--rattache-space); align-items: center; justify-content: space-between; padding: 6px 0; border-top: 1px solid var(--rattache-border); }
  .quiet { color: var(--rattache-text-2); }
  button { font: inherit; color: var(--rattache-accent); background: none; border: 1px solid var(--rattache-border); border-radius: var(--rattache-radius); padding: 4px 12px; cursor: pointer; }
  code { overflow-wrap: anywhere; }
`;

/** A class to extend: a shadow root with the style, drawn anew with each context. */
export class Drawn extends HTMLElement {
  #drawing = 0;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  set context(context) {
    const drawing = ++this.#drawing;
    Promise.resolve(this.draw(context)).then(
      (parts) => drawing === this.#drawing && this.#show(parts),
      (failure) => drawing === this.#drawing && this.#show([element('p', failure.message, { className: 'quiet' })]),
    );
  }

  #show(parts) {
    this.shadowRoot.replaceChildren(element('style', STYLE), ...parts);
  }

  /** Says something to the page. */
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
