import { expect, test } from 'vitest';
import { compareNames, formatAgo, formatNumber, formatSiren, formatSize, plural } from '../src/index.ts';
import { en } from '../src/messages/en.ts';
import { fr } from '../src/messages/fr.ts';

test('names stand in French order: É beside E, case ignored, 2 before 10', () => {
  const names = ['Zinguerie', 'établissements B', 'ÉTABLISSEMENTS A', 'Etude', 'Lot 10', 'Lot 2', 'abattoir'];
  expect(names.sort(compareNames)).toEqual([
    'abattoir',
    'ÉTABLISSEMENTS A',
    'établissements B',
    'Etude',
    'Lot 2',
    'Lot 10',
    'Zinguerie',
  ]);
});

test('numbers, sizes and SIREN are grouped for reading', () => {
  expect(formatNumber(1234567).replace(/\s/g, ' ')).toMatch(/^1[ ,]234[ ,]567$/);
  expect(formatSize(1_250_000).replace(/\s/g, ' ')).toMatch(/^1[.,]3 M[oB]$/);
  expect(formatSiren('732829320').replace(/\s/g, ' ')).toBe('732 829 320');
  expect(formatSiren(undefined)).toBe('');
});

test('one and many', () => {
  expect(plural(1, '# fiche', '# fiches')).toBe('1 fiche');
  expect(plural(12, '# fiche', '# fiches')).toBe('12 fiches');
});

test('how long ago', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  expect(formatAgo('2026-11-21T12:00:00Z', now)).toMatch(/3/);
  expect(formatAgo(undefined, now)).toBe('');
});

test('no text of the kit is empty, in either language', () => {
  for (const messages of [fr, en]) {
    for (const group of [messages.words, messages.problems, messages.fields]) {
      for (const [key, text] of Object.entries(group)) {
        expect(text, key).not.toBe('');
      }
    }
  }
});
