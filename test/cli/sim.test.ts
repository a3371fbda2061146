/** The terminal: what it prints, what it refuses, and its exit codes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { main } from '../../src/cli/sim.ts';

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

describe('sim', () => {
  test('list: one line an experiment, id, tab, title', async () => {
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out.map((line) => line.split('\t')[0])).toEqual(experimentIds);
    for (const line of out) expect(line).toMatch(/^[a-z0-9-]+\t.+[.]$/);
  });
  test('describe: the declaration as JSON', async () => {
    const { out } = await run('describe', 'pairwise-loss');
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      id: 'pairwise-loss',
      params: { margin: { min: -4, max: 4 } },
    });
  });
  test('run: every row as a line of JSON; --hash: the hash alone', async () => {
    const history = finish(await loadExperiment('pairwise-loss'), { margin: -2.5 });
    const rows = await run('run', 'pairwise-loss', '--margin', '-2.5');
    expect(rows.out.map((line) => JSON.parse(line) as unknown)).toEqual(history.rows);
    expect((await run('run', 'pairwise-loss', '--margin=-2.5', '--hash')).out).toEqual([history.hash]);
  });
  test.each([1, 2, 3, 4, 8])('--workers %i: the same hash of a small pipeline', async (workers) => {
    const { id, params, small } = await loadExperiment('pipeline');
    const flags = Object.entries(small).flatMap(([name, value]) => [`--${name}`, String(value)]);
    expect(Object.keys(params)).not.toContain('workers');
    const { code, out, err } = await run('run', id, ...flags, '--workers', String(workers), '--hash');
    expect({ code, out }).toEqual({ code: 0, out: [hashOf(await loadExperiment(id), small)] });
    // That they have really computed; more than four have nothing to do.
    const said = `computed by ${Math.min(workers, 4)} of ${workers} workers`;
    expect(err).toEqual(workers > 1 ? [said] : []);
  });
  test('world: every fact, with its key, statement, authority, edition and evidence', async () => {
    const { code, out } = await run('world');
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(3000);
    for (const line of out) expect(line.split('\t').every((cell) => cell !== '')).toBe(true);
    const metformin = out.filter((line) => line.includes('Metformin, eGFR 28:'));
    expect(metformin).toHaveLength(1);
    expect(metformin[0]).toContain('\tContraindicated; stop.\t');
    expect(metformin[0]).toMatch(
      /This world’s key: Avoid: risk of lactic acidosis.*FDA Drug Safety Communication 2016.*\textract\ttest$/,
    );
  });
  test('check: a handed-in address is run again, its code compared, and its goals are judged', async () => {
    const address = 'https://example.org/part-1/reward-model/?pairwise-loss.margin=2.2#fig-bt-loss';
    const { hash } = finish(await loadExperiment('pairwise-loss'), { margin: 2.2 });
    const right = await run('check', address, hash);
    expect(right.code).toBe(0);
    expect(right.out).toEqual([
      'pairwise-loss, pairwise-loss.margin=2.2',
      `the code is that of this run: ${hash}`,
      'goal tenth (slope): met',
    ]);
    const copied = await run('check', address.replace('2.2', '1.5'), hash);
    expect(copied.code).toBe(1);
    expect(copied.out[1]).toMatch(/^another code/);
    expect(copied.out[2]).toBe('goal tenth (slope): not met');
    const alone = await run('check', 'https://example.org/embed/pairwise-loss/', hash);
    expect(alone.out[0]).toBe('pairwise-loss, default settings');
  });
  test('check: the example of the teaching pages runs, and with the right code it says so', async () => {
    const [, address = ''] = /-- check "([^"]+)" [0-9a-f]{16}/.exec(readFileSync('content/teach/assessment.mdx', 'utf8'))!; // prettier-ignore
    const { out } = await run('run', 'reward-pairs', '--noise', '0.3', '--seed', '4711', '--hash');
    expect((await run('check', address, '0123456789abcdef')).code).toBe(1);
    const grouped = out[0]!.replace(/(.{4})(?=.)/g, '$1 ');
    const { code, out: said } = await run('check', address, grouped);
    expect(code).toBe(0);
    expect(said[0]).toBe('reward-pairs, reward-pairs.noise=0.3&reward-pairs.seed=4711');
  });
  test.each([
    [['check'], /usage/],
    [['check', 'https://example.org/', '0123456789abcdef'], /sets no figure/],
    [['check', 'part-1/sft', '0123456789abcdef'], /is no address/],
    [['check', 'https://example.org/?pairwise-loss.margin=9', '0123456789abcdef'], /from -4 to 4/],
    [
      ['check', 'https://example.org/?pairwise-loss.margin=1&one-game.kFactor=1', '0123456789abcdef'],
      /several/,
    ],
    [['check', 'https://example.org/?pairwise-loss.margin=1', '123'], /is no code/],
  ])('check refuses %j', async (args, message) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err.join('\n')).toMatch(message);
  });
  test.each([
    [[], /usage/],
    [['jump'], /usage/],
    [['run'], /which experiment.*pairwise-loss/],
    [['run', 'nothing'], /no experiment "nothing".*pairwise-loss/],
    [['run', 'pairwise-loss', '--margin', '9'], /--margin 9: must be a number from -4 to 4/],
    [['run', 'pairwise-loss', '--margin', '0.03'], /steps of 0.05/],
    [['run', 'pairwise-loss', '--margin'], /needs a value/],
    [['run', 'pairwise-loss', '--margin', '1', '--margin', '2'], /given twice/],
    [['run', 'pairwise-loss', '--speed', '9'], /no flag --speed; there are --margin/],
    [['run', 'pairwise-loss', '--rewardLoss', 'x'], /one of bradley-terry, hinge/],
    [['run', 'pairwise-loss', 'twice'], /what is "twice"/],
    ...['0', '9', '-1', '1.5', 'two', ''].map((count): [string[], RegExp] => [
      ['run', 'pairwise-loss', '--workers', count],
      /--workers .*: must be a whole number from 1 to 8/,
    ]),
    [['run', 'pairwise-loss', '--workers'], /needs a value/],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).toMatch(message);
  });
});
