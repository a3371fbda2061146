/** The field test: questions that are answered by operating a figure. Answers are measured by the code of findings and goals. Build time only (Node). */
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { finish, measured } from '../../sim/run.ts';
import { defaultsOf, snap } from '../../sim/settings.ts';
import { lookUp } from '../figure/named.ts';
import { readJson } from '../project.ts';
import type { Interval, Key } from './judge.ts';

interface Asked {
  readonly id: string;
  readonly page: string;
  readonly figure: string;
  readonly experiment: string;
  readonly asks: string;
  /** What the answer is counted in. */
  readonly unit?: string;
  /** The finding or goal that is read. */
  readonly reads: string;
  /** Of the right answer; what is left out is the default. */
  readonly settings: Partial<Settings>;
}

/** A number is read off a figure with given settings. */
interface Reading extends Asked {
  /** How far an answer may lie from the number. */
  readonly within: number;
  readonly mistakes: readonly {
    readonly settings: Partial<Settings>;
    /** Another number of the figure, if that is what was read. */
    readonly reads?: string;
    readonly because: string;
  }[];
}

/** A setting is found: all values of a parameter are right for which the number lies in the target. */
interface Finding extends Asked {
  readonly finds: string;
  readonly target: Interval;
  readonly mistakes: readonly { readonly value: number; readonly because: string }[];
}

export type FieldQuestion = Reading | Finding;

export const fieldTest = readJson('content/field-test.json') as readonly FieldQuestion[];

/** What a figure shows under some settings, in the unit of the question. */
export async function shownBy(
  { experiment: id, reads: asked }: Asked,
  settings: Partial<Settings>,
  reads = asked,
): Promise<number> {
  const experiment = await loadExperiment(id);
  const { findings, goals } = await loadWords(id);
  const word = lookUp({ ...goals, ...findings }, reads, `finding or goal of ${id}`);
  const value = word.measure(measured(finish(experiment, settings).rows));
  return word.percent ? 100 * value : value;
}

/** The right answer, which answers count, and those of the known mistakes. */
export async function keyOf(question: FieldQuestion): Promise<Key & { readonly right: number }> {
  if ('finds' in question) return keyOfFinding(question);
  const { settings, within } = question;
  const around = (value: number): Interval => [value - within, value + within];
  const right = await shownBy(question, settings);
  const mistakes = question.mistakes.map(async ({ settings: other, reads, because }) => ({
    answers: around(await shownBy(question, other, reads)),
    because,
  }));
  return { right, accepted: around(right), mistakes: await Promise.all(mistakes) };
}

async function keyOfFinding(question: Finding): Promise<Key & { readonly right: number }> {
  const { experiment, finds, target, settings, mistakes } = question;
  const param = (await loadExperiment(experiment)).params[finds];
  if (param?.kind !== 'number') throw new Error(`${question.id}: ${finds} is no number of ${experiment}`);
  const right: number[] = [];
  for (let value = param.min; value <= param.max; value = snap(param, value + param.step)) {
    const shown = await shownBy(question, { ...settings, [finds]: value });
    if (shown >= target[0] && shown <= target[1]) right.push(value);
    if (value === param.max) break;
  }
  const [first] = right;
  if (first === undefined) throw new Error(`${question.id}: no value of ${finds} is right`);
  // From the first right value to the last; a test holds that none between them is wrong.
  return {
    right: right[Math.floor(right.length / 2)]!,
    accepted: [first, right.at(-1)!],
    mistakes: mistakes.map(({ value, because }) => ({ answers: [value, value], because })),
  };
}

/** The settings of the solution, with the value that was to be found. */
export async function solutionOf(question: FieldQuestion): Promise<Settings> {
  const { params } = await loadExperiment(question.experiment);
  const found = 'finds' in question ? { [question.finds]: (await keyOf(question)).right } : {};
  return { ...defaultsOf(params), ...question.settings, ...found } as Settings;
}
