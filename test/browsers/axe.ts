/** What axe says of an open page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The themes differ in colours alone, and links are underlined in both: the dark one is asked only for contrast. */
const COLOUR_RULES = ['color-contrast'];

export type Theme = 'light' | 'dark';

/** What a screen reader does not read of a formula: it stands in the colour of its paragraph, beside its MathML. */
const TYPESET = '.katex-html';

/** @param without what is left out, as a selector */
export async function axe(page: Page, theme: Theme, without: readonly string[] = []): Promise<string[]> {
  // Legacy mode: no frames here, and it is twice as fast.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  // What passes is not described: that is half of its work.
  builder.options({ resultTypes: ['violations'] });
  for (const selector of [TYPESET, ...without]) builder.exclude(selector);
  const { violations } = await (
    theme === 'light' ? builder.withTags(TAGS) : builder.withRules(COLOUR_RULES)
  ).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${theme}: ${id}: ${help}\n${html.slice(0, 200)}\n${failureSummary}`,
    ),
  );
}
