/** Seven runs of PPO, six of them with a mistake: what shows it, and what mends it. */
import { defineExperiment } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { mean } from '../../measure/mean.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { ppo, type PpoStep } from '../../stages/ppo.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { standardOf } from '../../stages/standard.ts';
import { createSampler, END, goldReward, judge, LONGEST_ANSWER } from '../../world/world.ts';
import { stageSeries } from '../pipeline/series.ts';
import { seedParam } from '../seed.ts';
import { setupOf } from './brokenSetups.ts';
import { creditOf } from './faults.ts';
import { freshLabels } from './freshLabels.ts';

/** Answers of a step. */
const BATCH = 64;
/** Steps between two rounds of labels, and in a row. */
const EVERY = 2;
/** Of the steps, the last ones over which a run is summed up. */
const SUMMED = 0.25;
/** Answers of the fine-tuned model that give the scale of the reward. */
const SCALE_ANSWERS = 128;
const PEAK = 2e-3;
/** Long enough that advantages could reach from one answer to the next. */
const LAMBDA = 0.98;

const { step, proxy, gold, kl, entropy, clipFraction, valueLoss, length } = stageSeries.ppo.metrics;

const measured = {
  proxy,
  kl,
  clipFraction,
  valueLoss,
  entropy,
  length,
  gold,
  forbids: share('Sampled answers that forbid something.', 'answers that forbid'),
} as const;

const panel = (id: string, title: string, unit: string) =>
  ({ kind: 'xy', id, title, unit, size: 'panel', x: { label: 'steps' } }) as const;

