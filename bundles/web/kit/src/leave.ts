/** What would be lost when somebody leaves, and the question before it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ask } from './dialog.ts';
import { messages } from './messages/index.ts';

/** Says whether something would be lost now. */
export type Guard = () => boolean;

/** What is typed on a page is lost with the page. */
const ofPages = new Set<Guard>();
/** What goes on beside the pages, such as an upload, is lost with the whole application. */
const ofApplication = new Set<Guard>();

const holds = (guards: Set<Guard>) => [...guards].some((guard) => guard());

window.addEventListener('beforeunload', (event) => {
  if (holds(ofPages) || holds(ofApplication)) {
    event.preventDefault();
  }
});

/** Asks before the page of its host is left, for another one or for good. */
export class PageGuard implements ReactiveController {
  readonly #guard: Guard;

  constructor(host: ReactiveControllerHost, guard: Guard) {
    this.#guard = guard;
    host.addController(this);
  }

  hostConnected(): void {
    ofPages.add(this.#guard);
  }

  hostDisconnected(): void {
    ofPages.delete(this.#guard);
  }
}

/** Asks before the application is left, until the returned function is called. Another page of it is shown unasked. */
export function guardApplication(guard: Guard): () => void {
  ofApplication.add(guard);
  return () => ofApplication.delete(guard);
}

/** There is one question, however often one goes away while it is open. */
let question: Promise<boolean> | undefined;

/**
 * Does what leaves the page; asks first when something on it would be lost.
 *
 * @param stay is done when the user stays
 */
export function leavePage(leave: () => void, stay?: () => void): void {
  leavePart(holds(ofPages), leave, stay);
}

/** As {@link leavePage}, for a part of the page that knows itself whether something on it would be lost. */
export function leavePart(lost: boolean, leave: () => void, stay?: () => void): void {
  if (lost) {
    question ??= agreed().finally(() => (question = undefined));
    void question.then((yes) => (yes ? leave() : stay?.()));
  } else {
    leave();
  }
}

async function agreed(): Promise<boolean> {
  const m = messages().leave;
  return (await ask({ title: m.title, text: m.text, confirm: m.leave, cancel: m.stay, danger: true })) !== undefined;
}
