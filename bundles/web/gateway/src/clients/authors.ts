/** Who has changed a client file, by name: the trail knows the operators of the firm. */
import { api, page } from '@rattache/kit';
import { firm } from '../firm.ts';
import type { TrailEntry } from '../types.ts';

/** The longest page there is: whoever is not on it has not touched the file for long. */
const ENTRIES = '200';

/** The names of those who have changed a client file, by their ids. */
export async function authorNames(clientFile: string): Promise<Map<string, string>> {
  const entries = await page<TrailEntry>(
    api.audit.GET('/firms/{firm}/trail', {
      params: { path: { firm: firm() }, query: { clientFile, type: 'clientfile.*', limit: ENTRIES } },
    }),
  );
  const names = new Map<string, string>();
  for (const { actor } of entries.items) {
    if (actor?.id && actor.name) {
      names.set(actor.id, actor.name);
    }
  }
  return names;
}
