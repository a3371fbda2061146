/**
 * What a finished run suggests to change: each advice has a condition that is computed from the rows, and was tried,
 * on several seeds, in a situation that meets the condition. What did not help stands here as well.
 */
import type { Row } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import type { Settings, SettingsOf } from '../../param.ts';
import type pipeline from './pipeline.ts';

type Set = SettingsOf<(typeof pipeline)['params']>;

/** A run that has ended, with all its settings. */
export interface Ended {
  readonly rows: readonly Row[];
  readonly settings: Settings;
}

export interface Advice {
  readonly id: string;
  /** What is suggested, as it stands on the button. */
  readonly label: string;
  /** Settings, other than the defaults, of the runs on which it was tried. */
  readonly situation: Partial<Set>;
  readonly change: Partial<Set>;
  /** There is nothing to mend: shown only where no other advice applies. */
  readonly onward?: true;
  /** The numbers that make it apply to a run; undefined where it does not. */
  when(run: Course): readonly number[] | undefined;
  /** The condition, with these numbers. */
  says(...numbers: readonly number[]): string;
}

/** What conditions look at. */
export interface Course {
  readonly settings: Set;
  readonly ppo: readonly Row[];
  readonly pretraining: readonly Row[];
  /** After PPO, sampled. */
  after(metric: string): number | undefined;
  /** After fine-tuning, sampled. */
  fineTuned(metric: string): number | undefined;
  /** Of the reward model on held-out pairs. */
  ranked(metric: string): number | undefined;
}

const [SFT, PPO] = [1, 2];

