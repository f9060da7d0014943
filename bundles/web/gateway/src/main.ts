import { Shell, startRouter } from '@rattache/kit';
import { start } from '@rattache/kit/start';
import { LayoutDashboard } from 'lucide';
import { address, BASE, firmOfAddress } from './firm.ts';
import { messages } from './messages/index.ts';

void start((session) => {
  const m = messages();
  const firm = firmOfAddress();
  if (firm && location.pathname === BASE) {
    history.replaceState(null, '', address(''));
  }
  const shell = new Shell();
  shell.product = m.product;
  shell.places = session.firms;
  shell.place = firm ?? '';
  if (firm) {
    shell.home = address('');
    shell.items = [{ label: m.navigation.dashboard, path: address(''), icon: LayoutDashboard }];
  }
  shell.addEventListener('place-chosen', (event) => {
    location.assign(`${BASE}firms/${(event as CustomEvent<string>).detail}/`);
  });
  startRouter(
    shell.outlet,
    BASE,
    [{ path: 'firms/:firm', element: 'gateway-dashboard', load: () => import('./pages/dashboard.ts') }],
    { path: '', element: 'rattache-not-found', load: () => import('@rattache/kit/not-found') },
  );
  return shell;
});
