/** Pretraining, fine-tuning, reward model and PPO on one transformer, against the ground truth of the teaching world. */
import { defineExperiment } from '../experiment.ts';
import { exp } from '../float.ts';
import { mean } from '../measure/mean.ts';
import type { PpoStep } from '../stages/ppo.ts';
import { createLaboratory, evaluate, pipeline, type Stage } from '../stages/pipeline.ts';
import { createWorld } from '../world/world.ts';
import { probeOf, VERDICTS } from '../stages/probe.ts';
import { params } from './pipeline/params.ts';
import { series } from './pipeline/series.ts';
import { views } from './pipeline/views.ts';

const STAGES: readonly Stage[] = ['pretrain', 'sft', 'reward', 'ppo'];
/** Tokens of pretraining, held-out pairs, and which held-out questions are asked: every one, or every n-th. */
const SIZES = {
  taste: { pretrainingTokens: 6_000, heldOutPairs: 60, every: 10 },
  quick: { pretrainingTokens: 450_000, heldOutPairs: 500, every: 1 },
  standard: { pretrainingTokens: 1_000_000, heldOutPairs: 500, every: 1 },
} as const;
/** Rows of a stage: a run shows its course, and a row is the mean of the updates since the last one. */
const ROWS = 60;
const PPO_ROWS = 40;

/** Whether a row ends with this step, of so many. */
const isDrawn = (step: number, of: number, rows: number) =>
  Math.floor((step * rows) / of) !== Math.floor(((step - 1) * rows) / of);

function meanOf<T extends Readonly<Record<keyof T, number>>>(items: readonly T[]): T {
  const names = Object.keys(items[0]!) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, mean(items.map((item) => item[name]))])) as T;
}

const at =
  (wanted: number, degree: number) => (row: { readonly model: number; readonly temperature: number }) =>
    row.model === wanted && row.temperature === degree;
const avoidOf = (wanted: number) => (row: { readonly model: number; readonly verdict: number }) =>
  row.model === wanted && row.verdict === VERDICTS.indexOf('AVOID');

