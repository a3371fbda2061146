/** What a screen reader is given: names, landmarks and stops, from Chromium's accessibility tree. */
import { describe, expect, test } from 'vitest';
import { oneOfEachKind } from '../../src/cli/check/built.ts';
import { pages } from '../pages/pages.ts';
import { chromiumStage } from './stage.ts';

const asked = [
  ...new Set([...oneOfEachKind(pages), ...pages.filter(({ path }) => path.startsWith('part-'))]),
];
const stage = chromiumStage();

interface Spoken {
  readonly role: string;
  readonly name: string;
}

async function spoken(path: string): Promise<Spoken[]> {
  const page = await stage.browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(stage.url + path);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
  } finally {
    await page.close();
  }
}

describe.each(asked.map((page) => [page.path || '/', page] as const))('%s', (_, { path, html }) => {
  test('numbers are not glued to the words after them; header, text and foot are landmarks', async () => {
    const nodes = await spoken(path);
    const headings = nodes.filter(({ role }) => role === 'heading').map(({ name }) => name);
    expect(headings.filter((name) => /\d\p{Lu}\p{Ll}|\p{Ll}\p{Lu}\p{Ll}/u.test(name))).toEqual([]);
    const numbered = html.match(/<h2[^>]* data-number=/g)?.length ?? 0;
    expect(headings.filter((name) => /^\d+\.\d+ \p{L}/u.test(name))).toHaveLength(numbered);
    const count = (wanted: string) => nodes.filter(({ role }) => role === wanted).length;
    expect(count('main')).toBe(1);
    expect(count('contentinfo')).toBe(1);
    if (!path.startsWith('embed/')) expect(count('banner')).toBe(1);
  });
});

test('at the keyboard a heading has no stop of its own; its link is in the rail', async () => {
  const page = await stage.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${stage.url}part-1/reward-model/`);
  const links = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.sl-heading-wrapper.level-h2 > .sl-anchor-link')].map(
      (link) => ({ stop: link.tabIndex, inRail: !!document.querySelector(`.rail a[href="${link.hash}"]`) }),
    ),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.every(({ stop, inRail }) => stop === -1 && inRail)).toBe(true);
  await page.close();
});

test('links that stand alone are at least 24 pixels high on a phone', async () => {
  const page = await stage.browser.newPage({ viewport: { width: 360, height: 780 } });
  for (const path of ['', 'part-1/reward-model/', '404.html']) {
    await page.goto(stage.url + path);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.facts a, .page-foot nav a, .top a, .top button, .exercise .name a, .quiz .qn',
        ),
      ]
        .map((link) => ({ text: link.textContent.trim(), height: link.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 24),
    );
    expect(small, path).toEqual([]);
  }
  await page.close();
});
