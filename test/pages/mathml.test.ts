/** Formulas as MathML: a base with a subscript has two parts, or Firefox refuses it. KaTeX makes three of `a_{\max}`. */
import { expect, test } from 'vitest';
import { pages } from './pages.ts';

const PARTS: Readonly<Record<string, number>> = {
  msub: 2,
  msup: 2,
  mover: 2,
  munder: 2,
  mfrac: 2,
  msubsup: 3,
  munderover: 3,
};

/** Elements of a formula that have another number of children than MathML asks for. */
function faults(formula: string): string[] {
  const open: { readonly name: string; children: number }[] = [];
  const found: string[] = [];
  for (const [, closes, name, empty] of formula.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (closes) {
      const { name: closed, children } = open.pop()!;
      if (closed in PARTS && children !== PARTS[closed]) found.push(`${closed} with ${children} children`);
      continue;
    }
    if (open.length > 0) open.at(-1)!.children += 1;
    if (!empty) open.push({ name: name!, children: 0 });
  }
  return found;
}

test('a faulty formula is one', () => {
  expect(faults('<math><msub><mi>a</mi><mi>max</mi><mo></mo></msub></math>')).toEqual([
    'msub with 3 children',
  ]);
});

test('every formula has its parts', () => {
  const formulas = pages.flatMap(({ path, html }) =>
    [...html.matchAll(/<math\b[\s\S]*?<\/math>/g)].map(([formula]) => ({ path, formula })),
  );
  expect(formulas.length).toBeGreaterThan(500);
  const wrong = formulas.flatMap(({ path, formula }) =>
    faults(formula).map(
      (fault) => `${path}: ${fault}: ${/<annotation[^>]*>([^<]*)/.exec(formula)?.[1] ?? ''}`,
    ),
  );
  expect(wrong).toEqual([]);
});
