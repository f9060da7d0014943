/** Pages by address. A page is loaded when it is first shown. */
import { leavePage } from './leave.ts';

export { guardApplication, leavePart, PageGuard } from './leave.ts';

export interface PageRoute {
  /** Below the base of the application, such as firms/:firm/clients. */
  path: string;
  /** The element of the page. It reads its address when it is made; another address is another element. */
  element: string;
  load: () => Promise<unknown>;
}

/** Is dispatched on window after a page has been shown. */
export const PAGE_SHOWN = 'rattache-page-shown';

/** The address of the page that is shown, also while Back has changed that of the browser and the user is asked. */
let here = location.href;

/**
 * Shows the page of the address, now and after each change.
 *
 * @param base of the application, with slashes around it
 * @param notFound the page for every other address
 */
export function startRouter(outlet: HTMLElement, base: string, routes: PageRoute[], notFound: PageRoute): void {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  let latest = 0;
  const show = async () => {
    const asked = ++latest;
    here = location.href;
    const path = location.pathname.slice(base.length).replace(/\/$/, '');
    const route = patterns.find(({ pattern }) => pattern.test(path))?.route ?? notFound;
    await route.load();
    if (asked === latest) {
      const page = document.createElement(route.element);
      outlet.replaceChildren(page);
      await (page as Partial<{ updateComplete: Promise<unknown> }>).updateComplete;
      announce(page, asked > 1);
      window.dispatchEvent(new Event(PAGE_SHOWN));
    }
  };
  window.addEventListener('popstate', (event) => {
    if (event.isTrusted) {
      leavePage(() => void show(), putBack);
    } else {
      // It is that of go(), which has asked.
      void show();
    }
  });
  noteFilters();
  document.addEventListener('click', (event) => follow(event, base));
  void show();
}

/** Goes to a page of the same application, unless the user stays to keep what would be lost. */
export function go(address: string): void {
  leavePage(() => {
    history.pushState(null, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
}

/** The user stays: the address is that of the page again. */
function putBack(): void {
  if (location.href !== here) {
    history.pushState(null, '', here);
    // Else the menu goes on marking the page to which Back had led.
    window.dispatchEvent(new Event('vaadin-navigated'));
  }
}

/** Filters change the address of a page without the router. Browsers of before 2026 may not tell: there putBack() forgets them. */
function noteFilters(): void {
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', (event) => {
    if ((event as Event & { navigationType?: string }).navigationType !== 'traverse') {
      here = location.href;
    }
  });
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\/$/, '').replace(/:\w+/g, '[^/]+')}$`);
}

/** A plain click on a link of the application changes the page without loading everything anew. */
function follow(event: MouseEvent, base: string): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  if (!link?.href || link.target || link.download || link.hasAttribute('download') || link.hasAttribute('router-ignore')) {
    return;
  }
  const to = new URL(link.href);
  if (to.origin === location.origin && to.pathname.startsWith(base) && !to.hash) {
    event.preventDefault();
    go(to.pathname + to.search);
  }
}

/** Whoever cannot see it hears which page it is now. The first page leaves the focus where the browser has put it. */
function announce(page: HTMLElement, takesFocus: boolean): void {
  const title = () => {
    const heading = page.querySelector<HTMLElement>('h1');
    if (heading) {
      document.title = `${heading.textContent?.trim()} · Rattache`;
      if (takesFocus) {
        heading.focus({ preventScroll: true });
      }
    }
    return heading !== null;
  };
  if (takesFocus) {
    window.scrollTo(0, 0);
  }
  if (!title()) {
    // The page reads something first: its heading follows.
    const observer = new MutationObserver(() => {
      if (!page.isConnected || title()) {
        observer.disconnect();
      }
    });
    observer.observe(page, { childList: true, subtree: true });
  }
}
