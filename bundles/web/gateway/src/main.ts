import { api, type NavigationItem, page, PAGE_SHOWN, type PageRoute, Shell, startRouter } from '@rattache/kit';
import { start } from '@rattache/kit/start';
import {
  Building2,
  FileText,
  FolderOpen,
  KeyRound,
  LayoutDashboard,
  Link2,
  Mail,
  Network,
  Puzzle,
  ScrollText,
  Users,
} from 'lucide';
import { address, BASE, firm, firmOfAddress } from './firm.ts';
import './gateway.css';
import { whenLinksChange } from './linking/changed.ts';
import { messages } from './messages/index.ts';

/** Every page of a firm: its address, its element, and where it is. */
const PAGES: [string, string, () => Promise<unknown>][] = [
  ['', 'gateway-dashboard', () => import('./pages/dashboard.ts')],
  ['/clients', 'gateway-clients', () => import('./pages/clients.ts')],
  ['/clients/:id', 'gateway-client', () => import('./pages/client.ts')],
  ['/to-link', 'gateway-to-link', () => import('./pages/to-link.ts')],
  ['/links', 'gateway-links', () => import('./pages/links.ts')],
  ['/documents', 'gateway-documents', () => import('./pages/documents.ts')],
  ['/sections', 'gateway-sections', () => import('./pages/sections.ts')],
  ['/trail', 'gateway-trail', () => import('./pages/trail.ts')],
  ['/mails', 'gateway-mails', () => import('./pages/mails.ts')],
  ['/modules', 'gateway-modules', () => import('./pages/modules.ts')],
  ['/access', 'gateway-access', () => import('./pages/access.ts')],
  ['/account', 'gateway-account', () => import('./pages/account.ts')],
  ['/firm', 'gateway-firm', () => import('./pages/firm.ts')],
];

void start((session) => {
  const m = messages();
  const shell = new Shell();
  const firmId = firmOfAddress();
  const known = session.firms.some((one) => one.id === firmId);
  shell.product = m.product;
  shell.places = session.firms;
  shell.place = firmId ?? '';
  shell.addEventListener('place-chosen', (event) => {
    location.assign(`${BASE}firms/${(event as CustomEvent<string>).detail}/`);
  });
  const notFound: PageRoute = { path: '', element: 'rattache-not-found', load: () => import('@rattache/kit/not-found') };
  if (!known) {
    // Somebody who works for no firm, or for another one than the address names.
    const noFirm: PageRoute = { path: '', element: 'gateway-no-firm', load: () => import('./pages/no-firm.ts') };
    startRouter(shell.outlet, BASE, [], session.firms.length ? notFound : noFirm);
    return shell;
  }
  if (location.pathname === BASE) {
    history.replaceState(null, '', address(''));
  }
  shell.home = address('');
  shell.account = address('account');
  shell.items = navigation();
  startRouter(
    shell.outlet,
    BASE,
    PAGES.map(([path, element, load]) => ({ path: `firms/:firm${path}`, element, load })),
    notFound,
  );
  countWaiting(shell);
  openPaletteByKey(shell);
  return shell;
});

function navigation(): NavigationItem[] {
  const m = messages().navigation;
  return [
    { label: m.dashboard, path: address(''), icon: LayoutDashboard, exact: true },
    { label: m.clients, path: address('clients'), icon: Users },
    { label: m.toLink, path: address('to-link'), icon: Link2 },
    { label: m.links, path: address('links'), icon: Network },
    { label: m.documents, path: address('documents'), icon: FileText },
    { label: m.sections, path: address('sections'), icon: FolderOpen },
    { label: m.trail, path: address('trail'), icon: ScrollText, startsGroup: true },
    { label: m.mails, path: address('mails'), icon: Mail },
    { label: m.modules, path: address('modules'), icon: Puzzle },
    { label: m.access, path: address('access'), icon: KeyRound },
    { label: m.firm, path: address('firm'), icon: Building2 },
  ];
}

/** Ctrl+K, or Command+K: the palette is loaded when it is first wanted. */
function openPaletteByKey(shell: Shell): void {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      void import('./palette.ts').then(({ openPalette }) => openPalette(shell.items));
    }
  });
}

/** How many clients wait to be linked stands in the navigation, and is counted anew with every page. */
function countWaiting(shell: Shell): void {
  const count = async () => {
    try {
      const waiting = await page(
        api.linking.GET('/firms/{firm}/clients-to-link', { params: { path: { firm: firm() }, query: { limit: '1' } } }),
      );
      const number = waiting.total.value ? String(waiting.total.value) + (waiting.total.exact ? '' : '+') : undefined;
      shell.items = navigation().map((item) => (item.path === address('to-link') ? { ...item, count: number } : item));
    } catch {
      // The pages say what is wrong; a number that is missing here says nothing false.
    }
  };
  window.addEventListener(PAGE_SHOWN, () => void count());
  whenLinksChange(() => void count());
}
