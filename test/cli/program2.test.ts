/** Program 2 at the terminal: its sections, its picture, its numbers, and the original’s words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { main } from '../../src/cli/program2.ts';
import { decodePng, inkOf } from './png.ts';

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

let folder: string;
let ran: Awaited<ReturnType<typeof run>>;
let printed: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'program-2-'));
  ran = await run('--out', join(folder, 'pictures'));
  printed = ran.out.join('\n');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('a run prints its sections in order, the sizes of both data sets, and where the picture is', () => {
  expect([ran.code, ran.err]).toEqual([0, []]);
  const headings = ['STAGE 4: PPO', 'EIGHT QUESTIONS', 'SCORECARD', 'WHAT GOES WRONG', 'THE PIPELINE'];
  const at = headings.map((heading) => printed.indexOf(`\n${heading}`));
  expect(at.every((place, i) => place > (at[i - 1] ?? 0))).toBe(true);
  for (const line of [/sequences +10 +15/, /demonstrations +5 +12/, /pairs +20 +20/, /queries +8 +8/])
    expect(printed).toMatch(line);
  for (let n = 1; n <= 8; n++) expect(printed.match(new RegExp(`^D${n}  `, 'gm'))).toHaveLength(1);
  for (const severity of ['CRITICAL', 'HIGH', 'MEDIUM']) expect(printed).toContain(severity);
  expect(printed.match(/^Visualization saved: .*$/gm)).toHaveLength(2);
  expect(printed).not.toMatch(/NaN|undefined|null/);
});

test('the scorecard has five metrics and over-consulting, and its numbers are those of the figure', () => {
  const { rows } = recordedRun('program-2');
  const score = (model: number, temperature: number, metric: string) => {
    const row = rows.find(
      (each) =>
        each.series === 'measurement' && each['model'] === model && each['temperature'] === temperature,
    )!;
    return `${Math.round(100 * (row[metric] as number))} %`;
  };
  for (const [label, metric] of [
    ['accuracy', 'accuracy'],
    ['safety', 'safety'],
    ['specificity', 'specificity'],
    ['dose', 'dose'],
    ['humility', 'humility'],
    ['over-consulting', 'overConsult'],
  ] as const) {
    const line = ran.out.flatMap((each) => each.split('\n')).find((each) => each.startsWith(`${label} `));
    const numbers = line!.match(/\d+ %/g)!.slice(-4);
    expect(numbers).toEqual([
      score(0, 0, metric),
      score(1, 0, metric),
      score(0, 1, metric),
      score(1, 1, metric),
    ]);
  }
});

test('the picture: the original’s four panels as SVG, and the same as PNG, at twice the size and not blank', () => {
  const svg = readFileSync(join(folder, 'pictures', 'llm_program_2_results.svg'), 'utf8');
  const { documentElement } = new new JSDOM('').window.DOMParser().parseFromString(svg, 'image/svg+xml');
  const charts = [...documentElement.querySelectorAll('[data-chart]')];
  expect(charts.map((chart) => chart.getAttribute('data-chart'))).toEqual(['loss', 'reward', 'kl', 'bars']);
  expect(/var\(--|NaN|undefined|currentColor/.exec(svg)).toBeNull();
  const picture = decodePng(readFileSync(join(folder, 'pictures', 'llm_program_2_results.png')));
  const [width, height] = ['width', 'height'].map((name) => Number(documentElement.getAttribute(name)));
  expect([picture.width, picture.height]).toEqual([2 * width!, 2 * height!]);
  expect(inkOf(picture)).toBeGreaterThan(0.01);
  expect(inkOf(picture)).toBeLessThan(0.4);
});

test('--json: the numbers of the end; without a folder to write into, exit code 1 and why', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { code, out, err } = await run('--json', '--out', join(file, 'below'));
  expect(code).toBe(1);
  expect(err.join()).toMatch(/not saved: .*(ENOTDIR|EEXIST)/);
  const said = JSON.parse(out.join('\n')) as Record<string, unknown>;
  expect(said).toMatchObject({ ppo: { hash: recordedRun('program-2').hash }, saved: [] });
}, 120_000);

test('--original: the four logged lines and what the documents make of them; nothing runs', async () => {
  const { code, out, err } = await run('--original');
  expect([code, err]).toEqual([0, []]);
  expect(out.slice(0, 5)).toEqual([
    '# Guide to Program 2, “PPO Output Explained”',
    'Iter  250: Loss=-2.1936, Reward=5.25, KL=-0.0606, Clipped=0%, β=0.475',
    'Iter  500: Loss=-2.1922, Reward=5.25, KL=-0.0606, Clipped=0%, β=0.451',
    'Iter  750: Loss=-2.1908, Reward=5.25, KL=-0.0606, Clipped=0%, β=0.429',
    'Iter 1000: Loss=-2.1895, Reward=5.25, KL=-0.0606, Clipped=0%, β=0.407',
  ]);
  expect(out).toContain('    • Overall improvement: +64%');
  const refused = await run('--original', '--seed', '8');
  expect(refused.code).toBe(2);
});
