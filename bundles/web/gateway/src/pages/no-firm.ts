import { empty, pageHead, Plain } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Building2 } from 'lucide';
import { messages } from '../messages/index.ts';

/** For somebody who works for no firm. */
@customElement('gateway-no-firm')
export class NoFirmPage extends Plain {
  protected override render() {
    const m = messages().noFirm;
    return html`${pageHead(m.title)} ${empty(Building2, m.title, m.text)}`;
  }
}
