/** What axe says of an open page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The themes differ in colours alone, and links are underlined in both: the dark one is asked only for contrast. */
const COLOUR_RULES = ['color-contrast'];

export type Theme = 'light' | 'dark';

/** What a screen reader does not read of a formula: it stands in the colour of its paragraph, beside its MathML. */
const TYPESET = '.katex-html';

/**
 * Takes that half of the formulas out of the page, and leaves their places: axe reads all that it leaves out, and in a
 * chapter with formulas that is half of its work.
 *
 * @returns what puts it back
 */
function takeOut(typeset: string): () => void {
  const formulas = [...document.querySelectorAll<HTMLElement>(typeset)].map((formula) => {
    const { width, height } = formula.getBoundingClientRect();
    return { formula, width, height, pieces: [...formula.childNodes] };
  });
  for (const { formula, width, height } of formulas) {
    formula.replaceChildren();
    formula.style.cssText = `display: inline-block; width: ${width}px; height: ${height}px`;
  }
  return () => {
    for (const { formula, pieces } of formulas) {
      formula.removeAttribute('style');
      formula.replaceChildren(...pieces);
    }
  };
}

interface Look {
  /** Every rule in the dark theme too. */
  readonly whole?: boolean;
  /** Nowhere else, as a selector. */
  readonly within?: string;
}

/** @param without what is left out, as selectors */
export async function axe(
  page: Page,
  theme: Theme,
  without: readonly string[] = [],
  { whole = false, within }: Look = {},
): Promise<string[]> {
  // Legacy mode: no frames here, and it is twice as fast.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  // What passes is not described: that is half of its work.
  builder.options({ resultTypes: ['violations'] });
  if (within !== undefined) builder.include(within);
  for (const selector of [TYPESET, ...without]) builder.exclude(selector);
  const putBack = await page.evaluateHandle(takeOut, TYPESET);
  const { violations } = await (
    theme === 'light' || whole ? builder.withTags(TAGS) : builder.withRules(COLOUR_RULES)
  ).analyze();
  await putBack.evaluate((put) => put());
  await putBack.dispose();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${theme}: ${id}: ${help}\n${html.slice(0, 200)}\n${failureSummary}`,
    ),
  );
}
