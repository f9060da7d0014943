import { expect, test } from 'vitest';
import { UploadQueue } from '../src/documents/upload.ts';

/** Stands in for the browser's own: answers each sending with what is next. */
function server(...answers: { status: number; text: string }[]) {
  const sent: { key: string | undefined; metadata: Promise<string> }[] = [];
  class FakeRequest extends EventTarget {
    readonly upload = new EventTarget();
    readonly headers = new Map<string, string>();
    status = 0;
    responseText = '';
    open() {}
    setRequestHeader(name: string, value: string) {
      this.headers.set(name, value);
    }
    send(form: FormData) {
      sent.push({ key: this.headers.get('Idempotency-Key'), metadata: (form.get('metadata') as Blob).text() });
      const answer = answers.shift();
      queueMicrotask(() => {
        this.status = answer?.status ?? 0;
        this.responseText = answer?.text ?? '';
        this.dispatchEvent(new Event(answer ? 'load' : 'error'));
      });
    }
  }
  const real = globalThis.XMLHttpRequest;
  globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
  return { sent, restore: () => (globalThis.XMLHttpRequest = real) };
}

const file = (name: string) => new File(['content'], name);

test('many files go, with one section and keywords for all; a duplicate is flagged', async () => {
  const { sent, restore } = server(
    { status: 201, text: '{}' },
    { status: 201, text: '{"duplicateOf":"d"}' },
    { status: 201, text: '{}' },
    { status: 201, text: '{}' },
  );
  const queue = new UploadQueue('/x', () => {});
  queue.add([file('1'), file('2'), file('3'), file('4')], { section: 's', keywords: ['k'] });
  await expect.poll(() => queue.sent).toBe(4);
  restore();
  expect(queue.busy).toBe(false);
  expect(queue.items.filter((item) => item.duplicate)).toHaveLength(1);
  const metadata = await Promise.all(sent.map((one) => one.metadata.then((text) => JSON.parse(text))));
  expect(metadata.every((one) => one.section === 's' && one.keywords[0] === 'k')).toBe(true);
  expect(new Set(metadata.map((one) => one.batch)).size).toBe(1);
});

test('a failed file says why, and is sent again under the same key', async () => {
  const { sent, restore } = server(
    { status: 413, text: '{"type":"urn:rattache:problem:file-too-large","detail":"too large"}' },
    { status: 201, text: '{}' },
  );
  const queue = new UploadQueue('/x', () => {});
  queue.add([file('big')], { section: '', keywords: [] });
  await expect.poll(() => queue.items[0]?.state).toBe('failed');
  expect(queue.items[0]?.problem).not.toBe('');
  queue.retry(queue.items[0]!, { section: '', keywords: [] });
  await expect.poll(() => queue.items[0]?.state).toBe('sent');
  restore();
  expect(sent[0]?.key).toBe(sent[1]?.key);
});
