/** Client files as they are searched: one box for names, SIREN and e-mail. */
import { api, page, type Page } from '@rattache/kit';
import { firm } from '../firm.ts';
import type { ClientFile } from '../types.ts';

export type Sort = 'name' | 'newest';

/** @param text words of a name, the beginning of a SIREN, or a whole e-mail address */
export function searchClients(text: string, sort: Sort, after?: string, limit = 50): Promise<Page<ClientFile>> {
  const words = text.trim();
  const isEmail = /^\S+@\S+\.\S+$/.test(words);
  const wanted = isEmail ? { email: words, sort } : words ? { q: words } : { sort };
  return page<ClientFile>(
    api.clientfile.GET('/firms/{firm}/client-files', {
      params: { path: { firm: firm() }, query: { ...wanted, limit: String(limit), after } },
    }),
  );
}
