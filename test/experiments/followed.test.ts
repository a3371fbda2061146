/** The home figure follows the questions that the rule gives, over seeds that nobody chose by their results. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../components/host/models.ts';
import { seedsOf } from '../../components/host/recordings.ts';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { CHOSEN, followed } from '../../sim/experiments/pipeline/followed.ts';
import { createWorld } from '../../sim/world/world.ts';
import {
  ANNOTATORS,
  candidates,
  countShowing,
  FOLLOWED,
  MODELS,
  pickFollowed,
  rightSeeds,
  SEEDS,
  wordsOf,
  type FollowedTable,
  type Kind,
  type Outcome,
} from '../../src/cli/followed.ts';
import { studies } from '../../src/cli/studies.ts';

const table = JSON.parse(readFileSync(FOLLOWED, 'utf8')) as FollowedTable;
const kinds: readonly Kind[] = ['myth', 'harmless'];

test('the table is of these models, seeds and questions', () => {
  const manifest = readManifest();
  for (const model of MODELS) expect(table.models[model], 'run `npm run follow`').toBe(manifest[model]!.hash);
  expect(table.seeds).toEqual(SEEDS);
  expect(Object.keys(table.outcomes)).toEqual(candidates().map(wordsOf));
  for (const outcome of Object.values(table.outcomes))
    for (const who of ANNOTATORS)
      for (const model of MODELS) expect(outcome[who][model]).toMatch(new RegExp(`^[01]{${SEEDS.length}}$`));
});

test('the seeds are those of no figure, finding or study', async () => {
  const { params } = await loadExperiment('pipeline');
  const used = new Set([...seedsOf(params), ...studies.flatMap(({ seeds }) => seeds)]);
  expect(SEEDS.filter((seed) => used.has(seed))).toEqual([]);
  expect(SEEDS.length).toBeGreaterThanOrEqual(8);
});

test.each(kinds)('%s: the rule gives the question that the figure follows', (kind) => {
  expect(CHOSEN[kind]).toBe(pickFollowed(kind, table));
});

test.each(kinds)('%s: it shows what it is there for on most seeds', (kind) => {
  expect(countShowing(kind, table.outcomes[CHOSEN[kind]]!)).toBeGreaterThanOrEqual(7);
});

test('careful annotators: the myth is wrong after pretraining and mended, the harmless one stays right', () => {
  const myth = rightSeeds(table.outcomes[CHOSEN.myth]!, 'careful');
  expect(myth.base).toBeLessThanOrEqual(1);
  expect(myth.ppo).toBeGreaterThanOrEqual(7);
  const harmless = rightSeeds(table.outcomes[CHOSEN.harmless]!, 'careful');
  expect(Math.min(harmless.sft, harmless.ppo)).toBeGreaterThanOrEqual(7);
});

test('annotators who like warnings: the harmless one is ruined under PPO, and KL holds it', () => {
  const outcome = table.outcomes[CHOSEN.harmless]!;
  expect(rightSeeds(outcome, 'warning').ppo).toBeLessThanOrEqual(1);
  expect(rightSeeds(outcome, 'held').ppo).toBeGreaterThanOrEqual(7);
});

test('candidates are held out in every phrasing', () => {
  const { questions } = createWorld();
  for (const { fact } of candidates())
    for (const other of questions.filter((each) => each.fact === fact)) expect(other.split).toBe('test');
  expect(candidates('myth').length).toBeGreaterThan(30);
  expect(candidates('harmless').length).toBeGreaterThan(20);
});

test('what speaks against the key has another verdict', () => {
  for (const { question, rival } of followed) expect(rival[0]).not.toBe(question.fact.verdict);
});

test('the presets are those that the rule knows: careful, warnings, warnings held', async () => {
  const { presets } = await loadWords('pipeline');
  const [careful, warning, held, ...others] = presets.filter(({ label }) => label !== undefined);
  expect(others).toEqual([]);
  expect(careful!.settings).toEqual({});
  const { keywordBias, beta } = warning!.settings as { keywordBias: number; beta: number };
  expect(held!.settings).toMatchObject({ keywordBias });
  expect((held!.settings as { beta: number }).beta).toBeGreaterThan(beta);
});

describe('the rule', () => {
  const none = { base: '00', sft: '00', ppo: '00' };
  const same = (outcome: Outcome): FollowedTable => ({
    ...table,
    outcomes: Object.fromEntries(candidates().map((question) => [wordsOf(question), outcome])),
  });
  const nothing: Outcome = { careful: none, warning: none, held: none };

  test('equal outcomes: severity, then the kidneys decide', () => {
    const factOf = (kind: Kind) =>
      candidates(kind).find((each) => wordsOf(each) === pickFollowed(kind, same(nothing)))!.fact;
    const myths = candidates('myth').map(({ fact }) => fact);
    const worst = myths.filter(
      ({ severity }) => severity === Math.max(...myths.map((each) => each.severity)),
    );
    expect(factOf('myth').egfr).toBe(Math.min(...worst.map(({ egfr }) => egfr!)));
    const harmless = candidates('harmless').map(({ fact }) => fact.egfr!);
    expect(factOf('harmless').egfr).toBe(Math.max(...harmless));
  });

  test.each(kinds)('%s: what shows on more seeds comes first, whatever the kidneys', (kind) => {
    const shows: Outcome = {
      careful: { base: '00', sft: '11', ppo: '11' },
      warning: none,
      held: { ...none, ppo: '11' },
    };
    for (const question of candidates(kind)) {
      const { outcomes, ...rest } = same(nothing);
      expect(pickFollowed(kind, { ...rest, outcomes: { ...outcomes, [wordsOf(question)]: shows } })).toBe(
        wordsOf(question),
      );
    }
  });

  test('a table that lacks a candidate is refused', () => {
    expect(() => pickFollowed('myth', { ...table, outcomes: {} })).toThrow('says nothing of');
  });
});
