/**
 * The look's numbers, recomputed from the tokens: contrast (WCAG 2) and the distance between the hues of metrics
 * (CIEDE2000), also as seen with three kinds of colour blindness (Machado 2009, severity 1).
 */
import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
  type Color,
} from 'culori';
import { describe, expect, test } from 'vitest';

const METRICS = ['loss', 'margin', 'reward', 'kl', 'gold', 'proxy'] as const;
const TEXTS = ['text', 'muted', ...METRICS.map((metric) => `${metric}-text`)];
/** Lines of charts and borders of controls. */
const LINES = ['rule', ...METRICS];

const LEAST_TEXT = 4.5;
const LEAST_LINE = 3;
const LEAST_DISTANCE = 14;
/** Gold and proxy share an axis. */
const LEAST_DISTANCE_ON_ONE_AXIS = 20;

const EYES: Readonly<Record<string, (colour: Color) => Color>> = {
  normal: (colour) => colour,
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
};
const distance = differenceCiede2000();

type Tokens = Readonly<Record<string, string>>;

/** Custom properties of the first rule with this selector. */
function tokensOf(css: string, selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens.css has no rule ${selector}`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  );
}

const css = readFileSync('src/styles/tokens.css', 'utf8');
const light = tokensOf(css, ':root');
const themes: readonly (readonly [string, Tokens])[] = [
  ['light', light],
  ['dark', { ...light, ...tokensOf(css, `:root[data-theme='dark']`) }],
];

describe.each(themes)('%s', (_, tokens) => {
  const colour = (name: string): Color => {
    const parsed = parse(tokens[name] ?? '');
    if (!parsed) throw new Error(`--${name}: ${tokens[name] ?? 'nothing'} is not a colour`);
    return parsed;
  };

  test.each(['bg', 'surface'])('text and lines stand out on --%s', (ground) => {
    const contrasts = (names: readonly string[], least: number) =>
      names
        .map((name) => [name, wcagContrast(colour(name), colour(ground))] as const)
        .filter(([, contrast]) => contrast < least);
    expect(contrasts(TEXTS, LEAST_TEXT)).toEqual([]);
    expect(contrasts(LINES, LEAST_LINE)).toEqual([]);
  });

  test('ink and muted can be read on --well, and a filled button on --accent', () => {
    for (const name of ['text', 'muted'])
      expect(wcagContrast(colour(name), colour('well')), name).toBeGreaterThanOrEqual(LEAST_TEXT);
    expect(wcagContrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(LEAST_TEXT);
  });

  test.each(Object.keys(EYES))('the hues of metrics differ, %s', (eye) => {
    const see = EYES[eye]!;
    const close = METRICS.flatMap((a, i) =>
      METRICS.slice(i + 1).map((b) => {
        const least = a === 'gold' && b === 'proxy' ? LEAST_DISTANCE_ON_ONE_AXIS : LEAST_DISTANCE;
        return { pair: `${a}, ${b}`, least, distance: distance(see(colour(a)), see(colour(b))) };
      }),
    ).filter((pair) => pair.distance < pair.least);
    expect(close).toEqual([]);
  });
});
