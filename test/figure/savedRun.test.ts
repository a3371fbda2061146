/** A run as a file: the same run when it is opened, or a refusal in words; nothing between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, openRun, readRun, SavedRunError, writeRun, type SavedRun } from '../../components/figure/runs/savedRun.ts'; // prettier-ignore
import { csvOfRuns, sorted, valuesOf, wordsOf } from '../../components/figure/runs/runTable.ts';
import { recordedRun, recordedRunOf } from '../../components/host/recordings.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';

const known = declarationOf(await loadExperiment('pipeline'));
const history = recordedRun('pipeline');
const run: SavedRun = {
  ...{ id: newId(1), experiment: 'pipeline', when: 1_790_000_000_000, seconds: 6.25, history },
  arrivals: history.rows.map((_, i) => 100 * Math.floor(i / 7)),
  file: 'sft.ltam',
};
const text = writeRun(run);
const { id: _, ...content } = run;

test('what is saved is opened as it was, under a name of its own', async () => {
  const opened = readRun(text, known);
  expect(opened).toMatchObject(content);
  expect(opened.id).not.toBe(run.id);
  expect(await openRun(new File([text], 'a.json'), known)).toMatchObject(content);
  const { file: __, ...plain } = { ...run, arrivals: [] };
  expect(readRun(writeRun(plain), known)).toMatchObject({ arrivals: [] });
  expect(readRun(writeRun(plain), known)).not.toHaveProperty('file');
});

test('names of later runs come later, and two of one moment differ', () => {
  expect(newId(999) < newId(1000)).toBe(true);
  expect(newId(5)).not.toBe(newId(5));
});

describe('is refused:', () => {
  const parsed = JSON.parse(text) as Record<string, unknown> & {
    settings: Record<string, unknown>;
    rows: unknown[];
  };
  const changed = (part: object) => JSON.stringify({ ...parsed, ...part });
  const [first, ...rest] = parsed.rows;
  const damaged = 'its rows and settings do not fit its hash';
  const sealed = 'its content does not fit its seal';
  test.each([
    ['no JSON', 'hello', 'no run saved by this course, or it is cut off'],
    ['half of it', text.slice(0, text.length / 2), 'no run saved by this course, or it is cut off'],
    ['other JSON', '[1,2]', 'this file is no run saved by this course'],
    ['null', 'null', 'this file is no run saved by this course'],
    ['a later version', changed({ version: 2 }), 'version 2 of the format; this page reads version 1'],
    ['a run of another figure', changed({ experiment: 'ppo' }), 'a run of “ppo”, which is another figure'],
    [
      'a version that is no number',
      changed({ version: { toString: 1, valueOf: 1 } }),
      'version ? of the format',
    ],
    [
      'a name without end',
      changed({ experiment: 'x'.repeat(1e5) }),
      /a run of “x{40}…”, which is another figure$/,
    ],
    ['a number changed', changed({ rows: [{ ...(first as object), loss: 0.1 }, ...rest] }), damaged],
    ['a row too few', changed({ rows: rest }), damaged],
    ['rows in another order', changed({ rows: [...rest, first] }), damaged],
    ['another hash', changed({ hash: '0123456789abcdef' }), damaged],
    ['an illegal setting', changed({ settings: { ...parsed.settings, beta: -1 } }), damaged],
    ['another name among the fields', changed({ extra: 1 }), damaged],
    ['arrivals that go back', changed({ arrivals: run.arrivals.toReversed() }), damaged],
    ['another seed', changed({ settings: { ...parsed.settings, seed: 3 } }), sealed],
    ['another penalty', changed({ settings: { ...parsed.settings, beta: 0.2 } }), sealed],
    ['other seconds', changed({ seconds: 1 }), sealed],
    ['another file', changed({ file: 'ppo.ltam' }), sealed],
    ['no file', changed({ file: undefined }), sealed],
    ['other arrivals', changed({ arrivals: [] }), sealed],
    ['no seal', changed({ seal: undefined }), sealed],
  ])('%s', (_what, file, words) => {
    expect(() => readRun(file, known)).toThrow(SavedRunError);
    expect(() => readRun(file, known)).toThrow(words);
  });
  test('what is too large, before it is read', async () => {
    const file = Object.assign(new File(['{'], 'a.json'), {});
    Object.defineProperty(file, 'size', { value: 1e9 });
    await expect(openRun(file, known)).rejects.toThrow('too large');
  });

  test('any change of any character, unless it changes nothing of the run', () => {
    // A small run: the head is most of it, so that changes fall everywhere.
    const few = text.slice(0, text.indexOf('"arrivals"'));
    const change = fc.record({
      at: fc.oneof(fc.nat(few.length - 1), fc.nat(text.length - 1)),
      cut: fc.nat(2),
      put: fc.oneof(
        fc.constantFrom('', '0', '1', '-', '.', 'e', '"', ',', ' ', '}', 'é'),
        fc.string({ maxLength: 2 }),
      ),
    });
    fc.assert(
      fc.property(change, ({ at, cut, put }) => {
        const mutated = text.slice(0, at) + put + text.slice(at + cut);
        let opened: SavedRun | undefined;
        try {
          opened = readRun(mutated, known);
        } catch (error) {
          expect(error).toBeInstanceOf(SavedRunError);
          return;
        }
        const { id: __, ...got } = opened;
        expect(got).toEqual(content);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the table', () => {
  const warned = recordedRunOf('pipeline', { keywordBias: 1.5, beta: 0.1 })!;
  const other: SavedRun = { ...run, id: newId(2), when: run.when + 1, seconds: 3, history: warned };
  const { file: __, ...mine } = run;
  const runs = [mine, other];
  test('says what differs from the defaults, and from which file a run went on', () => {
    expect(wordsOf(known, mine)).toBe('the defaults');
    expect(wordsOf(known, run)).toBe('the defaults, goes on from sft.ltam');
    expect(wordsOf(known, other)).toMatch(/^β = 0\.1, .* = 1\.5/);
    const reseeded = { ...mine, history: { ...history, settings: { ...history.settings, seed: 9 } } };
    expect(wordsOf(known, reseeded)).toBe('the defaults');
  });
  test('has a number of each model and way, where there is one', () => {
    const rows = history.rows.filter(({ series }) => series === 'measurement');
    expect(valuesOf(history, 'gold')).toEqual(rows.map((row) => row['gold']));
    const begun = { rows: rows.filter((row) => row['model'] !== 0) };
    expect(valuesOf(begun, 'safety').slice(0, 2)).toEqual([undefined, undefined]);
  });
  test('is sorted by any column, both ways; what lacks a number comes last', () => {
    expect(sorted(known, runs, 'when', false, 'gold')).toEqual([other, mine]);
    expect(sorted(known, runs, 'seconds', true, 'gold')).toEqual([other, mine]);
    expect(sorted(known, runs, 4, true, 'gold')).toEqual([other, mine]);
    expect(sorted(known, runs, 4, false, 'gold')).toEqual([mine, other]);
    const empty = { ...mine, history: { ...history, rows: [] } };
    for (const rising of [true, false])
      expect(sorted(known, [empty, mine], 0, rising, 'gold')).toEqual([mine, empty]);
  });
  test('as CSV has every number of every run', () => {
    const [head, ...lines] = csvOfRuns(known, runs).trimEnd().split('\n');
    expect(head!.split(',"').length).toBeGreaterThan(15);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(history.hash);
    expect(lines[0]).toContain('pipeline.beta=0.3');
    for (const metric of ['gold', 'accuracy', 'safety'] as const)
      for (const value of valuesOf(history, metric)) expect(lines[0]).toContain(String(value));
  });
});
