/** Pages by address. A page is loaded when it is first shown. */
import { Router } from '@vaadin/router';

export interface PageRoute {
  /** Below the base of the application, such as /firms/:firm/clients. */
  path: string;
  /** The element of the page. */
  element: string;
  load: () => Promise<unknown>;
}

/**
 * Shows the page of the address, now and after each change.
 *
 * @param notFound the element for every other address
 */
export function startRouter(outlet: HTMLElement, base: string, routes: PageRoute[], notFound: PageRoute): Router {
  const router = new Router(outlet, { baseUrl: base });
  window.addEventListener('vaadin-router-location-changed', () => {
    requestAnimationFrame(() => focusHeading(outlet));
  });
  void router.setRoutes(
    [...routes, { ...notFound, path: '(.*)' }].map((route) => ({
      path: route.path,
      action: async (_context, commands) => {
        await route.load();
        return commands.component(route.element);
      },
    })),
  );
  return router;
}

/** Goes to a page of the same application. */
export function go(address: string): void {
  Router.go(address);
}

/** Whoever cannot see it hears which page it is now. The first page keeps the focus where the browser has put it. */
let first = true;
function focusHeading(outlet: HTMLElement): void {
  const heading = outlet.querySelector<HTMLElement>('h1');
  if (heading) {
    document.title = `${heading.textContent?.trim()} · Rattache`;
  }
  if (!first) {
    heading?.focus({ preventScroll: true });
    outlet.scrollTo?.({ top: 0 });
  }
  first = false;
}