export function courseOf({ rows, settings }: Ended): Course {
  const of = (series: string) => rows.filter((row) => row.series === series);
  const measurements = of('measurement');
  // The first of a model's rows is at the temperature of the measurement, the second takes the likeliest token.
  const measured = (model: number) => (metric: string) =>
    measurements.find((row) => row['model'] === model)?.[metric] as number | undefined;
  return {
    settings: settings as Set,
    ppo: of('ppo'),
    pretraining: of('pretraining'),
    after: measured(PPO),
    fineTuned: measured(SFT),
    ranked: (metric) => of('rewardMeasurement').at(-1)?.[metric] as number | undefined,
  };
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const gold = (value: number) => value.toFixed(2).replace('-', '−');
const nats = (value: number) => `${value.toFixed(2)} nats`;

/** So many rows at the end are averaged: one row is noisy. */
const LAST = 4;
const valuesOf = (rows: readonly Row[], metric: string) => rows.map((row) => row[metric] as number);
const atEnd = (rows: readonly Row[], metric: string) => mean(valuesOf(rows.slice(-LAST), metric));

/** Where the gold reward of the sampled answers was highest, and where it ended. */
function fallOf({ ppo }: Course) {
  if (ppo.length < 2 * LAST) return undefined;
  const golds = valuesOf(ppo, 'gold');
  const best = golds.reduce((at, value, i) => (value > golds[at]! ? i : at), 0);
  return {
    best: golds[best]!,
    bestStep: ppo[best]!['step'] as number,
    end: atEnd(ppo, 'gold'),
    proxyGain: atEnd(ppo, 'proxy') - (ppo[best]!['proxy'] as number),
    kl: atEnd(ppo, 'kl'),
  };
}

/** The gold reward lies so far below its best that noise does not explain it. */
const FALLEN = 0.1;

/** Over-optimisation: the reward model likes the answers better and better, and they become worse. */
function overOptimised(course: Course): readonly number[] | undefined {
  const fall = fallOf(course);
  if (!fall || fall.best - fall.end < FALLEN || fall.proxyGain <= 0) return undefined;
  return [fall.best, fall.bestStep, fall.end, fall.proxyGain, fall.kl];
}

const FELL = (best: number, step: number, end: number, proxy: number) =>
  `PPO’s gold reward was highest at step ${step} (${gold(best)}) and ended at ${gold(end)}, while the reward model’s score rose by ${gold(proxy)}`;

const WARNED = { keywordBias: 1.5, beta: 0.1 } as const;

/** The reward model is hardly better than what costs nothing: the likelihood under the fine-tuned model. */
const BARELY = 0.03;
const ranksBarely = ({ ranked }: Course, margin = BARELY) => {
  const [accuracy, likelihood] = [ranked('accuracy'), ranked('likelihood')];
  return accuracy !== undefined && likelihood !== undefined && accuracy - likelihood < margin
    ? ([accuracy, likelihood] as const)
    : undefined;
};
const RANKS = (accuracy: number, likelihood: number) =>
  `The reward model ranks ${percent(accuracy)} of held-out pairs correctly, and the likelihood under the fine-tuned model, which costs nothing, ${percent(likelihood)}`;

/** It ended near its best, so that nothing is to be mended. */
function held(course: Course) {
  const fall = fallOf(course);
  return fall && fall.best - fall.end < FALLEN ? fall : undefined;
}

const TOKENS = { quick: 450, standard: 1000, thorough: 2000, taste: 6 } as const;
/** Thousands of tokens that pretraining read in this run; undefined where it was not run. */
function readBy({ settings, pretraining }: Course): number | undefined {
  if (pretraining.length === 0) return undefined;
  return settings.setting === 'own' ? settings.tokens : TOKENS[settings.setting];
}

/** Over-consulting: so large a share of the answerable questions is handed back, and PPO has brought half of that at least. */
const CONSULTS = 0.1;
/** Clearly more than the rate that was found best. */
const FAST = 0.01;

const meanClip = ({ ppo }: Course) => mean(valuesOf(ppo, 'clipFraction'));

export const advices: readonly Advice[] = [
  {
    id: 'larger-beta',
    label: 'a KL penalty of 0.5',
    situation: WARNED,
    change: { beta: 0.5 },
    when: (course) => (course.settings.beta < 0.5 ? overOptimised(course) : undefined),
    says: (best, step, end, proxy, kl) =>
      `${FELL(best, step, end, proxy)}, at a KL of ${nats(kl)} per answer`,
  },
  {
    id: 'unbiased-labels',
    label: 'annotators without the keyword bias',
    situation: WARNED,
    change: { keywordBias: 0 },
    when({ settings, after, fineTuned }) {
      const [before, now] = [fineTuned('specificity'), after('specificity')];
      const lost = before !== undefined && now !== undefined && before - now >= 0.1;
      return settings.keywordBias > 0 && lost ? [before, now] : undefined;
    },
    says: (before, now) =>
      `Of the questions to which nothing speaks against the drug, ${percent(now)} are answered without forbidding anything after PPO, and ${percent(before)} were before it; the annotators like warnings`,
  },
  {
    id: 'fewer-passes',
    label: 'two passes, with all answers in one minibatch',
    situation: { epochs: 4, minibatch: 16 },
    change: { epochs: 2, minibatch: 128 },
    when(course) {
      if (course.ppo.length === 0) return undefined;
      const clip = meanClip(course);
      const often = course.settings.epochs > 2 || course.settings.minibatch < 128;
      return often && clip >= 0.03 ? [clip] : undefined;
    },
    says: (clip) => `The clip cut off the update of ${(100 * clip).toFixed(1)} % of tokens`,
  },
  {
    id: 'more-pairs',
    label: '8,000 preference pairs',
    situation: { pairs: 500 },
    change: { pairs: 8000 },
    when: (course) => (course.settings.pairs < 8000 ? ranksBarely(course) : undefined),
    says: (accuracy, likelihood) => RANKS(accuracy, likelihood),
  },
  {
    id: 'clean-labels',
    label: 'labels without coin flips',
    situation: { annotatorNoise: 0.8 },
    change: { annotatorNoise: 0 },
    when: (course) => (course.settings.annotatorNoise > 0 ? ranksBarely(course) : undefined),
    says: (accuracy, likelihood) => `${RANKS(accuracy, likelihood)}; some of its labels are coin flips`,
  },
  {
    id: 'more-demonstrations',
    label: '2,000 demonstrations',
    situation: { demonstrations: 100 },
    change: { demonstrations: 2000 },
    when({ settings, fineTuned }) {
      const format = fineTuned('format');
      return settings.demonstrations < 2000 && format !== undefined && format < 0.9 ? [format] : undefined;
    },
    says: (format) => `After fine-tuning ${percent(format)} of sampled answers have the right form`,
  },
  {
    id: 'enough-text',
    label: 'a million tokens of text',
    situation: { setting: 'own', tokens: 200 },
    change: { setting: 'standard', tokens: 1000 },
    when(course) {
      const read = readBy(course);
      const loss = read === undefined ? undefined : atEnd(course.pretraining, 'loss');
      return read !== undefined && read <= 500 && loss! > 0.97 ? [loss!, read] : undefined;
    },
    says: (loss, read) =>
      `Pretraining ended at a loss of ${nats(loss)} per token after ${read} thousand tokens`,
  },
  {
    id: 'slower-pretraining',
    label: 'a largest learning rate of 0.0065 in pretraining',
    situation: { pretrainPeak: 0.03 },
    change: { pretrainPeak: 0.0065 },
    when(course) {
      const { settings, fineTuned, after } = course;
      const [before, now] = [fineTuned('overConsult'), after('overConsult')];
      const fast = readBy(course) !== undefined && settings.pretrainPeak > FAST;
      return fast &&
        before !== undefined &&
        now !== undefined &&
        now >= CONSULTS &&
        now - before >= CONSULTS / 2
        ? [before, now, settings.pretrainPeak]
        : undefined;
    },
    says: (before, now, peak) =>
      `Of the questions that have an answer, ${percent(now)} are handed back after PPO, and ${percent(before)} were before it; pretraining reached a learning rate of ${peak}`,
  },
  {
    id: 'deeper',
    label: 'two layers',
    onward: true,
    situation: {},
    change: { layers: 2 },
    when(course) {
      const { layers } = course.settings;
      return readBy(course) !== undefined && layers === 1 ? [atEnd(course.pretraining, 'loss')] : undefined;
    },
    says: (loss) => `The model has one layer, and pretraining ended at a loss of ${nats(loss)} per token`,
  },
  {
    id: 'longer-ppo',
    label: '300 steps of PPO',
    onward: true,
    situation: {},
    change: { ppoSteps: 300 },
    when(course) {
      const fall = held(course);
      const { ppoSteps } = course.settings;
      return fall && ppoSteps >= 100 && ppoSteps < 300 && fall.bestStep >= ppoSteps / 2
        ? [fall.best, fall.bestStep, ppoSteps]
        : undefined;
    },
    says: (best, step, steps) =>
      `PPO’s gold reward was highest late, at step ${step} of ${steps} (${gold(best)})`,
  },
  {
    id: 'still-larger-beta',
    label: 'a KL penalty of 0.5',
    onward: true,
    situation: {},
    change: { beta: 0.5 },
    when(course) {
      const fall = held(course);
      const { beta } = course.settings;
      return fall && beta >= 0.2 && beta < 0.5 ? [fall.best, fall.end, fall.kl] : undefined;
    },
    says: (best, end, kl) =>
      `PPO’s gold reward ended at ${gold(end)}, near its highest value of ${gold(best)}, at a KL of ${nats(kl)} per answer`,
  },
  {
    id: 'smaller-beta',
    label: 'a KL penalty of 0.1',
    onward: true,
    situation: {},
    change: { beta: 0.1 },
    when(course) {
      const fall = held(course);
      const { beta, keywordBias } = course.settings;
      return fall && beta > 0.1 && keywordBias === 0 ? [fall.best, fall.end, fall.kl] : undefined;
    },
    says: (best, end, kl) =>
      `PPO’s gold reward ended at ${gold(end)}, near its highest value of ${gold(best)}, at a KL of ${nats(kl)} per answer`,
  },
];

/** Seeds on which no setting of the course was chosen. */
export const TRIED_ON = [51, 52, 53, 54] as const;

/** Those that apply to a run, with what they say of it. */
export function advised(run: Ended): readonly { readonly advice: Advice; readonly says: string }[] {
  const course = courseOf(run);
  const told = advices.flatMap((advice) => {
    const numbers = advice.when(course);
    return numbers ? [{ advice, says: advice.says(...numbers) }] : [];
  });
  const mending = told.filter(({ advice }) => !advice.onward);
  return mending.length > 0 ? mending : told;
}

/** Gold reward after PPO on held-out questions, one value a seed. */
export interface Compared {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What was recorded of an advice. */
export interface Trial {
  readonly id: string;
  readonly sampled: Compared;
  readonly likeliest: Compared;
  /** Seeds on which the run in the situation meets the condition. */
  readonly met: number;
}

/** The runs of a trial, seed by seed: in the situation, then with the change. What is the default is left out. */
export function runsOfTrial(
  { situation, change }: Pick<Advice, 'situation' | 'change'>,
  defaults: Settings,
): Partial<Settings>[] {
  return [situation, { ...situation, ...change }].flatMap((settings) => {
    const others = Object.entries(settings).filter(([name, value]) => value !== defaults[name]);
    return TRIED_ON.map((seed) => ({ ...Object.fromEntries(others), seed }));
  });
}

/** From its finished runs, in that order. */
export function trialOf({ id, when }: Pick<Advice, 'id' | 'when'>, runs: readonly Ended[]): Trial {
  const half = runs.length / 2;
  const compared = (place: 0 | -1): Compared => {
    const golds = runs.map(
      ({ rows }) =>
        rows.filter(({ series, model }) => series === 'measurement' && model === PPO).at(place)![
          'gold'
        ] as number,
    );
    return { before: golds.slice(0, half), after: golds.slice(half) };
  };
  return {
    id,
    sampled: compared(0),
    likeliest: compared(-1),
    met: runs.slice(0, half).filter((run) => when(courseOf(run)) !== undefined).length,
  };
}

/** A smaller gain is not worth a change, even where it is there on most seeds. */
const WORTH = 0.02;

/** Seeds on which the gold reward was higher afterwards. */
export const betterOn = ({ before, after }: Compared): number =>
  before.filter((value, i) => after[i]! > value).length;

/** Of the means, in thousandths, as it is printed: nobody shall reckon another verdict from what is read. */
export const gainOf = ({ before, after }: Compared): number =>
  Math.round(1000 * (mean(after) - mean(before))) / 1000;

export type Verdict = 'try' | 'leave' | 'no difference';

/** What the sampled answers say: all seeds but one must agree. */
export function verdictOf({ sampled }: Trial): Verdict {
  const gain = gainOf(sampled);
  const better = betterOn(sampled);
  if (gain >= WORTH && better >= sampled.before.length - 1) return 'try';
  return gain <= -WORTH && better <= 1 ? 'leave' : 'no difference';
}
