import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Compass } from 'lucide';
import { Plain } from './element.ts';
import { messages } from './messages/index.ts';
import { empty, pageHead } from './views.ts';

/** The page of an address that names none. */
@customElement('rattache-not-found')
export class NotFound extends Plain {
  protected override render() {
    const m = messages().notFound;
    const home = `/${location.pathname.split('/')[1]}/`;
    return html`${pageHead(m.title)} ${empty(Compass, m.title, m.text, html`<a href=${home} router-ignore>${m.home}</a>`)}`;
  }
}
