import { start } from '@rattache/kit/start';
import { Shell, startRouter, type Session } from '@rattache/kit';
import { House } from 'lucide';
import { messages } from './messages/index.ts';

const BASE = '/platform/';

void start((session: Session) => {
  const m = messages();
  const space = spaceOfAddress(session);
  const base = `${BASE}spaces/${space}/`;
  const shell = new Shell();
  shell.product = m.product;
  shell.home = base;
  shell.places = session.spaces;
  shell.place = space;
  shell.items = [{ label: m.home, path: base, icon: House }];
  shell.addEventListener('place-chosen', (event) => {
    location.assign(`${BASE}spaces/${(event as CustomEvent<string>).detail}/`);
  });
  startRouter(
    shell.outlet,
    BASE,
    [{ path: 'spaces/:space', element: 'platform-home', load: () => import('./pages/home.ts') }],
    { path: '', element: 'rattache-not-found', load: () => import('@rattache/kit/not-found') },
  );
  return shell;
});

/** The space of the address; without one, that of the last visit or the first. */
function spaceOfAddress(session: Session): string {
  const asked = /^\/platform\/spaces\/([^/]+)/.exec(location.pathname)?.[1];
  const space = asked ?? session.spaces[0]?.id ?? 'none';
  if (!asked) {
    history.replaceState(null, '', `${BASE}spaces/${space}/`);
  }
  return space;
}
