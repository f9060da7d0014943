import { empty, pageHead, Plain, session } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { House } from 'lucide';
import { messages } from '../messages/index.ts';

/** The home page of a space. */
@customElement('platform-home')
export class HomePage extends Plain {
  protected override render() {
    const m = messages();
    const spaces = session().spaces;
    return spaces.length ? pageHead(m.home) : html`${pageHead(m.home)} ${empty(House, m.noSpace, m.noSpaceText)}`;
  }
}
