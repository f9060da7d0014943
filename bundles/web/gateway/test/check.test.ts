import { expect, test } from 'vitest';
import { faultOf } from '../src/clients/check.ts';

test('what is right says nothing', () => {
  expect(faultOf('name', 'DEMOLITOR')).toBe('');
  expect(faultOf('siren', '732 829 320')).toBe('');
  expect(faultOf('siren', '')).toBe('');
  expect(faultOf('siret', '732 829 320 00074')).toBe('');
  expect(faultOf('email', 'a@b.example')).toBe('');
});

test('an office of La Poste has a SIRET of its own kind', () => {
  expect(faultOf('siret', '35600000000048')).toBe('');
});

test('what is wrong says what', () => {
  const faults = [
    faultOf('name', '  '),
    faultOf('siren', '12345678X'),
    faultOf('siren', '1234'),
    faultOf('siren', '123456789'),
    faultOf('email', 'nobody'),
  ];
  expect(new Set(faults).size).toBe(5);
  expect(faults.every(Boolean)).toBe(true);
});
