import './platform.css';
import { asProblem, formatNumber, Shell, startRouter, toastProblem, type Session } from '@rattache/kit';
import { start } from '@rattache/kit/start';
import { Files, Handshake, History, House, Inbox, Settings } from 'lucide';
import { messages } from './messages/index.ts';
import { accounts, changes, requestsToConfirm } from './model.ts';
import { address, BASE, remember, spaceOfAddress } from './place.ts';

/** The menu, with how many requests wait and how many documents are unread. */
function items(toConfirm: number, unread: number): Shell['items'] {
  const m = messages();
  const count = (number: number) => (number ? { count: formatNumber(number) } : {});
  return [
    { label: m.home, path: address(), icon: House, exact: true, ...count(toConfirm) },
    { label: m.documents, path: address('documents'), icon: Files, ...count(unread) },
    { label: m.partners, path: address('partners'), icon: Handshake },
    { label: m.requests, path: address('requests'), icon: Inbox },
    { label: m.trail, path: address('trail'), icon: History },
    { label: m.preferences, path: address('preferences'), icon: Settings, startsGroup: true },
  ];
}

async function count(shell: Shell): Promise<void> {
  try {
    const [requests, known] = await Promise.all([requestsToConfirm(), accounts()]);
    shell.items = items(
      requests.length,
      known.reduce((sum, account) => sum + account.unread, 0),
    );
  } catch (failure) {
    // a space that is not the user's own: the page says so
    if (asProblem(failure).code !== 'not-found') {
      toastProblem(failure);
    }
  }
}

void start((session: Session) => {
  const space = spaceOfAddress();
  if (space && !location.pathname.startsWith(`${BASE}spaces/`)) {
    history.replaceState(null, '', address());
  }
  const shell = new Shell();
  shell.product = messages().product;
  shell.places = session.spaces;
  shell.place = space ?? '';
  if (space) {
    shell.home = address();
    shell.account = address('preferences');
    shell.items = items(0, 0);
    remember(space);
    void count(shell);
    changes.addEventListener('changed', () => void count(shell));
  }
  shell.addEventListener('place-chosen', (event) => {
    location.assign(`${BASE}spaces/${(event as CustomEvent<string>).detail}/`);
  });
  const page = (path: string, element: string, load: () => Promise<unknown>) => ({
    path: `spaces/:space${path}`,
    element,
    load,
  });
  startRouter(
    shell.outlet,
    BASE,
    [
      { path: '', element: 'platform-home', load: () => import('./pages/home.ts') },
      page('', 'platform-home', () => import('./pages/home.ts')),
      page('/documents', 'platform-documents', () => import('./pages/documents.ts')),
      page('/partners', 'platform-partners', () => import('./pages/partners.ts')),
      page('/requests', 'platform-requests', () => import('./pages/requests.ts')),
      page('/trail', 'platform-trail', () => import('./pages/trail.ts')),
      page('/preferences', 'platform-preferences', () => import('./pages/preferences.ts')),
    ],
    { path: '', element: 'rattache-not-found', load: () => import('@rattache/kit/not-found') },
  );
  return shell;
});
