/** Tells the server's log what goes wrong in panels, each thing once a page. */
import { csrfHeader } from '../index.ts';
import type { Owner, PanelItem } from './contract.ts';
import { addressOf } from './list.ts';
import { folderOf } from './module.ts';

const MOST = 20;
const told = new Set<string>();

/** Panels on the page, with the owner to whom their faults are told. */
const shown = new Map<PanelItem, Owner>();

export function tellFault(panel: PanelItem, owner: Owner, what: unknown): void {
  const text = (what instanceof Error ? `${what.name}: ${what.message}` : String(what)).slice(0, 500);
  const line = `${panel.module} ${text}`;
  if (told.has(line) || told.size >= MOST) {
    return;
  }
  told.add(line);
  console.warn(`Panel ${panel.id} ${panel.version}: ${text}`);
  const request = new Request(`${addressOf(owner)}/panel-faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...csrfHeader() },
    body: JSON.stringify({ panel: panel.id, text }),
  });
  // A log that cannot be written is no reason for another message.
  fetch(request).catch(() => undefined);
}

/** From now on what a panel throws later, in a timer or a promise, is told as its fault. */
export function attribute(panel: PanelItem, owner: Owner): () => void {
  shown.set(panel, owner);
  return () => shown.delete(panel);
}

/** Whose script it was; what is told is dealt with. */
function blame(event: Event, source: string, what: unknown): void {
  for (const [panel, owner] of shown) {
    if (source.includes(folderOf(panel))) {
      tellFault(panel, owner, what);
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
  }
}

window.addEventListener('error', (event) => blame(event, event.filename, event.error ?? event.message), { capture: true });
window.addEventListener(
  'unhandledrejection',
  (event) => {
    const reason: unknown = event.reason;
    if (reason instanceof Error) {
      blame(event, reason.stack ?? '', reason);
    }
  },
  { capture: true },
);
