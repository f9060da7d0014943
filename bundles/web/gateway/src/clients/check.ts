/** What can be said about a field before the server is asked. The server says the last word. */
import { kitMessages } from '@rattache/kit';

type Codes = ReturnType<typeof kitMessages>['fields'];

/** What is wrong with a field of a client file, or ''. */
export function faultOf(field: string, typed: string): string {
  const text = typed.trim();
  const code = field === 'name' && !text ? 'required' : text ? check(field, text) : undefined;
  return code ? kitMessages().fields[code] : '';
}

function check(field: string, text: string): keyof Codes | undefined {
  const compact = text.replace(/[\s.]/g, '');
  switch (field) {
    case 'siren':
      return numberFault(compact, 9, luhn);
    case 'siret':
      // La Poste numbers its offices by the plain sum of digits.
      return numberFault(compact, 14, (digits) => luhn(digits) || (digits.startsWith('356000000') && sum(digits) % 5 === 0));
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'bad-email';
    default:
      return undefined;
  }
}

function numberFault(digits: string, length: number, valid: (digits: string) => boolean): keyof Codes | undefined {
  if (!/^\d+$/.test(digits)) {
    return 'digits';
  }
  if (digits.length !== length) {
    return 'length';
  }
  return valid(digits) ? undefined : 'check-digit';
}

function luhn(digits: string): boolean {
  const values = [...digits].reverse().map((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  });
  return values.reduce((a, b) => a + b, 0) % 10 === 0;
}

function sum(digits: string): number {
  return [...digits].reduce((total, digit) => total + Number(digit), 0);
}
