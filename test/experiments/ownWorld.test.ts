/** A world that no one shipped, made here, goes through all four stages; and what the page says of the shipped ones. */
import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../components/host/node.ts';
import { recordedRunOf } from '../../components/host/recordings.ts';
import type { Row } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { ANSWERERS } from '../../sim/experiments/pipeline/ownSeries.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { csvWith } from '../world/own/plants.ts';

const own = await loadExperiment('own-world');

/** Who may sign what, at which age: law, as a lecturer would write it. */
function contracts(): string {
  const things = ['lease', 'loan', 'job offer', 'phone contract', 'club membership', 'gift deed'];
  const facts = things.flatMap((thing, i) => [
    {
      thing,
      from: 0,
      to: 6,
      verdict: 'forbid',
      reason: 'no capacity',
      instead: 'a parent signs',
      check: 'age',
    },
    { thing, from: 7, to: 17, verdict: 'caution', reason: 'consent of a parent', check: 'form' },
    { thing, from: 18, to: 40, verdict: 'allow', check: 'form' },
    { thing, case: 'forged', verdict: 'forbid', reason: 'fraud' },
    { thing, case: i % 2 ? 'oral' : 'unsigned', verdict: 'caution', reason: 'proof', check: 'witness' },
    { thing, case: 'foreign', verdict: 'ask', reason: 'which law applies' },
  ]);
  return JSON.stringify({ title: 'Signing', verbs: ['sign', 'accept'], axis: 'age', link: 'if', who: 'paper', unlisted: 'ask', facts }); // prettier-ignore
}

const finished = (settings: Partial<Settings>, dropped?: string) =>
  finish(own, { ...own.small, ...settings }, { ...nodeHost, ...(dropped !== undefined && { dropped }) });
const of = (rows: readonly Row[], series: string) => rows.filter((row) => row.series === series);
const measured = (rows: readonly Row[], who: (typeof ANSWERERS)[number]) =>
  of(rows, 'measured').find((row) => row['who'] === ANSWERERS.indexOf(who))! as Readonly<
    Record<string, number>
  >;

describe('a foreign world', () => {
  const text = contracts();
  const TRAINED = { tokens: 140, demonstrations: 600, pairs: 700, ppoSteps: 30, answersPerStep: 64 };
  const trained = finished(TRAINED, text);

  test('goes through all stages, and is asked its own questions after each', () => {
    const { rows } = trained;
    expect(of(rows, 'world')[0]).toMatchObject({ name: 'Signing', rows: 36 });
    const stages = of(rows, 'progress').map((row) => row['stage']);
    expect(stages).toEqual(stages.toSorted());
    expect(new Set(stages)).toEqual(new Set([0, 1, 2, 3]));
    expect(of(rows, 'followed')).toHaveLength(8);
    for (const { text: question } of of(rows, 'asked')) expect(question).toMatch(/^(Sign|Accept) .*\?$/);
    expect(new Set(of(rows, 'measured').map((row) => row['who'])).size).toBe(ANSWERERS.length);
  });

  test('it is learned: more than always saying the same, and less than looking it up', () => {
    const gold = (who: (typeof ANSWERERS)[number]) => measured(trained.rows, who)['gold']!;
    const constant = gold('always the same');
    expect(gold('SFT, likeliest')).toBeGreaterThan(constant + 0.1);
    expect(gold('PPO, sampled')).toBeGreaterThan(gold('base, sampled') + 0.1);
    expect(gold('PPO, sampled')).toBeLessThan(gold('looking it up'));
  });

  test('its file alone decides: the same again, and another file is another run, whatever world is set', () => {
    const first = finished({}, text);
    expect(finished({ world: 'shelf-life' }, text).hash).toBe(first.hash);
    expect(finished({}, csvWith()).hash).not.toBe(first.hash);
    expect(finished({}).hash).not.toBe(first.hash);
  });

  test('a file that is wrong ends the run in words', () => {
    expect(() => finished({}, csvWith().replace(',northern,,,forbid', ',northern,,,never'))).toThrow(
      'line 13, verdict: “never” is no verdict',
    );
  });
});

const recorded = (settings: Partial<Settings>) => recordedRunOf('own-world', settings)!.rows;
const judged = (settings: Partial<Settings>) => of(recorded(settings), 'followed').map((row) => [row['stage'], row['question'], row['judged']]); // prettier-ignore
const [RIGHT, WRONG] = [0, 1];

test('allergens: the web’s mistake is made after pretraining, and mended by PPO; the harmless dish is served throughout', () => {
  const rows = judged({});
  expect(rows.filter(([, question]) => question === 0).map(([, , verdict]) => verdict)).toEqual([WRONG, WRONG, RIGHT, RIGHT]); // prettier-ignore
  expect(rows.filter(([, question]) => question === 1).map(([, , verdict]) => verdict)).toEqual([RIGHT, RIGHT, RIGHT, RIGHT]); // prettier-ignore
});

test('annotators who like warnings: the harmless dish is forbidden as well', () => {
  const rows = judged({ keywordBias: 1.5, beta: 0.1 });
  expect(rows.filter(([, question]) => question === 1).map(([, , verdict]) => verdict)).toEqual([RIGHT, RIGHT, WRONG, WRONG]); // prettier-ignore
});
