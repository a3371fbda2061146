/** A small pipeline from which one part is left out, measured at its end. */
import { defineExperiment } from '../../experiment.ts';
import { defaultsOf } from '../../settings.ts';
import { fineTuning, fineTuningParams, fineTuningSteps } from '../../stages/fineTuning.ts';
import { staged } from '../../stages/pipeline.ts';
import { policyOptimisation, policyParams } from '../../stages/policyOptimisation.ts';
import { pretraining, pretrainingParams, pretrainingSteps } from '../../stages/pretraining.ts';
import {
  resetRewardModel,
  rewardModelling,
  rewardParams,
  rewardSteps,
} from '../../stages/rewardModelling.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { answerMetrics, metricsOf } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { drawn } from '../pipeline/rows.ts';
import { seedParam } from '../seed.ts';
import { bestOf } from './bestOf.ts';

const SIZES = {
  small: { tokens: 250_000, demonstrations: 600, pairs: 1500, heldOutPairs: 100, ppoSteps: 50, every: 1 },
  short: { tokens: 20_000, demonstrations: 100, pairs: 300, heldOutPairs: 20, ppoSteps: 10, every: 10 },
  taste: { tokens: 6_000, demonstrations: 50, pairs: 200, heldOutPairs: 20, ppoSteps: 10, every: 10 },
} as const;
const SAMPLES = 16;

const { gold, accuracy, safety, specificity, humility, format } = answerMetrics;
const measuredMetrics = { gold, accuracy, safety, specificity, humility, format };

const DECODING = ['sampled', 'likeliest'] as const;

const series = {
  progress: {
    title: 'Updates of all stages',
    metrics: { step: { label: 'updates', unit: 'updates', help: 'So far, drawn in steps.', digits: 0 } },
  },
  measurement: {
    title: 'Held-out questions',
    metrics: {
      decoding: {
        label: 'answers',
        unit: '',
        help: 'Sampled at temperature 1, or the likeliest word each time.',
        digits: 0,
        names: DECODING,
      },
      ...measuredMetrics,
    },
  },
  end: { title: 'What is read of a run', metrics: measuredMetrics },
} as const;

export default defineExperiment({
  id: 'ablation',
  title: 'A small pipeline with one part left out, measured on held-out questions.',
  params: {
    leaveOut: {
      kind: 'choice',
      label: 'left out',
      help: 'The part that is missing. A constant reward, and labels by coin flip, leave the stage in and take its information away. Without PPO the reward model picks one of 16 sampled answers.',
      choices: {
        nothing: 'nothing',
        pretraining: 'pretraining',
        sft: 'fine-tuning',
        reward: 'the reward (it is constant)',
        labels: 'the labels (coin flips)',
        ppo: 'PPO (best of 16 instead)',
        preferences: 'reward model and PPO',
      },
      default: 'nothing',
    },
    answers: {
      kind: 'choice',
      label: 'answers',
      help: 'Which of the two measurements a sweep reads.',
      choices: { sampled: 'sampled (T = 1)', likeliest: 'likeliest (T = 0)' },
      default: 'sampled',
      menu: true,
    },
    ...inMenu({
      size: {
        kind: 'choice',
        label: 'size',
        help: 'The small pipeline, or two that are too short to learn anything and ask every tenth question.',
        choices: { small: 'small', short: 'short', taste: 'a taste' },
        default: 'small',
      },
    }),
    seed: seedParam('Fixes first weights, texts, samples and labels.'),
  },
  series,
  clock: { series: 'progress', metric: 'step', runs: 'the stages' },
  views: [
    {
      kind: 'table',
      id: 'measurement',
      title: 'Held-out questions after the last stage that is left',
      unit: '%',
      size: 'wide',
      table: {
        series: 'measurement',
        columns: ['decoding', 'gold', 'accuracy', 'safety', 'specificity', 'humility', 'format'],
      },
    },
  ],
  needs: [],
  engine: true,
  small: { size: 'taste' },
  simplified: [
    `A quarter of the standard setting, or less: ${SIZES.small.tokens / 1000} thousand tokens, ${SIZES.small.demonstrations} demonstrations, ${SIZES.small.pairs} pairs, ${SIZES.small.ppoSteps} steps of PPO.`,
  ],
}).runs(function* runAblation({ leaveOut, answers, size, seed: _ }, { kernels, crew, rng, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, world } = laboratory;
  const { tokens, demonstrations, pairs, heldOutPairs, ppoSteps, every } = SIZES[size];
  const questions = world.evaluation.filter((_, i) => i % every === 0);
  let step = 0;
  type Events = Parameters<typeof drawn>[0];
  function* shown(events: Events) {
    for (const event of drawn(events, at)) {
      if (event && 'row' in event) {
        step += 1;
        yield { series: 'progress', step } as const;
      } else yield undefined;
    }
  }

  yield { series: 'progress', step };
  if (leaveOut !== 'pretraining') {
    const read = { ...defaultsOf(pretrainingParams), tokens };
    yield* shown(staged('pretrain', pretrainingSteps(read), pretraining(laboratory, read)));
  }
  if (leaveOut !== 'sft') {
    const imitated = { ...defaultsOf(fineTuningParams), demonstrations };
    yield* shown(staged('sft', fineTuningSteps(imitated), fineTuning(laboratory, imitated)));
  }
  copyParameters(policy, reference);
  let standard = { mean: 0, deviation: 1 };
  if (leaveOut === 'reward') resetRewardModel(laboratory);
  else if (leaveOut !== 'preferences') {
    const labelled = {
      ...defaultsOf(rewardParams),
      pairs,
      heldOutPairs,
      annotatorNoise: leaveOut === 'labels' ? 1 : 0,
    };
    const known = rewardModelling(laboratory, labelled);
    const events = staged('reward', rewardSteps(labelled), known);
    for (const event of drawn(events, at)) {
      if (event && 'ended' in event && event.stage === 'reward') standard = event.known.standard;
      if (event && 'row' in event) {
        step += 1;
        yield { series: 'progress', step };
      } else yield undefined;
    }
  }
  if (leaveOut !== 'ppo' && leaveOut !== 'preferences') {
    const settings = { ...defaultsOf(policyParams), ppoSteps };
    yield* shown(staged('ppo', ppoSteps, policyOptimisation(laboratory, standard, settings)));
  }

  const sampled =
    leaveOut === 'ppo'
      ? yield* bestOf(laboratory, questions, SAMPLES, rng.stream('best of n'))
      : (yield* answersTo(laboratory, questions, 1, rng.stream('sampled'))).map(({ answer }) => answer);
  const likeliest = (yield* answersTo(laboratory, questions, 0, rng.stream('likeliest'))).map(
    ({ answer }) => answer,
  );
  const measurements = [sampled, likeliest].map((each) => {
    const { gold, accuracy, safety, specificity, humility, format } = metricsOf(world, questions, each);
    return { gold, accuracy, safety, specificity, humility, format };
  });
  for (const [decoding, each] of measurements.entries()) yield { series: 'measurement', decoding, ...each };
  yield { series: 'end', ...measurements[answers === 'sampled' ? 0 : 1]! };
});
