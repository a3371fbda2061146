/** Defaults as a sentence writes them. */
import { expect, test } from 'vitest';
import { settingText } from '../../components/figure/settingText.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';

const said = { label: '', help: '' };
const number = { ...said, kind: 'number', min: 0, max: 1e6 } as const;

test.each([
  [{ ...number, step: 100, default: 8000 }, '8,000'],
  [{ ...number, step: 0.05, default: 0.35 }, '0.35'],
  [{ ...number, min: -1, step: 0.5, default: -0.5 }, '−0.5'],
  [{ ...said, kind: 'choice', choices: { a: 'fresh weights' }, default: 'a' }, 'fresh weights'],
  [{ ...said, kind: 'text', maxLength: 9, default: 'a b', example: 'c' }, 'a b'],
] as const)('%#', (param, text) => {
  expect(settingText(param)).toBe(text);
});

test('what the table of stages prints is what a run of the pipeline takes', async () => {
  const { params } = await loadExperiment('pipeline');
  expect(['demonstrations', 'pairs', 'ppoSteps'].map((name) => settingText(params[name]!))).toEqual(
    [params['demonstrations']!.default, params['pairs']!.default, params['ppoSteps']!.default].map((value) =>
      Number(value).toLocaleString('en-US'),
    ),
  );
});
