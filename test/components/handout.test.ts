/** The handout of every page: what it asks, in order, each exercise behind its figure, and nothing that answers it. */
import { describe, expect, test } from 'vitest';
import { handouts } from '../../components/bank/handout.ts';
import { bank, handoutAddress } from '../../components/bank/items.ts';
import { tasks } from '../../components/bank/tasks.ts';
import { labelsOf, pageOf } from '../../components/text/coursePages.ts';

const all = await handouts;
const pages = await bank;

test('there is one for each page that asks something', () => {
  expect(all.map(({ page }) => page.slug)).toEqual(pages.map(({ page }) => page.slug));
  expect(handoutAddress('part-1/sft')).toBe('handout/part-1/sft/');
});

describe.each(all.map((handout) => [handout.page.slug, handout] as const))(
  '%s',
  (_, { page, items, parts }) => {
    test('holds every question and exercise once, in the order of the page', () => {
      expect(parts.filter(({ kind }) => kind !== 'figure')).toEqual(items);
      expect(items).toEqual(pages.find((each) => each.page === page)!.items);
    });

    test('has the figure of an exercise before it, once, under its number', () => {
      const seen = new Set<string>();
      for (const part of parts) {
        if (part.kind === 'figure') {
          expect(seen.has(part.id), part.id).toBe(false);
          expect(part.label).toBe(labelsOf(page).get(part.id));
          seen.add(part.id);
        } else if (part.kind === 'exercise') expect(seen.has(part.checkedBy), part.id).toBe(true);
      }
    });

    test('draws a figure, unless it asks for a prediction: that is printed in place of the picture', () => {
      for (const part of parts) {
        if (part.kind !== 'figure') continue;
        const placed = page.components.find(({ attributes }) => attributes['id'] === part.id)!;
        const predicts = placed.attributes['prediction'] !== undefined;
        expect(part.picture === undefined, part.id).toBe(predicts);
        expect(part.asks !== undefined, part.id).toBe(predicts);
        if (part.picture !== undefined) {
          expect(part.picture).toMatch(/^<svg [^]*<(path|rect|text)[^]*<\/svg>$/);
          expect(part.picture).not.toMatch(/NaN|undefined/);
          expect(part.spoken).toMatch(/\S/);
        }
      }
    });
  },
);

describe('the sheet for 90 minutes', () => {
  test('has the tasks of its page, each that opens a figure with the address of that figure', async () => {
    const list = await tasks;
    expect(list.length).toBeGreaterThanOrEqual(5);
    for (const { html, figure } of list) {
      expect(html).toMatch(/^<strong>/);
      expect(html).not.toMatch(/undefined|\[object/);
      if (html.includes('Figure')) {
        const [slug, id] = figure!.split('/#') as [string, string];
        expect(html).toContain(labelsOf(pageOf(slug)).get(id));
      }
    }
  });
});
