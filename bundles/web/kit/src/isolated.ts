const BEGIN = '\u2068';
const END = '\u2069';

/**
 * A name that somebody has typed, for a sentence that is plain text: its writing direction stays inside of it, as in a bdi.
 * Where there are elements, nameText does the same.
 */
export function isolated(name: string): string {
  return `${BEGIN}${name}${END}`;
}
