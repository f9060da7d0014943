/** What the host and a panel say to each other: version 1. docs/plugin-guide.md explains it to those who write panels. */
import { ask, formatDate, formatNumber, go, language, send, shownTheme, toast, type Types } from '../index.ts';

export type PanelItem = Types['panel']['Panel'];

/** Whose panels: a firm's, of the gateway, or a space's, of the platform. */
export interface Owner {
  readonly kind: 'firm' | 'space';
  readonly id: string;
}

/** Something that has a name; it was read by the host, for whoever is logged in. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the panel is about; which of them is there depends on its point. */
export interface Subject {
  /** The client file of a tab, or for which the link window is open. */
  readonly client?: Named;
  /** The companies that are ticked in the link window. */
  readonly selection?: readonly Named[];
  /** The suggested company beside which a badge stands. */
  readonly candidate?: Named;
  /** The document for which an action was chosen. */
  readonly document?: Named;
}

/** What a panel may ask of the page. */
export interface PanelHost {
  /** Asks the public REST API as the user; rejects with an Error for every refusal. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Shows a short message. */
  notify(text: string): void;
  /** Asks before something that has consequences. */
  confirm(question: { title: string; text: string; confirm: string }): Promise<boolean>;
  /** Goes to a page below the firm or space, such as clients/ID. */
  navigate(page: string): void;
  formatDate(instant: string): string;
  formatNumber(value: number): string;
}

/** What is set as the property `context` of a panel, anew after each change. */
export interface PanelContext extends Subject {
  readonly apiVersion: 1;
  readonly locale: 'fr' | 'en';
  readonly theme: 'light' | 'dark';
  readonly audience: 'gateway' | 'platform';
  readonly owner: Owner;
  /** What the firm has set in the form of the plug-in; empty on the platform. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly host: PanelHost;
}

/** What a panel has said, after it was checked. */
export type PanelEvent =
  | { kind: 'suggest'; clientFiles: string[] }
  | { kind: 'select'; clientFile: string }
  | { kind: 'dirty'; dirty: boolean }
  | { kind: 'refresh' };

/** The names of the events that a panel may dispatch. */
export const EVENTS = ['rattache-suggest', 'rattache-select', 'rattache-dirty', 'rattache-refresh'] as const;

const MOST_SUGGESTED = 20;

const isId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9-]{1,36}$/.test(value);

/** Reads an event of a panel. An id is all that is taken over: the server says what stands behind it. */
export function read(event: Event): PanelEvent | undefined {
  const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
  const said = (typeof detail === 'object' && detail !== null ? detail : {}) as Record<string, unknown>;
  switch (event.type) {
    case 'rattache-suggest': {
      const ids = said['clientFiles'];
      return Array.isArray(ids) && ids.length > 0 && ids.length <= MOST_SUGGESTED && ids.every(isId)
        ? { kind: 'suggest', clientFiles: [...new Set(ids)] }
        : undefined;
    }
    case 'rattache-select':
      return isId(said['clientFile']) ? { kind: 'select', clientFile: said['clientFile'] } : undefined;
    case 'rattache-dirty':
      return typeof said['dirty'] === 'boolean' ? { kind: 'dirty', dirty: said['dirty'] } : undefined;
    case 'rattache-refresh':
      return { kind: 'refresh' };
    default:
      return undefined;
  }
}

/** What a panel is given. A copy: nothing that a panel does to it reaches the page. */
export function contextOf(panel: PanelItem, owner: Owner, subject: Subject): PanelContext {
  const audience = owner.kind === 'firm' ? 'gateway' : 'platform';
  const given = structuredClone({ ...subject, owner, settings: panel.settings });
  return Object.freeze({
    ...frozen(given),
    apiVersion: 1,
    locale: language(),
    theme: shownTheme(),
    audience,
    host: hostFor(`/${audience}/${owner.kind}s/${owner.id}/`),
  } as const);
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) {
      frozen(part as object);
    }
  }
  return Object.freeze(value);
}

function hostFor(base: string): PanelHost {
  return Object.freeze({
    async fetch(path: string, init?: RequestInit) {
      const url = new URL(path, location.origin);
      if (url.origin !== location.origin || !url.pathname.startsWith('/api/')) {
        throw new Error(`Only addresses below /api/ are asked: ${path}`);
      }
      return send(new Request(url, init));
    },
    notify: (text: string) => toast(String(text).slice(0, 300), { kind: 'info' }),
    confirm: async (question: { title: string; text: string; confirm: string }) =>
      (await ask({ title: String(question.title), text: String(question.text), confirm: String(question.confirm) })) !== undefined,
    navigate(page: string) {
      const url = new URL(page, location.origin + base);
      if (url.origin === location.origin && url.pathname.startsWith(base)) {
        go(url.pathname + url.search);
      }
    },
    formatDate,
    formatNumber,
  });
}
