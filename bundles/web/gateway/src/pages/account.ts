import '@rattache/kit/own-account';
import { kitMessages, pageHead, Plain, session } from '@rattache/kit';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';

/** Mon compte: who is logged in, whatever the firm. */
@customElement('gateway-account')
export class AccountPage extends Plain {
  protected override render() {
    return html`
      ${pageHead(kitMessages().account.title, { lead: session().user.email })}
      <div class="preferences"><rattache-own-account></rattache-own-account></div>
    `;
  }
}
