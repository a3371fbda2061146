/** What goes to the clipboard: a formula once, as TeX; the address of whatever is numbered. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '@playwright/test';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
let page: Page;
beforeAll(async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
});
afterAll(() => page.context().close());

const onClipboard = () => page.evaluate(() => navigator.clipboard.readText());

describe('a formula', () => {
  beforeAll(async () => {
    await page.goto(`${stage.url}part-1/scaling-training/`, { waitUntil: 'networkidle' });
  });

  /** Selects something, answers with its text, and presses Ctrl+C. */
  async function copy(select: () => string): Promise<string> {
    const text = await page.evaluate(select);
    await page.keyboard.press('ControlOrMeta+c');
    expect(text).not.toBe('');
    return onClipboard();
  }

  test('in a paragraph is copied once, as its TeX, and the words around it as they are', async () => {
    const copied = await copy(() => {
      const tex = [...document.querySelectorAll('main annotation')];
      const paragraph = tex.find((each) => each.textContent.includes('\\tfrac12'))!.closest('p, .verdict')!;
      getSelection()!.selectAllChildren(paragraph);
      return paragraph.textContent;
    });
    expect(copied.split('\\tfrac12')).toHaveLength(2);
    expect(copied).toMatch(/\$[^$\n]*\\ln V\s*\+\s*\\tfrac12[^$\n]*\$/);
    expect(copied.trim()).not.toContain('\n');
  });

  test('of which half is selected is copied whole', async () => {
    const copied = await copy(() => {
      const formula = document.querySelector('.content p .katex-html .mord')!;
      getSelection()!.selectAllChildren(formula);
      return formula.textContent;
    });
    expect(copied).toMatch(/^\$[^$]+\$$/);
  });

  test('set on its own line is copied between two dollars', async () => {
    const copied = await copy(() => {
      const equation = document.querySelector('.equation .wide-only')!;
      getSelection()!.selectAllChildren(equation);
      return equation.textContent;
    });
    expect(copied.trim()).toMatch(/^\$\$[^$]+\$\$$/);
  });

  test('that is not there changes nothing: paragraphs keep their line breaks', async () => {
    const copied = await copy(() => {
      const isPlain = (each: Element | null) => each?.matches('p') === true && !each.querySelector('.katex');
      const first = [...document.querySelectorAll('main p')].find(
        (each) => isPlain(each) && isPlain(each.nextElementSibling),
      )!;
      const second = first.nextElementSibling!;
      getSelection()!.setBaseAndExtent(first, 0, second, second.childNodes.length);
      return getSelection()!.toString();
    });
    expect(copied).toContain('\n');
    expect(copied).not.toContain('$');
  });
});

test.each(['Text', 'BibTeX'])('“Cite this page” copies the citation as %s, and says so', async (form) => {
  await page.goto(`${stage.url}part-1/sft/`, { waitUntil: 'networkidle' });
  await page.getByText('Cite this page').click();
  await page.getByRole('button', { name: `Copy as ${form}` }).click();
  await expect.poll(() => page.locator('body > [role=status]').allInnerTexts()).toEqual(['Citation copied']);
  const shown = page.locator('.citation').filter({ hasText: form }).locator('pre').first();
  expect(await onClipboard()).toBe(await shown.textContent());
});

test('the script for formulas comes only with formulas', async () => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(`${stage.url}404.html`, { waitUntil: 'networkidle' });
  expect(scripts.filter((url) => url.includes('formulas'))).toEqual([]);
  await page.goto(`${stage.url}part-1/pretraining/`, { waitUntil: 'networkidle' });
  expect(scripts.filter((url) => url.includes('formulas'))).toHaveLength(1);
});

test.each([
  ['figure', '.cap > a.n'],
  ['table', 'figure.table a.n'],
  ['equation', '.equation a.n'],
  ['exercise', '.exercise .name > a'],
  ['question', '.quiz a.qn'],
])('the number of a %s copies its address, and says so', async (_, number) => {
  await page.goto(`${stage.url}part-1/reward-model/`, { waitUntil: 'networkidle' });
  const link = page.locator(number).first();
  await link.click();
  await expect.poll(() => page.locator('body > [role=status]').allInnerTexts()).toEqual(['Link copied']);
  expect(await onClipboard()).toBe(await link.evaluate((a) => (a as HTMLAnchorElement).href));
  expect(await link.evaluate((a) => getComputedStyle(a, '::after').content)).toBe('"copied"');
});
