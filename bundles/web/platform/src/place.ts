/** The legal space that the address names: every page stands below it. */
import { session } from '@rattache/kit';
import type { Owner } from '@rattache/kit/panels';

export const BASE = '/platform/';

const VISITED = 'rattache-space';

/** The space of the address; without one, that of the last visit or the first. Undefined for who holds none. */
export function spaceOfAddress(): string | undefined {
  const asked = /^\/platform\/spaces\/([^/]+)/.exec(location.pathname)?.[1];
  if (asked) {
    return asked;
  }
  const spaces = session().spaces;
  const visited = localStorage.getItem(VISITED);
  return (spaces.find((space) => space.id === visited) ?? spaces[0])?.id;
}

export function space(): string {
  const id = spaceOfAddress();
  if (!id) {
    throw new Error('No page of a space is shown to somebody who holds none.');
  }
  return id;
}

/** Whose panels are shown; nobody's without a space. */
export function owner(): Owner | undefined {
  const id = spaceOfAddress();
  return id ? { kind: 'space', id } : undefined;
}

export function remember(id: string): void {
  localStorage.setItem(VISITED, id);
}

/** The address of a page of the space. */
export function address(page = ''): string {
  return `${BASE}spaces/${space()}/${page}`;
}
