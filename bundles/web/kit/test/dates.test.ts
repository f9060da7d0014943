import { expect, test } from 'vitest';
import { dateTexts } from '../src/index.ts';

test('a date is read as it is written, and what is no date is not read', () => {
  const { formatDate, parseDate } = dateTexts();
  const last = { day: 31, month: 11, year: 2099 };
  expect(formatDate(last)).toBe('31/12/2099');
  expect(parseDate(formatDate(last))).toEqual(last);
  expect(parseDate(' 1-2-2030 ')).toEqual({ day: 1, month: 1, year: 2030 });
  expect(parseDate('demain')).toBeUndefined();
});

test('the names of a calendar begin with January and with Sunday', () => {
  const { monthNames, weekdays, weekdaysShort } = dateTexts();
  expect(monthNames).toHaveLength(12);
  expect(monthNames[0]).toMatch(/^jan/i);
  expect(new Set(weekdays).size).toBe(7);
  expect(weekdays[0]).toMatch(/^(dimanche|Sunday)$/);
  expect(weekdaysShort[1]).toMatch(/^(lun|Mon)/);
});
