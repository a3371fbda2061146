/** The schedule that chapter 4 sets is that of the model which it trains. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import words from '../../sim/experiments/pretraining/learning-rate-schedule.findings.ts';

test('the phrase in the text sets what the preset sets', () => {
  const { settings } = words.presets.find(({ label }) => label === 'This course')!;
  const phrases = [
    ...readFileSync('content/part-1/pretraining.mdx', 'utf8').matchAll(
      /<SettingsLink experiment="learning-rate-schedule" values=\{\{ (decay: [^}]*) \}\}/g,
    ),
  ];
  const set = phrases.map(([, values]): Record<string, string | number> =>
    Object.fromEntries(
      values!.split(', ').map((pair) => {
        const [name, value] = pair.split(': ') as [string, string];
        return [name, value.startsWith("'") ? value.slice(1, -1) : Number(value)];
      }),
    ),
  );
  expect(set).toEqual([settings]);
});