export default defineExperiment({
  id: 'pipeline',
  title: 'One model goes through all four stages, here, and is measured against the truth.',
  params,
  series,
  clock: { series: 'progress', metric: 'tick', runs: 'all four stages' },
  views,
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      digits: 0,
      between: [550, 650],
    },
    goldOfFineTuned: {
      says: 'gold reward of the fine-tuned model, sampled',
      measure: (rows) => rows.of('measurement').find(at(1, 1))!.gold,
      digits: 2,
      between: [0.3, 0.6],
    },
    goldAfterPpo: {
      says: 'gold reward after PPO, sampled',
      measure: (rows) => rows.of('measurement').find(at(2, 1))!.gold,
      digits: 2,
      between: [0.45, 0.75],
    },
    rewardAccuracy: {
      says: 'held-out pairs that the reward model ranks rightly',
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.8, 0.95],
    },
    avoidBase: {
      says: 'P(avoid) of the base model for metformin at eGFR 28',
      measure: (rows) => rows.of('verdict').find(avoidOf(0))!.probability,
      digits: 0,
      percent: true,
      between: [0.2, 1],
    },
    avoidFineTuned: {
      says: 'P(avoid) of the fine-tuned model',
      measure: (rows) => rows.of('verdict').find(avoidOf(1))!.probability,
      digits: 0,
      percent: true,
      between: [0.4, 1],
    },
    avoidAfterPpo: {
      says: 'P(avoid) after PPO',
      measure: (rows) => rows.of('verdict').find(avoidOf(2))!.probability,
      digits: 1,
      percent: true,
      between: [0.6, 1],
    },
  },
  goals: {},
  needs: [],
  engine: true,
  small: { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10 },
  simplified: [
    'A made-up world of 40 drugs with short answers in a fixed grammar; its facts are checked, its language is not English.',
    'Annotators are simulated: they see the true quality, with the bias and the noise that are set.',
    'The reward model shares its trunk with the fine-tuned model and adds 0.3 of the log-probability of the answer.',
  ],
}).runs(function* (settings, { kernels, rng }) {
  const laboratory = createLaboratory(kernels, rng);
  const { world } = laboratory;
  const measuring = rng.stream('measuring');
  const probe = probeOf(world, 'metformin', 28);
  const { setting, beta, klControl, klTarget, clipRange, gamma, lambda, epochs, minibatch, reward } =
    settings;
  const stages = {
    ...settings,
    ...SIZES[setting],
    annotators: {
      keywordBias: settings.keywordBias,
      lengthBias: settings.lengthBias,
      noise: settings.annotatorNoise,
    },
    ppo: { beta, klControl, klTarget, clipRange, gamma, lambda, epochs, minibatch, reward },
  };

  const questions = world.evaluation.filter((_, i) => i % SIZES[setting].every === 0);

  let tick = 0;
  /** What follows every drawn row: the probe, and the place on the scale of the run. */
  function* moment(stage: Stage) {
    tick += 1;
    const avoid = probe.probabilities(laboratory.policy)[VERDICTS.indexOf('AVOID')]!;
    yield { series: 'right', tick, avoid } as const;
    yield { series: 'progress', tick, stage: STAGES.indexOf(stage) } as const;
  }
  /** A model is finished: how it answers the held-out questions, and the probe. */
  function* measure(model: number) {
    for (const temperature of new Set([settings.temperature, 0])) {
      const measured = evaluate(
        laboratory,
        questions,
        temperature,
        measuring.stream(`${model} ${temperature}`),
      );
      const who = 2 * model + (temperature === 0 ? 1 : 0);
      yield { series: 'measurement', who, model, temperature, ...measured } as const;
    }
    for (const [verdict, probability] of probe.probabilities(laboratory.policy).entries()) {
      yield { series: 'verdict', model, verdict, probability } as const;
    }
  }

  type PpoRow = Omit<PpoStep, 'responses' | 'learningRate' | 'step'> & { readonly gold: number };
  let group: PpoRow[] = [];
  let sums = { count: 0, loss: 0, margin: 0, accuracy: 0 };
  for (const event of pipeline(laboratory, stages)) {
    if ('done' in event) {
      if (!event.done) yield undefined;
      else if (event.stage === 'reward') {
        yield { series: 'rewardMeasurement', accuracy: laboratory.judge!.accuracy };
      } else yield* measure(STAGES.indexOf(event.stage) === 3 ? 2 : STAGES.indexOf(event.stage));
      continue;
    }
    const { stage, step, of } = event;
    if (event.stage === 'ppo') {
      const { responses: _, learningRate: __, step: at, ...ppo } = event.step;
      group.push({ ...ppo, gold: event.gold });
      if (!isDrawn(at, of, PPO_ROWS)) {
        yield undefined;
        continue;
      }
      yield { series: 'ppo', step: at, ...meanOf(group) };
      group = [];
      yield* moment('ppo');
      continue;
    }
    sums.count += 1;
    sums.loss += event.step.loss;
    if (event.stage === 'reward') {
      sums.margin += event.step.margin;
      sums.accuracy += event.step.accuracy;
    }
    if (!isDrawn(step.step, of, ROWS)) {
      yield undefined;
      continue;
    }
    const { count } = sums;
    const loss = sums.loss / count;
    if (event.stage === 'pretrain') {
      const { tokens, learningRate, gradientNorm } = event.step;
      const perplexity = exp(loss);
      yield {
        series: 'pretraining',
        tokens: tokens / 1_000_000,
        loss,
        perplexity,
        learningRate,
        gradientNorm,
      };
    } else if (event.stage === 'sft') yield { series: 'fineTuning', step: step.step, loss };
    else {
      const [margin, accuracy] = [sums.margin / count, sums.accuracy / count];
      yield { series: 'rewardModel', step: step.step, loss, margin, accuracy };
    }
    yield* moment(stage);
    sums = { count: 0, loss: 0, margin: 0, accuracy: 0 };
  }
});
