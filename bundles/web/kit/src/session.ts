/** Who is logged in. */
import { api, body, type Types, useCsrfToken, type Whole } from './api/index.ts';
import { languageOfUser } from './language.ts';

export interface Session {
  user: Whole<Types['identity']['User']>;
  firms: Whole<Types['identity']['FirmOfUser']>[];
  spaces: Whole<Types['identity']['SpaceOfUser']>[];
}

/** An event that bubbles: the user is called differently now. */
export const NAME_CHANGED = 'rattache-name-changed';

let current: Session | undefined;

/** Reads the session; without one the page leaves for the log-in. */
export async function loadSession(): Promise<Session> {
  const answer = await body<Types['identity']['Session']>(api.identity.GET('/session'));
  useCsrfToken(answer.csrfToken);
  current = {
    user: answer.user as Session['user'],
    firms: (answer.firms ?? []) as Session['firms'],
    spaces: (answer.spaces ?? []) as Session['spaces'],
  };
  languageOfUser(current.user.language);
  return current;
}

/** The session that was read at the start. */
export function session(): Session {
  if (!current) {
    throw new Error('The session is read first, then anything is shown.');
  }
  return current;
}

export async function logOut(): Promise<void> {
  await api.identity.DELETE('/session');
  location.assign(`/login?lang=${document.documentElement.lang}`);
}
