/** A page about one client's space: the client is picked above it, and stands in the address. */
import { api, body, Plain, query, setQuery } from '@rattache/kit';
import { state } from 'lit/decorators.js';
import { firm } from '../firm.ts';
import type { ClientFile } from '../types.ts';

export class OfChosenClient extends Plain {
  @state() protected client: ClientFile | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected readonly chosen = (event: CustomEvent<ClientFile | undefined>) => {
    this.client = event.detail;
    // Filters of the one before say nothing about this one.
    setQuery({ client: event.detail?.id ?? '', q: '', direction: '', section: '' }, 'push');
  };

  async #read(): Promise<void> {
    const id = query('client');
    if (!id) {
      this.client = undefined;
    } else if (id !== this.client?.id) {
      try {
        this.client = await body<ClientFile>(
          api.clientfile.GET('/firms/{firm}/client-files/{id}', { params: { path: { firm: firm(), id } } }),
        );
      } catch {
        // The client of the address is gone: another one can be picked.
        setQuery({ client: '' });
      }
    }
  }
}
