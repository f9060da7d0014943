import { Grid } from '@vaadin/grid';
import { expect, test } from 'vitest';
import { dataProvider, KeysetRows, type Page } from '../src/index.ts';

/** A list of that many rows on a server that counts up to ten thousand and pages by a cursor. */
function server(rows: number) {
  const asked: (string | undefined)[] = [];
  const load = (after: string | undefined, limit: number): Promise<Page<{ row: number }>> => {
    asked.push(after);
    const begin = Number(after ?? 0);
    const end = Math.min(begin + limit, rows);
    return Promise.resolve({
      items: Array.from({ length: end - begin }, (_, index) => ({ row: begin + index })),
      next: end < rows ? String(end) : null,
      total: { value: Math.min(rows, 10_000), exact: rows <= 10_000 },
    });
  };
  return { asked, load };
}

test('a page is asked once, and those before it first', async () => {
  const { asked, load } = server(1_000);
  const rows = new KeysetRows(load);
  const [third, again] = await Promise.all([rows.page(2), rows.page(2)]);
  expect(third.items[0]).toEqual({ row: 200 });
  expect(again).toBe(third);
  expect(asked).toEqual([undefined, '100', '200']);
});

test('a page that failed is asked again', async () => {
  let fail = true;
  const { load } = server(10);
  const rows = new KeysetRows((after: string | undefined, limit: number) =>
    fail ? Promise.reject(new Error('away')) : load(after, limit),
  );
  await expect(rows.page(0)).rejects.toThrow('away');
  fail = false;
  expect((await rows.page(0)).items).toHaveLength(10);
});

test('the size is the exact total, or grows while the list is read', async () => {
  const small = new KeysetRows(server(250).load);
  expect(small.size(0, await small.page(0))).toBe(250);
  const huge = new KeysetRows(server(1_000_000).load);
  expect(huge.size(0, await huge.page(0))).toBe(200);
  expect(huge.size(1, await huge.page(1))).toBe(300);
});

test('a grid of a million rows asks for the pages that it shows, and no more', async () => {
  const { asked, load } = server(1_000_000);
  const rows = new KeysetRows(load);
  const grid = document.createElement('vaadin-grid') as Grid<{ row: number }>;
  const column = document.createElement('vaadin-grid-column');
  column.setAttribute('path', 'row');
  grid.append(column);
  grid.style.height = '600px';
  grid.pageSize = 100;
  const told = await new Promise<Page<{ row: number }>>((resolve, reject) => {
    grid.dataProvider = dataProvider(() => rows, { page: resolve, failure: reject });
    document.body.append(grid);
  });
  expect(told.total.exact).toBe(false);
  await expect.poll(() => grid.textContent).toContain('0');
  expect(asked.length).toBeLessThan(4);
  grid.remove();
});
