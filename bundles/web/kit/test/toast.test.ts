import { expect, test } from 'vitest';
import { ask, toast } from '../src/index.ts';

const button = (label: RegExp) =>
  [...document.querySelectorAll('vaadin-button')].find((one) => label.test(one.textContent ?? ''));

test('a toast takes back what was done', async () => {
  let undone = 0;
  toast('4 sociétés sont rattachées', {
    undo: () => {
      undone++;
      return Promise.resolve();
    },
  });
  await expect.poll(() => document.body.textContent).toContain('4 sociétés sont rattachées');
  button(/Annuler|Undo/)?.click();
  await expect.poll(() => undone).toBe(1);
});

test('markup in a message is text', async () => {
  toast('<img src=x onerror="window.taken = true">');
  await expect.poll(() => document.body.textContent).toContain('<img src=x');
  expect(document.querySelector('img')).toBeNull();
});

test('a question that needs a reason is not answered without one', async () => {
  const answer = ask({ title: 'Écarter ?', text: 'Pourquoi', confirm: 'Écarter', reason: 'required' });
  await expect.poll(() => button(/Écarter/)).toBeDefined();
  button(/Écarter/)?.click();
  const reason = document.querySelector('vaadin-text-area')!;
  await expect.poll(() => reason.invalid).toBe(true);
  reason.value = 'un comptable';
  button(/Écarter/)?.click();
  expect(await answer).toBe('un comptable');
});
