/** The firm that the address names: every page stands below it. */
import { session } from '@rattache/kit';
import type { Owner } from '@rattache/kit/panels';

export const BASE = '/gateway/';

/** The firm of the address; without one, the first of the user. Undefined for somebody who works for none. */
export function firmOfAddress(): string | undefined {
  return /^\/gateway\/firms\/([^/]+)/.exec(location.pathname)?.[1] ?? session().firms[0]?.id;
}

export function firm(): string {
  const id = firmOfAddress();
  if (!id) {
    throw new Error('No page of a firm is shown to somebody who works for none.');
  }
  return id;
}

/** Whose panels are shown. */
export function owner(): Owner {
  return { kind: 'firm', id: firm() };
}

/** Whether the user administers the firm. */
export function administers(): boolean {
  return session().firms.some((one) => one.id === firm() && one.role === 'administrator');
}

/** The address of a page of the firm. */
export function address(page: string): string {
  return `${BASE}firms/${firm()}/${page}`;
}
