/** `npm test` itself: what is chosen, in which order it goes, what is counted. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { experimentIds } from '../../sim/experiments/index.ts';
import { oneOfEachKind } from '../../src/cli/check/built.ts';
import { changed } from '../../src/cli/check/changed.ts';
import { checks, CONTRACT, PAGE, testFiles } from '../../src/cli/check/checks.ts';
import { everything, only, type Choice } from '../../src/cli/check/choice.ts';
import { bundle, fileOf, itemOf } from '../../src/cli/check/part.ts';
import { schedule, type Done, type Group } from '../../src/cli/check/schedule.ts';
import { tableOf } from '../../src/cli/check/table.ts';

/** What a choice takes of the parts that are known without a built site. */
const taken = (choice: Choice) =>
  checks.flatMap((check) =>
    check
      .parts()
      .filter((part) => part.file !== PAGE && choice.takes(check, part))
      .map(({ key }) => key),
  );
const page = (path: string) => itemOf(PAGE, `/${path}`);
const takesPage = (choice: Choice, path: string) =>
  choice.takes(
    checks.find(({ name }) => name === 'browsers')!,
    page(path),
  );

describe('parts', () => {
  test('every test file belongs to one check, every experiment to the contract', () => {
    const keys = taken(everything);
    expect(new Set(keys).size).toBe(keys.length);
    for (const file of testFiles().filter((each) => each !== PAGE))
      expect(
        keys.some((key) => key === file || key.startsWith(`${file} `)),
        file,
      ).toBe(true);
    for (const id of experimentIds) expect(keys).toContain(`${CONTRACT} ${id}`);
  });

  test('files that are cut up ask what they are asked for, and no test stands beside their items', () => {
    const items = checks.flatMap((check) => check.parts().filter(({ item }) => item !== undefined));
    for (const file of new Set([PAGE, ...items.map((part) => part.file!)])) {
      const text = readFileSync(file, 'utf8');
      expect(text, file).toContain('asked(');
      // Each bundle would run it again.
      expect(text, file).not.toMatch(/^test\b/m);
    }
  });

  test('bundles hold as many seconds as they may, the longest first; items keep to their file', () => {
    const parts = [fileOf('a'), fileOf('b'), itemOf('c', '1'), itemOf('c', '2'), fileOf('d'), fileOf('new')];
    const costs = { a: 2, b: 40, 'c 1': 1, 'c 2': 1, d: 9 };
    const keys = bundle(parts, costs, 12).map((each) => each.map(({ key }) => key));
    expect(keys).toEqual([['b'], ['d', 'a'], ['new'], ['c 1', 'c 2']]);
  });
});

describe('--only', () => {
  const slugs = ['', 'part-1/sft', 'part-1/pretraining', 'lab/train'];
  test('a check', () => {
    expect(taken(only(['lint', 'types'], slugs))).toEqual(['types', 'lint']);
  });
  test('a folder or a file under test/', () => {
    const folder = taken(only(['test/cli/'], slugs));
    expect(folder).toContain('test/cli/check.test.ts');
    expect(folder.every((key) => key.startsWith('test/cli/'))).toBe(true);
    expect(taken(only([CONTRACT], slugs))).toHaveLength(experimentIds.length);
  });
  test('an experiment: its contract, its runs in every engine, its pages', () => {
    const choice = only(['sft'], slugs);
    expect(taken(choice)).toEqual([
      `${CONTRACT} sft`,
      'test/browsers/embed.test.ts sft',
      'test/browsers/runs.test.ts Firefox',
      'test/browsers/runs.test.ts WebKit',
    ]);
    expect(choice.asked('test/browsers/runs.test.ts')).toEqual(['sft']);
    const visited = ['embed/sft/', 'part-1/sft/', 'embed/ppo/', ''].filter((path) => takesPage(choice, path));
    expect(visited).toEqual(['embed/sft/', 'part-1/sft/']);
  });
  test('a page', () => {
    const choice = only(['lab/train'], slugs);
    expect([taken(choice), takesPage(choice, 'lab/train/'), takesPage(choice, '')]).toEqual([
      [],
      true,
      false,
    ]);
  });
  test('a whole check asks its files for everything, whatever else is wanted', () => {
    expect(only(['browsers', 'sft'], slugs).asked('test/browsers/runs.test.ts')).toEqual([]);
  });
  test.each(['nope', 'test/nope', 'part-1/nope', '.'])('%s is refused', (name) => {
    expect(() => only([name], slugs)).toThrow(`nothing is called "${name}"`);
  });
});

