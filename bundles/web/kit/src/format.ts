/** Dates, numbers, sizes and order, as the language of the page writes them. */
import { language } from './language.ts';
import { messages } from './messages/index.ts';

const locale = (): string => (language() === 'fr' ? 'fr-FR' : 'en-GB');

/** 12 345 */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** 87 % */
export function formatPercent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** 24 nov. 2026 */
export function formatDate(instant: string | undefined): string {
  return instant ? new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(instant)) : '';
}

/** 24 nov. 2026, 11:36 */
export function formatDateTime(instant: string | undefined): string {
  return instant
    ? new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
    : '';
}

/** What a date picker says and reads: months and days come from Intl, a date is typed as the language writes it. */
export function dateTexts() {
  const months = Array.from({ length: 12 }, (_, month) => new Date(2024, month, 1));
  // a Sunday, and the six days after it
  const days = Array.from({ length: 7 }, (_, day) => new Date(2024, 8, 1 + day));
  const names = (dates: Date[], options: Intl.DateTimeFormatOptions) =>
    dates.map((date) => new Intl.DateTimeFormat(locale(), options).format(date));
  return {
    monthNames: names(months, { month: 'long' }),
    weekdays: names(days, { weekday: 'long' }),
    weekdaysShort: names(days, { weekday: 'short' }),
    firstDayOfWeek: 1,
    today: messages().date.today,
    cancel: messages().words.cancel,
    dialogAccessibleName: messages().date.calendar,
    formatDate: ({ day, month, year }: { day: number; month: number; year: number }) =>
      `${String(day).padStart(2, '0')}/${String(month + 1).padStart(2, '0')}/${year}`,
    parseDate: (text: string) => {
      const match = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text.trim());
      return match ? { day: Number(match[1]), month: Number(match[2]) - 1, year: Number(match[3]) } : undefined;
    },
  };
}

/** il y a 3 jours */
export function formatAgo(instant: string | undefined, now: number = Date.now()): string {
  if (!instant) {
    return '';
  }
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return format.format(0, 'second');
}

/** 1,2 Mo */
export function formatSize(bytes: number): string {
  const units = language() === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
  return `${number} ${units[unit]}`;
}

/** a, b et c */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}

/** 552 100 554 */
export function formatSiren(siren: string | undefined): string {
  return siren?.replace(/(\d{3})(?=\d)/g, '$1 ') ?? '';
}

/** The form of a word that goes with a number: French counts 0 and 1 as one. */
export function plural(count: number, one: string, other: string): string {
  const rule = new Intl.PluralRules(locale()).select(count);
  return (rule === 'one' ? one : other).replace('#', formatNumber(count));
}

/** É beside E, case ignored, 2 before 10. */
export function compareNames(a: string, b: string): number {
  return new Intl.Collator('fr', { sensitivity: 'base', numeric: true }).compare(a, b);
}
