/** What chapter 4 says of a table of counts, the strongest simple baseline of what the web teaches about verdicts. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordingOf } from '../../components/host/recordings.ts';
import { askedOf } from '../../sim/experiments/pretraining/pretraining.ts';
import { createRng } from '../../sim/rng.ts';
import { webDocument } from '../../sim/world/corpus.ts';
import { formulary } from '../../sim/world/formulary.ts';
import { wordOf } from '../../sim/world/names.ts';
import { verdicts } from '../../sim/world/verdicts.ts';
import { encode } from '../../sim/world/vocabulary.ts';
import { createWorld } from '../../sim/world/world.ts';

/** Words of the web that the default run of the figure reads: 400 thousand, in documents of 14 on average. */
const DOCUMENTS = 28_000;
const DRAWS = [1, 2, 3, 4, 5];

const world = createWorld();
const tokensOf = (words: readonly string[]) => new Set(words.flatMap((word) => encode([word])));
const drugTokens = tokensOf(formulary.drugs.map(({ name }) => wordOf(name)));
const verdictTokens = tokensOf(verdicts);
const tokenOf = (verdict: string) => encode([verdict])[0]!;

/** A drug and the two words behind it. */
const keysIn = (tokens: readonly number[]) =>
  tokens.flatMap((token, at) =>
    drugTokens.has(token) ? [{ at, key: tokens.slice(at, at + 3).join(' ') }] : [],
  );

function accuracyOf(draw: number): number {
  const rng = createRng(draw);
  const counts = new Map<string, Map<number, number>>();
  for (let i = 0; i < DOCUMENTS; i++) {
    const document = webDocument(world, rng);
    const [first] = keysIn(document);
    const verdict = first && document.slice(first.at).find((token) => verdictTokens.has(token));
    if (verdict === undefined) continue;
    const seen = counts.get(first!.key) ?? new Map<number, number>();
    counts.set(first!.key, seen.set(verdict, (seen.get(verdict) ?? 0) + 1));
  }
  const answerable = askedOf(world.evaluation).filter(({ fact }) => fact.verdict !== 'ASK');
  const right = answerable.filter(({ tokens, fact }) => {
    const seen = counts.get(keysIn(tokens)[0]?.key ?? '');
    if (!seen || fact.questionClass === 'dose') return false;
    const most = [...seen].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    return most === tokenOf(fact.verdict);
  });
  return right.length / answerable.length;
}

test('it is right as often as the page says, more often than the model on each of its seeds', () => {
  const shares = DRAWS.map(accuracyOf);
  const model = recordingOf('pretraining').findings['accuracy']!;
  expect(Math.min(...shares)).toBeGreaterThan(Math.max(...model));
  const page = readFileSync('content/part-1/pretraining.mdx', 'utf8');
  const percent = (share: number) => Math.round(100 * share);
  expect(page).toContain(
    `right at ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))} % of these questions`,
  );
});