export default defineExperiment({
  id: 'broken-runs',
  title: 'Seven runs of PPO: six have a mistake, and one change at a time may mend it.',
  params: {
    run: {
      kind: 'choice',
      label: 'run',
      help: 'A healthy run, or one of six with a mistake in it.',
      choices: {
        healthy: 'the healthy run',
        one: 'run 1',
        two: 'run 2',
        three: 'run 3',
        four: 'run 4',
        five: 'run 5',
        six: 'run 6',
      },
      default: 'healthy',
    },
    mend: {
      kind: 'choice',
      label: 'change',
      help: 'One thing that is done otherwise than in the run as it was: the KL penalty is subtracted from the reward and not added, or is 0.5; the clip range is 0.4; each batch is used twice; advantages end where their answer ends; the mask begins where the answer begins; every two steps experts label 32 pairs.',
      choices: {
        nothing: 'nothing',
        sign: 'penalty subtracted',
        beta: 'KL penalty 0.5',
        clip: 'clip range 0.4',
        passes: 'two passes',
        answers: 'advantages per answer',
        mask: 'mask in its place',
        labels: 'labels by experts',
      },
      default: 'nothing',
    },
    steps: {
      kind: 'number',
      label: 'PPO steps',
      help: `Batches of ${BATCH} sampled answers.`,
      min: 4,
      max: 40,
      step: 4,
      default: 32,
      menu: true,
    },
    seed: seedParam('Fixes the questions, the samples and the labels.'),
  },
  series: {
    ppo: { title: 'PPO', metrics: { step, ...measured } },
    result: { title: 'Mean of the last quarter of the steps', metrics: measured },
  },
  clock: { series: 'ppo', metric: 'step' },
  views: [
    {
      ...panel('proxy', 'Reward model’s score', 'deviations'),
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'proxy', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'proxy' }],
    },
    {
      ...panel('kl', 'KL, exact', 'nats per answer'),
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'kl', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'kl' }],
    },
    {
      ...panel('clip-fraction', 'Clip fraction', '% of tokens'),
      y: { domain: [0, 0.25], percent: true },
      layers: [{ series: 'ppo', x: 'step', y: 'clipFraction', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'clipFraction' }],
    },
    {
      ...panel('value-loss', 'Value loss', 'squared reward units'),
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'valueLoss', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'valueLoss' }],
    },
    {
      ...panel('entropy', 'Entropy', 'nats per token'),
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'entropy', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'entropy' }],
    },
    {
      ...panel('length', 'Length', 'tokens per answer'),
      y: { domain: [0, LONGEST_ANSWER] },
      layers: [{ series: 'ppo', x: 'step', y: 'length', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'length' }],
    },
    {
      ...panel('gold', 'Gold reward', '−1.1 to 1'),
      y: { domain: [-1, 1] },
      layers: [{ series: 'ppo', x: 'step', y: 'gold', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'gold' }],
    },
    {
      ...panel('forbids', 'Answers that forbid', '% of answers'),
      y: { domain: [0, 1], percent: true },
      layers: [{ series: 'ppo', x: 'step', y: 'forbids', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'forbids' }],
    },
    {
      kind: 'table',
      id: 'result',
      title: 'Mean of the last quarter of the steps, on the training questions of those steps',
      size: 'wide',
      table: {
        series: 'result',
        columns: ['proxy', 'kl', 'clipFraction', 'valueLoss', 'entropy', 'length', 'gold', 'forbids'],
      },
    },
  ],
  tabs: [
    { label: 'What the trainer sees', views: ['proxy', 'kl', 'clip-fraction', 'value-loss'] },
    { label: 'The answers', views: ['entropy', 'length'] },
    { label: 'The truth', views: ['gold', 'forbids', 'result'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { steps: 4 },
  simplified: [
    'It starts from the fine-tuned model and the reward model of the default run of the pipeline.',
    'Gold reward is that of the sampled answers to the training questions of a step, not of held-out questions.',
    'New labels, where there are any, are 32 every two steps, so that a reward model changes within one short run.',
  ],
}).runs(function* runBrokenRuns({ run, mend, steps }, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const setup = setupOf(run, mend);

  const { train } = createSampler(world);
  const draw = (name: string, count: number) => {
    const stream = rng.stream(name);
    return Array.from({ length: count }, () => train(stream));
  };
  const unscaled = yield* answersTo(laboratory, draw('scale', SCALE_ANSWERS), 1, rng.stream('scale answers'));
  const standard = standardOf(scoresOf(rewardModel, unscaled));
  const asked = Array.from({ length: steps }, (_, step) => draw(`questions ${step}`, BATCH));
  const prompts = asked.map((questions) => questions.map(({ tokens }) => tokens));
  const settings = {
    beta: setup.penaltySign * setup.beta,
    clipRange: setup.clipRange,
    epochs: setup.epochs,
    minibatch: BATCH,
    gamma: 1,
    lambda: LAMBDA,
    reward: 'dense',
    valueWeight: 1,
    entropyBonus: 0,
    klForm: 'reward',
    klControl: 'fixed',
    klTarget: 1, // nobody adapts to it
    temperature: 1,
    longest: LONGEST_ANSWER,
    end: END,
    schedule: { peak: PEAK, floor: PEAK / 5, warmUp: 5, steps, decay: 'linear' },
  } as const;
  const credit = creditOf(setup.advantagesOver, setup.maskShift);
  const taken: (ReturnType<typeof measure> & { readonly step: number })[] = [];

  function measure({ step, responses, ...numbers }: PpoStep) {
    const questions = asked[step - 1]!;
    const over = (mark: (i: number) => number) => mean(responses.map((_, i) => mark(i)));
    return {
      proxy: numbers.proxy,
      kl: numbers.kl,
      clipFraction: numbers.clipFraction,
      valueLoss: numbers.valueLoss,
      entropy: numbers.entropy,
      length: numbers.length,
      gold: over((i) => goldReward(questions[i]!, responses[i]!.answer)),
      forbids: over((i) => (judge(questions[i]!, responses[i]!.answer).avoids ? 1 : 0)),
    };
  }
  const summed = (some: typeof taken) =>
    Object.fromEntries(
      (Object.keys(measured) as (keyof typeof measured)[]).map((name) => [
        name,
        mean(some.map((each) => each[name])),
      ]),
    ) as ReturnType<typeof measure>;

  const training = ppo(
    laboratory,
    rewardModel.head,
    prompts,
    standard,
    settings,
    rng.stream('ppo'),
    undefined,
    credit,
  );
  for (const done of training) {
    if (!done) {
      yield undefined;
      continue;
    }
    taken.push({ step: done.step, ...measure(done) });
    at({ step: done.step, of: steps });
    if (done.step % EVERY === 0) {
      yield { series: 'ppo', ...summed(taken.slice(-EVERY)), step: done.step };
      if (setup.labels !== 'none')
        yield* freshLabels(laboratory, setup.labels, rng.stream(`round ${done.step}`));
    } else yield undefined;
  }
  yield { series: 'result', ...summed(taken.slice(-Math.ceil(SUMMED * steps))) };
});
