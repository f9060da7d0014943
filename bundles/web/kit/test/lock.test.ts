/** What the lock file lets into the applications. */
import { expect, test } from 'vitest';
import lock from '../../package-lock.json';

const packages = Object.entries(lock.packages as Record<string, { resolved?: string; license?: string }>);

test('the lock file names no host', () => {
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, { resolved }]) => resolved && /[:@]|\/\//.test(resolved))).toEqual([]);
});

test('every package of Vaadin is under the Apache licence: some of theirs are sold', () => {
  const vaadin = packages.filter(([path]) => path.includes('node_modules/@vaadin/'));
  expect(vaadin.length).toBeGreaterThan(20);
  expect(vaadin.filter(([, { license }]) => license !== 'Apache-2.0')).toEqual([]);
});
