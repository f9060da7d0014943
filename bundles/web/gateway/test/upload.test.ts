import { afterEach, beforeEach, expect, test } from 'vitest';
import { Drop } from '../src/documents/drop.ts';
import { UploadQueue } from '../src/documents/upload.ts';

type Answer = { status: number; text: string } | undefined;
type Sent = { key: string | undefined; metadata: Promise<{ section?: string; keywords?: string[]; batch: string }> };

const DONE = { status: 201, text: '{}' };
const TOO_LARGE = {
  status: 413,
  text: '{"type":"urn:rattache:problem:file-too-large","detail":"too large","requestId":"r-1"}',
};
const NO_FILING = { section: '', keywords: [] };

const real = globalThis.XMLHttpRequest;
const before = location.href;
let queue: UploadQueue;
let count = 0;

beforeEach(() => {
  history.replaceState(null, '', '/gateway/firms/f/documents');
  queue = UploadQueue.of(addressOf(++count));
});

afterEach(() => {
  globalThis.XMLHttpRequest = real;
  document.querySelectorAll('gateway-drop').forEach((one) => one.remove());
  history.replaceState(null, '', before);
});

/** A client of its own for each test: queues outlive them. */
const addressOf = (client: number) => `/api/document/v1/firms/f/client-files/${client}/documents`;

/** Stands in for the browser's own: answers each sending with what is next, or when the test gives it. */
function server(...answers: (Answer | Promise<Answer>)[]) {
  const sent: Sent[] = [];
  class FakeRequest extends EventTarget {
    readonly upload = new EventTarget();
    readonly headers = new Map<string, string>();
    status = 0;
    responseText = '';
    open() {}
    setRequestHeader(name: string, value: string) {
      this.headers.set(name, value);
    }
    getResponseHeader() {
      return null;
    }
    send(form: FormData) {
      const metadata = (form.get('metadata') as Blob).text().then((text) => JSON.parse(text));
      sent.push({ key: this.headers.get('Idempotency-Key'), metadata });
      void Promise.resolve(answers.shift()).then((answer) => {
        this.status = answer?.status ?? 0;
        this.responseText = answer?.text ?? '';
        this.dispatchEvent(new Event(answer ? 'load' : 'error'));
      });
    }
  }
  globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
  return sent;
}

const file = (name: string) => new File(['content'], name);
const leaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function show(client: number): Drop {
  const drop = document.createElement('gateway-drop') as Drop;
  drop.clientFile = String(client);
  document.body.append(drop);
  return drop;
}

/** What the browser says while something is dragged over an element, and when it falls there. */
function drag(type: string, target: EventTarget, ...files: File[]): DragEvent {
  const dataTransfer = new DataTransfer();
  for (const one of files) {
    dataTransfer.items.add(one);
  }
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
  target.dispatchEvent(event);
  return event;
}

test('many files go, with one section and keywords for all; a duplicate is flagged', async () => {
  const sent = server(DONE, { status: 201, text: '{"duplicateOf":"d"}' }, DONE, DONE);
  queue.add([file('1'), file('2'), file('3'), file('4')], { section: 's', keywords: ['k'] });
  await expect.poll(() => queue.sent).toBe(4);
  expect(queue.busy).toBe(false);
  expect(queue.items.filter((item) => item.duplicate)).toHaveLength(1);
  const metadata = await Promise.all(sent.map((one) => one.metadata));
  expect(metadata.every((one) => one.section === 's' && one.keywords?.[0] === 'k')).toBe(true);
  expect(new Set(metadata.map((one) => one.batch)).size).toBe(1);
});

test('files of another time are filed as was said then, in a batch of their own', async () => {
  const sent = server(DONE, DONE, DONE, DONE, DONE);
  queue.add([file('1'), file('2'), file('3'), file('4')], { section: 'first', keywords: [] });
  queue.add([file('5')], { section: 'second', keywords: [] });
  await expect.poll(() => queue.sent).toBe(5);
  const metadata = await Promise.all(sent.map((one) => one.metadata));
  expect(metadata.map((one) => one.section)).toEqual(['first', 'first', 'first', 'first', 'second']);
  expect(new Set(metadata.map((one) => one.batch)).size).toBe(2);
});

test('a failed file says why, and is sent again as it was, under the same key', async () => {
  const sent = server(TOO_LARGE, DONE);
  queue.add([file('big')], { section: 's', keywords: [] });
  await expect.poll(() => queue.items[0]?.state).toBe('failed');
  expect(queue.items[0]?.problem?.code).toBe('file-too-large');
  queue.retry(queue.items[0]!);
  await expect.poll(() => queue.items[0]?.state).toBe('sent');
  expect(sent[0]?.key).toBe(sent[1]?.key);
  expect((await sent[1]?.metadata)?.section).toBe('s');
});

test('uploads go on without their page, hold the browser, and are there again when one comes back', async () => {
  let finish: (answer: Answer) => void = () => {};
  server(new Promise<Answer>((resolve) => (finish = resolve)), DONE);
  const first = show(count);
  queue.add([file('slow.pdf')], NO_FILING);
  await expect.poll(() => first.querySelector('vaadin-progress-bar')).not.toBeNull();
  first.remove();
  expect(leaving()).toBe(true);

  const second = show(count);
  await expect.poll(() => second.querySelector('vaadin-progress-bar')).not.toBeNull();
  second.remove();
  finish(TOO_LARGE);
  await expect.poll(() => queue.items[0]?.state).toBe('failed');
  expect(leaving()).toBe(false);

  const third = show(count);
  await expect.poll(() => third.textContent).toContain('r-1');
  let told = 0;
  third.addEventListener('documents-sent', () => told++);
  third.querySelector<HTMLElement>('vaadin-button[aria-label*="slow.pdf"]')!.click();
  await expect.poll(() => told).toBe(1);
  third.remove();
  expect(queue.items, 'what has arrived is not shown again').toEqual([]);
});

test('the uploads of one client are not those of another', async () => {
  server(TOO_LARGE);
  queue.add([file('a.pdf')], NO_FILING);
  await expect.poll(() => queue.items[0]?.state).toBe('failed');
  const other = show(++count);
  await other.updateComplete;
  expect(other.textContent).not.toContain('a.pdf');
});

test('files are taken wherever they fall in the window, which says so while they are dragged', async () => {
  server(DONE);
  const drop = show(count);
  const highlighted = () => drop.querySelector('.drop.over') !== null;
  expect(drag('dragover', document.body, file('a')).defaultPrevented).toBe(true);
  await expect.poll(highlighted).toBe(true);
  drag('dragleave', document.body, file('a'));
  await expect.poll(highlighted).toBe(false);
  expect(drag('drop', document.body, file('a.pdf')).defaultPrevented).toBe(true);
  await expect.poll(() => queue.sent).toBe(1);
  drop.remove();
  expect(drag('dragover', document.body, file('a')).defaultPrevented).toBe(false);
});

test('what is no file, and what something nearer takes, is left alone', async () => {
  const drop = show(count);
  await drop.updateComplete;
  expect(drag('dragover', document.body).defaultPrevented).toBe(false);
  const nearer = document.createElement('div');
  nearer.addEventListener('drop', (event) => event.preventDefault());
  document.body.append(nearer);
  drag('drop', nearer, file('theirs.pdf'));
  nearer.remove();
  expect(queue.items).toEqual([]);
});
