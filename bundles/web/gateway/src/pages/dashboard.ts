import { pageHead, Plain } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { messages } from '../messages/index.ts';

/** Tableau de bord. */
@customElement('gateway-dashboard')
export class DashboardPage extends Plain {
  protected override render() {
    const m = messages().dashboard;
    return html`${pageHead(m.title, { lead: m.lead })}`;
  }
}
