/** Names of client files by id, for lists that give ids alone. Each is asked once. */
import { api, body } from '@rattache/kit';
import { firm } from '../firm.ts';

const names = new Map<string, Promise<string | undefined>>();

/** The name of a client file; undefined when it is gone. */
export function clientName(id: string): Promise<string | undefined> {
  let name = names.get(id);
  if (!name) {
    name = body(api.clientfile.GET('/firms/{firm}/client-files/{id}', { params: { path: { firm: firm(), id } } })).then(
      (file) => file.name,
      () => undefined,
    );
    names.set(id, name);
  }
  return name;
}

/** The names of several client files, by id. */
export async function clientNames(ids: Iterable<string | undefined>): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const wanted = [...new Set([...ids].filter((id) => id !== undefined))];
  await Promise.all(
    wanted.map(async (id) => {
      const name = await clientName(id);
      if (name !== undefined) {
        known.set(id, name);
      }
    }),
  );
  return known;
}
