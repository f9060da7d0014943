/** Sending files to a client, some at the same time: progress of each, retry, and what the server says about it. */
import { asProblem, guardApplication, newKey, type Problem, toast, upload } from '@rattache/kit';
import { messages } from '../messages/index.ts';

export interface Filing {
  section: string;
  keywords: string[];
}

export interface Sending {
  file: File;
  filing: Filing;
  /** Common to those that were dropped together: they make one mail. */
  batch: string;
  state: 'queued' | 'sending' | 'sent' | 'failed';
  progress: number;
  /** The same content had been sent before. */
  duplicate: boolean;
  problem: Problem | undefined;
  /** The same at every try: what has arrived is not sent twice. */
  key: string;
}

/** How many go at the same time. */
const AT_ONCE = 3;

const queues = new Map<string, UploadQueue>();

guardApplication(() => [...queues.values()].some((queue) => queue.busy));

/** The files on their way to one client. It goes on while other pages are shown, and is there when one comes back. */
export class UploadQueue {
  readonly #address: string;
  readonly #watchers = new Set<() => void>();
  #running = 0;
  items: Sending[] = [];

  private constructor(address: string) {
    this.#address = address;
  }

  /** The one queue of an address where documents of a client go. */
  static of(address: string): UploadQueue {
    const known = queues.get(address) ?? new UploadQueue(address);
    queues.set(address, known);
    return known;
  }

  /** Calls back after every change of an item, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  get busy(): boolean {
    return this.items.some((item) => item.state === 'sending' || item.state === 'queued');
  }

  get sent(): number {
    return this.items.filter((item) => item.state === 'sent').length;
  }

  add(files: Iterable<File>, filing: Filing): void {
    const batch = newKey();
    for (const file of files) {
      this.items.push({
        file,
        filing,
        batch,
        state: 'queued',
        progress: 0,
        duplicate: false,
        problem: undefined,
        key: newKey(),
      });
    }
    this.#start();
  }

  retry(item: Sending): void {
    item.state = 'queued';
    item.progress = 0;
    item.problem = undefined;
    this.#start();
  }

  remove(item: Sending): void {
    this.items = this.items.filter((one) => one !== item);
    this.#changed();
  }

  clear(): void {
    this.items = this.items.filter((item) => item.state === 'sending' || item.state === 'queued');
    this.#changed();
  }

  #changed(): void {
    for (const changed of this.#watchers) {
      changed();
    }
  }

  #start(): void {
    while (this.#running < AT_ONCE) {
      const next = this.items.find((item) => item.state === 'queued');
      if (!next) {
        break;
      }
      this.#running++;
      next.state = 'sending';
      void this.#send(next).finally(() => {
        this.#running--;
        this.#start();
        this.#tellEnd();
      });
    }
    this.#changed();
  }

  /** Nobody looks at the list: how it has ended is said all the same. */
  #tellEnd(): void {
    if (!this.busy && this.#watchers.size === 0) {
      const { sent, items } = this;
      toast(messages().documents.sending(sent, items.length), { kind: sent === items.length ? 'success' : 'error' });
    }
  }

  async #send(item: Sending): Promise<void> {
    const { section, keywords } = item.filing;
    const form = new FormData();
    const metadata = {
      ...(section ? { section } : {}),
      ...(keywords.length ? { keywords } : {}),
      batch: item.batch,
    };
    form.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
    form.append('file', item.file, item.file.name);
    try {
      const text = await upload(this.#address, form, item.key, (share) => {
        item.progress = share;
        this.#changed();
      });
      item.duplicate = Boolean((JSON.parse(text) as { duplicateOf?: string }).duplicateOf);
      item.state = 'sent';
    } catch (failure) {
      item.problem = asProblem(failure);
      item.state = 'failed';
    }
  }
}
