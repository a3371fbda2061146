/** Program 1 at the terminal: its sections, its picture, what it refuses, and the original's words. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { main } from '../../src/cli/program1.ts';
import { unpackWoff } from '../../src/cli/picture/woff.ts';
import { decodePng, inkOf } from './png.ts';

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-1-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a run', () => {
  let printed: string;
  let error: string;
  let code: number | null;
  beforeAll(() => {
    const args = ['src/cli/program1.ts', '--out', join(folder, 'pictures')];
    ({
      stdout: printed,
      stderr: error,
      status: code,
    } = spawnSync(process.execPath, args, { encoding: 'utf8' }));
  });

  test('prints three stages in order, the sizes of both data sets, and where the picture is', () => {
    expect([error, code]).toEqual(['', 0]);
    const headings = ['PRETRAINING', 'SUPERVISED FINE-TUNING', 'REWARD MODEL'];
    const at = headings.map((heading, i) => printed.indexOf(`STAGE ${i + 1}: ${heading}`));
    expect(at.every((place, i) => place > (at[i - 1] ?? 0))).toBe(true);
    for (const line of [/sequences +10 +15/, /demonstrations +5 +12/, /pairs +20 +20/, /queries +8 +8/])
      expect(printed).toMatch(line);
    expect(printed.match(/^Visualization saved: .*$/gm)).toHaveLength(2);
    expect(printed).not.toMatch(/NaN|undefined|null/);
  });
  test('its numbers are those of the figures', () => {
    const { rows } = recordedRun('program-1');
    const end = rows.at(-1)!;
    expect(printed).toContain(`loss ${(end['heldOutLoss'] as number).toFixed(4)} held-out`);
  });
  test('the picture: four panels as SVG, and the same as PNG, at twice the size and not blank', () => {
    const svg = readFileSync(join(folder, 'pictures', 'llm_program_1_results.svg'), 'utf8');
    const { documentElement } = new new JSDOM('').window.DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(documentElement.nodeName).toBe('svg');
    expect([...documentElement.querySelectorAll('[data-chart]')].map((chart) => chart.getAttribute('data-chart'))).toEqual(['loss', 'margin', 'accuracy', 'scores']); // prettier-ignore
    expect(/var\(--|NaN|undefined|currentColor/.exec(svg)).toBeNull();
    const picture = decodePng(readFileSync(join(folder, 'pictures', 'llm_program_1_results.png')));
    const [width, height] = ['width', 'height'].map((name) => Number(documentElement.getAttribute(name)));
    expect([picture.width, picture.height]).toEqual([2 * width!, 2 * height!]);
    expect(inkOf(picture)).toBeGreaterThan(0.01);
    expect(inkOf(picture)).toBeLessThan(0.4);
  });
});

test('--json: the numbers of the end; without a folder to write into, exit code 1 and why', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { code, out, err } = await run('--json', '--seed', '8', '--out', join(file, 'below'));
  expect(code).toBe(1);
  expect(err).toHaveLength(2);
  expect(err.join()).toMatch(/not saved: .*(ENOTDIR|EEXIST)/);
  const said = JSON.parse(out.join('\n')) as Record<string, unknown>;
  expect(said).toMatchObject({ seed: 8, sft: { recited: 1 }, rewardModel: {}, saved: [] });
});

const DOCUMENTED = `# README of the programs, “Key Metrics” of Program 1
### Key Metrics
- Pretraining Loss: ~4.6 (cross-entropy)
- SFT Final Loss: 0.2902
- RM Final Accuracy: 35% (learns to rank)
- RM Final Loss: 0.7044

# Summary of the package, “Key numbers from the demonstration”
PROGRAM 1 RESULTS:
  Pretraining:
    • 10 pharmaceutical sequences
    • Final loss: 4.67 (cross-entropy)
${'    '}
  SFT:
    • 5 expert (instruction, response) pairs
    • Final loss: 0.29
${'    '}
  Reward Model:
    • 20 pharmaceutical preferences
    • Final loss: 0.70
    • Final margin: -0.022
    • Learns to rank safer responses higher

# Summary of the package, “Success indicators”
When you run Program 1, you should see:
  ✓ Pretraining training progress
  ✓ SFT training progress
  ✓ Reward Model training progress
  ✓ Visualization saved successfully`;

test('--original: the documented text, and nothing else', async () => {
  const { code, out, err } = await run('--original');
  expect([code, err]).toEqual([0, []]);
  expect(out.join('\n')).toBe(DOCUMENTED);
  const asJson = JSON.parse((await run('--original', '--json')).out.join('\n')) as { lines: string[] }[];
  expect(asJson.flatMap(({ lines }) => lines)).toEqual(
    DOCUMENTED.split('\n').filter((line) => line !== '' && !line.startsWith('# ')),
  );
});

test.each([
  [['--seed', 'x'], /--seed x: must be a number from 0/],
  [['--seed'], /needs a value/],
  [['--speed', '2'], /no flag --speed; there are --seed, --out/],
  [['--json=1'], /--json takes no value/],
  [['twice'], /what is "twice"/],
  [['--original', '--seed', '8'], /--seed means nothing with --original/],
])('%j is refused with exit code 2', async (args, message) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, []]);
  expect(err.join('\n')).toMatch(message);
});

test('only WOFF 1.0 is unpacked', () => {
  expect(() => unpackWoff(Buffer.from('wOF2 and more than that, so that it can be read'))).toThrow(
    'not a WOFF',
  );
});
