import { afterEach, expect, test } from 'vitest';
import { sendFiles } from '../src/documents/send-dialog.ts';
import { serve, until } from './server.ts';

const real = globalThis.XMLHttpRequest;

afterEach(() => {
  globalThis.XMLHttpRequest = real;
});

/** Answers the one upload when the test says so. */
function pending(): { arrive: () => void } {
  const control = { arrive: () => {} };
  class FakeRequest extends EventTarget {
    readonly upload = new EventTarget();
    readonly status = 201;
    readonly responseText = '{}';
    open() {}
    setRequestHeader() {}
    send() {
      control.arrive = () => this.dispatchEvent(new Event('load'));
    }
  }
  globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
  return control;
}

const leaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

test('while a file is on its way the dialog stays and the browser asks; then it closes', async () => {
  await serve({});
  const server = pending();
  const sent = sendFiles({ id: 'd', name: 'DEMOLITOR', own: false, unread: 0 }, new Map([['f', 'BATIE']]));
  const dialog = await until(() => document.querySelector('vaadin-dialog'));
  const input = await until(() => dialog.querySelector<HTMLInputElement>('input[type=file]'));
  const chosen = new DataTransfer();
  chosen.items.add(new File(['content'], 'contrat.pdf'));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
  expect(leaving()).toBe(false);
  dialog.querySelector<HTMLElement>('vaadin-button[theme=primary]')!.click();
  await until(() => dialog.querySelector('vaadin-progress-bar'));
  expect(leaving()).toBe(true);

  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(dialog.opened).toBe(true);

  server.arrive();
  expect(await sent).toBe(true);
  expect(leaving()).toBe(false);
});
