/** The search over the built index, as a reader uses it, and what the index holds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeAll(async () => {
  page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.url}part-1/reward-model/`);
  await page.keyboard.press('/');
});
afterAll(() => page.close());

interface Answer {
  readonly said: string;
  readonly links: readonly string[];
  readonly marked: readonly string[];
}

async function ask(question: string): Promise<Answer> {
  const count = page.locator('#search .count');
  // Emptied first, so that the answer that is read is the answer to this question.
  await page.fill('#search input', '');
  await page.waitForFunction(() => document.querySelector('#search .count')!.textContent === '');
  await page.fill('#search input', question);
  await page.waitForFunction(() => document.querySelector('#search .count')!.textContent !== '');
  return {
    said: (await count.innerText()).trim(),
    links: await page.$$eval('#search li a', (links) =>
      links.map((link) => link.getAttribute('href')!.replace('/course/', '')),
    ),
    marked: await page.$$eval('#search mark', (marks) => marks.map(({ textContent }) => textContent)),
  };
}

test.each([
  ['Kullback', 'reference/glossary/#def-kl'],
  ['Kullback–Leibler', 'reference/glossary/#def-kl'],
  ['relative entropy', 'reference/glossary/#def-kl'],
  ['RLHF', 'reference/glossary/#def-rlhf'],
  ['reinforcement learning from human feedback', 'reference/glossary/#def-rlhf'],
  ['temperature', 'reference/glossary/#def-temperature'],
  ['proximal policy optimization', 'reference/glossary/#def-ppo'],
  ['logits', 'reference/glossary/#def-logit'],
  ['Goodhart', 'reference/glossary/#def-goodharts-law'],
])('“%s” is answered by the glossary among the first', async (question, entry) => {
  expect((await ask(question)).links.slice(0, 3)).toContain(entry);
});

test.each(['timetable', 'blackboard', 'frac12', 'Kullback blackboard'])(
  '“%s” is nowhere, and the search says so',
  async (question) => {
    const { said, links } = await ask(question);
    expect(said).toBe(`Nothing for “${question}”. The glossary has the words of the course.`);
    expect(links).toEqual([]);
    expect(await page.getAttribute('#search .count a', 'href')).toBe('/course/reference/glossary/');
  },
);

test.each([
  ['KL', 'part-2/kl/'],
  ['reward hacking', 'part-2/reward-hacking/'],
  ['syllabus', 'teach/guide/'],
])('“%s” is answered by its own page first', async (question, page) => {
  expect((await ask(question)).links[0]).toBe(page);
});

test.each(['model', 'preference', 'tokens', 'margin', 'annotator noise'])(
  '“%s”: nothing is marked that is shorter than what was asked',
  async (question) => {
    const { links, marked } = await ask(question);
    expect(links.length).toBeGreaterThan(1);
    const words = question.split(' ').map((word) => word.replace(/s$/, ''));
    for (const mark of marked) expect(mark.toLowerCase()).toMatch(new RegExp(words.join('|')));
  },
);

describe('the index', () => {
  /** The text of a page as it is indexed. In a string, so that Vite leaves the import to the browser. */
  const indexed = (word: string, path: string) =>
    page.evaluate<string>(`import('/course/pagefind/pagefind.js').then(async ({ search }) => {
      const { results } = await search('${word}');
      const pages = await Promise.all(results.map((result) => result.data()));
      return pages.find(({ url }) => url === '/course/${path}').content;
    })`);

  test('holds a formula once, as its source, and an equation once, in words', async () => {
    const text = await indexed('margin', 'part-1/reward-model/');
    expect(text).not.toContain('s_c\u200b'); // glyphs follow with KaTeX's zero-width space
    expect(text).not.toMatch(/s_c ?sc/);
    expect(text).toMatch(/\bs_c\b/);
    const equation = 'The probability that y c is preferred to y r, given x, is sigma of s c minus s r';
    expect(text.split(equation)).toHaveLength(2);
    expect(text).not.toContain('\\frac{1}{1+e');
  });

  test('reads ½ as its source, not as 21', async () => {
    const text = await indexed('nonsense', 'part-1/scaling-training/');
    expect(text).toContain('\\tfrac12');
    expect(text).not.toMatch(/ln ?V ?\+ ?21/);
  });

  test('keeps neighbouring cells apart', async () => {
    expect(await indexed('safety', 'reference/measurements/')).toContain('accuracy safety specificity');
  });
});