describe('--changed', () => {
  test('nothing: nothing', () => expect(taken(changed([]))).toEqual([]));
  test('a run: its contract, those that use it, the recordings, the site', () => {
    const keys = taken(changed(['sim/experiments/elo/elo-circle.ts']));
    expect(keys).toEqual(
      expect.arrayContaining(['types', 'lint', 'build', 'test/pages/html.test.ts', `${CONTRACT} elo-circle`]),
    );
    expect(keys).toContain('test/experiments/recordings.test.ts');
    expect(keys).not.toContain(`${CONTRACT} bpe`);
    expect(keys).not.toContain('test/browsers/engines.test.ts Firefox');
  });
  test('the findings alone: no kernel is tested', () => {
    const keys = taken(changed(['sim/experiments/elo/elo-circle.findings.ts']));
    expect(keys).toContain(`${CONTRACT} elo-circle`);
    expect(keys).not.toContain('test/rng.test.ts');
  });
  test('a chapter: build, site, and what reads prose', () => {
    const keys = taken(changed(['content/part-1/elo.mdx']));
    expect(keys).toEqual(expect.arrayContaining(['build', 'test/pages/html.test.ts']));
    expect(keys).not.toContain(`${CONTRACT} elo-circle`);
  });
  test('what all pages share: each engine looks', () => {
    const keys = taken(changed(['components/figure/lab/worker.ts']));
    expect(keys).toContain('test/browsers/engines.test.ts Firefox');
  });
  test('a tool of the browsers: who uses it', () => {
    const keys = taken(changed(['test/browsers/webkit.ts']));
    expect(keys).toContain('test/browsers/planted.test.ts');
    expect(keys).not.toContain('build');
    expect(keys).not.toContain('test/browsers/models.test.ts');
  });
  test('the ground: everything', () => expect(changed(['package.json'])).toBe(everything));
});

describe('the schedule', () => {
  const group = (
    name: string,
    costs: readonly number[],
    rest: Partial<Group> & { readonly fails?: boolean } = {},
  ): Group => ({
    name,
    needs: [],
    after: [],
    cost: costs.reduce((sum, cost) => sum + cost, 0),
    jobs: () =>
      costs.map((cost, i) => ({
        name: `${name} ${i + 1}`,
        cost,
        run: async () => {
          started.push(`${name} ${i + 1}`);
          most = Math.max(most, ++running);
          await new Promise((wake) => setTimeout(wake, cost));
          running--;
          return { passed: rest.fails ? 0 : 1, failed: rest.fails ? 1 : 0, output: '' };
        },
      })),
    ...rest,
  });
  let started: string[] = [];
  let running = 0;
  let most = 0;
  const run = async (groups: readonly Group[], slots: number): Promise<Done[]> => {
    started = [];
    most = 0;
    return schedule(groups, slots, () => undefined);
  };

  test('what others wait for goes first, then the longest; no more at once than there are slots', async () => {
    const done = await run(
      [group('short', [1, 3, 2]), group('first', [2]), group('then', [30, 20], { needs: ['first'] })],
      2,
    );
    expect(started.slice(0, 2)).toEqual(['first 1', 'short 2']);
    expect(started.indexOf('then 1')).toBeLessThan(started.indexOf('short 1'));
    expect(most).toBe(2);
    expect(done).toHaveLength(6);
  });
  test('what needs a failed group is told as a failure; what only comes after it goes on', async () => {
    const done = await run(
      [
        group('build', [1], { fails: true }),
        group('site', [1], { needs: ['build'] }),
        group('lint', [1], { after: ['build'] }),
      ],
      2,
    );
    expect(done.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
      ['build 1', 0, 1],
      ['site', 0, 1],
      ['lint 1', 1, 0],
    ]);
  });
  test('a group that is not asked for is not waited for, one without jobs is through', async () => {
    const done = await run(
      [group('site', [1], { needs: ['build'] }), group('none', []), group('last', [1], { after: ['none'] })],
      1,
    );
    expect(done).toHaveLength(2);
  });
  test('groups that wait for one another are refused', async () => {
    await expect(
      run([group('a', [1], { after: ['b'] }), group('b', [1], { after: ['a'] })], 1),
    ).rejects.toThrow('a, b');
  });
});

test('the table: the longest first', () => {
  const job = (name: string, seconds: number, failed = 0): Done => {
    return { name, seconds, passed: 2, failed, output: '' };
  };
  expect(tableOf([job('lint', 3), job('build', 12.34, 1)])).toEqual([
    '    12.3 s  build  2 passed, 1 failed',
    '     3.0 s  lint   2 passed',
    '    15.3 s  all, one after another',
  ]);
});

test('of every kind of page the one with most figures', () => {
  const built = (path: string, figures: number) => ({
    path,
    html: '<figure data-experiment="x">'.repeat(figures),
  });
  const pages = [built('', 1), built('a/x/', 1), built('a/y/', 3), built('b/z/', 0)];
  expect(oneOfEachKind(pages).map(({ path }) => path)).toEqual(['', 'a/y/', 'b/z/']);
});
