/** The field test: the right settings pass, the stored mistakes fail, and people write numbers in many ways. */
import { describe, expect, test } from 'vitest';
import { judge, numberIn, opened, sealed } from '../../components/fieldTest/judge.ts';
import {
  fieldTest,
  keyOf,
  shownBy,
  solutionOf,
  type FieldQuestion,
} from '../../components/fieldTest/questions.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { encode, read, write } from '../../sim/settings.ts';
import { readPage } from '../../src/plugins/pages.ts';

const answerTo = (question: FieldQuestion, shown: number) =>
  'finds' in question ? write(shown) : String(Number(shown.toPrecision(6)));

test('there are twenty questions, each with two known mistakes at least, and some that ask for a setting', () => {
  expect(fieldTest).toHaveLength(20);
  expect(new Set(fieldTest.map(({ id }) => id)).size).toBe(20);
  expect(fieldTest.filter((question) => 'finds' in question).length).toBeGreaterThanOrEqual(2);
  for (const { id, mistakes } of fieldTest) expect(mistakes.length, id).toBeGreaterThanOrEqual(2);
});

describe.each(fieldTest)('$id', (question) => {
  test('belongs to a figure that computes at once and whose settings are legal', async () => {
    const { params, clock, needs } = await loadExperiment(question.experiment);
    expect({ clock, needs }).toEqual({ clock: undefined, needs: [] });
    expect(readPage(question.page, 'content')?.targets.has(question.figure)).toBe(true);
    const all =
      'finds' in question
        ? [question.settings]
        : [question.settings, ...question.mistakes.map(({ settings }) => settings)];
    for (const [name, value] of all.flatMap(Object.entries) as [string, number | string][])
      expect(params[name] && read(params[name], write(value)), name).toEqual({ ok: true, value });
  });

  test('the right settings pass, and cannot be had without touching the figure', async () => {
    const key = await keyOf(question);
    const solution = await solutionOf(question);
    expect(
      encode(question.experiment, (await loadExperiment(question.experiment)).params, solution),
    ).not.toBe('');
    const shown = await shownBy(question, solution);
    if ('finds' in question) {
      expect(shown).toBeGreaterThanOrEqual(question.target[0]);
      expect(shown).toBeLessThanOrEqual(question.target[1]);
    }
    const right = 'finds' in question ? Number(solution[question.finds]) : shown;
    expect(judge(key, answerTo(question, right))).toEqual({ is: 'right' });
    if (!('finds' in question))
      expect(judge(key, answerTo(question, await shownBy(question, {})))).not.toEqual({ is: 'right' });
  });

  test('each stored mistake fails, and is told why', async () => {
    const key = await keyOf(question);
    for (const mistake of question.mistakes) {
      const given =
        'value' in mistake ? mistake.value : await shownBy(question, mistake.settings, mistake.reads);
      const judgement = judge(opened(sealed(key)), answerTo(question, given));
      expect(judgement.is, mistake.because).toBe('wrong');
      expect(judgement, mistake.because).toHaveProperty('because');
    }
    // One that two mistakes lead to is told the first reason: they must differ.
    if (!('finds' in question)) {
      const values = await Promise.all(
        question.mistakes.map(({ settings, reads }) => shownBy(question, settings, reads)),
      );
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('what lies between two right settings is right', async () => {
    if (!('finds' in question)) return;
    const { accepted } = await keyOf(question);
    const param = (await loadExperiment(question.experiment)).params[question.finds]!;
    const step = param.kind === 'number' ? param.step : 0;
    for (let value = accepted[0]; value <= accepted[1] + step / 2; value += step) {
      const shown = await shownBy(question, {
        ...question.settings,
        [question.finds]: Number(value.toFixed(6)),
      });
      expect(shown).toBeGreaterThanOrEqual(question.target[0]);
      expect(shown).toBeLessThanOrEqual(question.target[1]);
    }
  });
});

test.each([
  ['1,200', 1200],
  ['90 000', 90000],
  ['−0.5', -0.5],
  ['-.5', -0.5],
  ['23 %', 23],
  ['$ 90,000.5', 90000.5],
  ['0,25', 0.25],
  ['2.', 2],
  ['', undefined],
  ['two', undefined],
  ['1.2.3', undefined],
  ['0.1 to 0.2', undefined],
])('“%s” is read as %s', (written, value) => {
  expect(numberIn(written)).toBe(value);
});

test('the key in the page is not readable in passing', () => {
  const seal = sealed({
    accepted: [0.231, 0.232],
    mistakes: [{ answers: [1, 2], because: 'The margin is “negative”.' }],
  });
  expect(seal).not.toMatch(/231|margin/);
  expect(opened(seal).mistakes[0]!.because).toBe('The margin is “negative”.');
});
