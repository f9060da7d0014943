/** Sending files one after the other: progress of each, retry, and what the server says about it. */
import { asProblem, newKey, upload } from '@rattache/kit';

export interface Sending {
  file: File;
  state: 'queued' | 'sending' | 'sent' | 'failed';
  progress: number;
  /** The same content had been sent before. */
  duplicate: boolean;
  problem: string;
  /** The same at every try: what has arrived is not sent twice. */
  key: string;
}

export interface Filing {
  section: string;
  keywords: string[];
}

/** How many go at the same time. */
const AT_ONCE = 3;

export class UploadQueue {
  readonly #address: string;
  readonly #changed: () => void;
  readonly #batch = newKey();
  #running = 0;
  items: Sending[] = [];

  /**
   * @param address where documents of this client go
   * @param changed is called after every change of an item
   */
  constructor(address: string, changed: () => void) {
    this.#address = address;
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.items.some((item) => item.state === 'sending' || item.state === 'queued');
  }

  get sent(): number {
    return this.items.filter((item) => item.state === 'sent').length;
  }

  add(files: Iterable<File>, filing: Filing): void {
    for (const file of files) {
      this.items.push({ file, state: 'queued', progress: 0, duplicate: false, problem: '', key: newKey() });
    }
    this.#start(filing);
  }

  retry(item: Sending, filing: Filing): void {
    item.state = 'queued';
    item.problem = '';
    this.#start(filing);
  }

  remove(item: Sending): void {
    this.items = this.items.filter((one) => one !== item);
    this.#changed();
  }

  clear(): void {
    this.items = this.items.filter((item) => item.state === 'sending' || item.state === 'queued');
    this.#changed();
  }

  #start(filing: Filing): void {
    while (this.#running < AT_ONCE) {
      const next = this.items.find((item) => item.state === 'queued');
      if (!next) {
        break;
      }
      this.#running++;
      next.state = 'sending';
      void this.#send(next, filing).finally(() => {
        this.#running--;
        this.#changed();
        this.#start(filing);
      });
    }
    this.#changed();
  }

  async #send(item: Sending, filing: Filing): Promise<void> {
    const form = new FormData();
    const metadata = {
      ...(filing.section ? { section: filing.section } : {}),
      ...(filing.keywords.length ? { keywords: filing.keywords } : {}),
      batch: this.#batch,
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
      item.problem = asProblem(failure).text;
      item.state = 'failed';
    }
  }
}
