/** The rows of a keyset list for a lazy grid: pages come one after the other, each once. */
import type { GridDataProviderCallback, GridDataProviderParams } from '@vaadin/grid';
import type { Page } from '../api/index.ts';

export const PAGE_SIZE = 100;

export class KeysetRows<T> {
  readonly #load: (after: string | undefined, limit: number) => Promise<Page<T>>;
  readonly #pages: Promise<Page<T>>[] = [];
  #known = 0;

  /** @param load asks the server for the page after a cursor */
  constructor(load: (after: string | undefined, limit: number) => Promise<Page<T>>) {
    this.#load = load;
  }

  /** A page by its number. Those before it are asked first: only they know where it begins. */
  page(number: number): Promise<Page<T>> {
    const asked = this.#pages[number];
    if (asked) {
      return asked;
    }
    const answer =
      number === 0
        ? this.#load(undefined, PAGE_SIZE)
        : this.page(number - 1).then((before) =>
            before.next === null ? { ...before, items: [] } : this.#load(before.next, PAGE_SIZE),
          );
    // A failed page is asked again the next time.
    answer.catch(() => delete this.#pages[number]);
    this.#pages[number] = answer;
    return answer;
  }

  /**
   * How many rows the grid shall offer. The exact total where there is one; else what is known and one page more, so that
   * the list grows while it is read.
   */
  size(number: number, page: Page<T>): number {
    const end = number * PAGE_SIZE + page.items.length;
    this.#known = Math.max(this.#known, page.next === null ? end : end + PAGE_SIZE);
    return page.total.exact ? Math.max(page.total.value, end) : this.#known;
  }
}

/**
 * A data provider of vaadin-grid.
 *
 * @param rows the list as it is asked for now; a new one after each change of filter
 * @param told is told of the first page of each list, and of a failure
 */
export function dataProvider<T>(
  rows: () => KeysetRows<T>,
  told: { page: (page: Page<T>) => void; failure: (failure: unknown) => void },
) {
  return async (params: GridDataProviderParams<T>, callback: GridDataProviderCallback<T>): Promise<void> => {
    const asked = rows();
    try {
      const page = await asked.page(params.page);
      callback(page.items, asked.size(params.page, page));
      if (params.page === 0 && asked === rows()) {
        told.page(page);
      }
    } catch (failure) {
      callback([], 0);
      if (asked === rows()) {
        told.failure(failure);
      }
    }
  };
}
