/** What pages say of the world in numbers, and of a rule in words. */
import { readFileSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countOf, counted } from '../../sim/world/census.ts';
import { sourceText } from '../../sim/world/evidence.ts';
import { distinctRules, formulary } from '../../sim/world/formulary.ts';
import { createWorld } from '../../sim/world/world.ts';

const valueOf = (what: Parameters<typeof countOf>[0]) => countOf(what).value;

test('every count is a positive whole number with a name', () => {
  for (const what of counted) {
    const { value, says } = countOf(what);
    expect(Number.isInteger(value) && value > 0, what).toBe(true);
    expect(says).toMatch(/^[a-z]/);
  }
});

test('each rule is known in exactly one of three ways', () => {
  expect(valueOf('rules')).toBe(distinctRules().length);
  expect(valueOf('rulesRead') + valueOf('rulesFromExtract') + valueOf('rulesFromKnowledge')).toBe(
    valueOf('rules'),
  );
});

test('counts are those of the world', () => {
  const { questions, test: heldOut, evaluation, vocabulary } = createWorld();
  expect(valueOf('drugs')).toBe(formulary.drugs.length);
  expect(valueOf('questions')).toBe(questions.length);
  expect(valueOf('heldOut')).toBe(heldOut.length);
  expect(valueOf('evaluation')).toBe(evaluation.length);
  expect(valueOf('words')).toBe(vocabulary.length);
  expect(valueOf('facts')).toBeLessThan(valueOf('questions'));
  expect(valueOf('facts')).toBeGreaterThan(valueOf('rules'));
});

test('no page types how many drugs, rules, facts, held-out questions or words there are', () => {
  const numbers = (['drugs', 'rules', 'facts', 'questions', 'evaluation', 'words'] as const).map(valueOf);
  const plain = numbers.flatMap((value) => [String(value), value.toLocaleString('en')]);
  const typed = new RegExp(
    `(?<![\\d.,])(${plain.join('|')}) (drugs|rules|facts|questions|held-out questions|words)\\b`,
  );
  const wrong = globSync('content/**/*.mdx').filter((path) => typed.test(readFileSync(path, 'utf8')));
  expect(wrong).toEqual([]);
});

test('a source has its edition and how it is known; without an edition, the years in its name', () => {
  expect(sourceText({ authority: 'KDIGO 2012', checked: 'extract' })).toBe(
    'KDIGO 2012 [known from an extract]',
  );
  expect(sourceText({ authority: 'BNF; AGS Beers 2023', checked: 'knowledge' })).toBe(
    'BNF; AGS Beers 2023 [edition not recorded; named from professional knowledge, not read]',
  );
  expect(sourceText({ authority: 'FDA label (lithium) §2.5', edition: '2026-01', checked: 'read' })).toBe(
    'FDA label (lithium) §2.5 [2026-01; read in the source]',
  );
});
