/** DPO and IPO on the same few pairs, again and again: where the probability goes. */
import { defineExperiment } from '../../experiment.ts';
import { exp } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { nats, share } from '../../metric.ts';
import { createAdamW } from '../../model/adamW.ts';
import { restore } from '../../model/checkpoint.ts';
import { evaluate, evaluationMetrics } from '../../stages/evaluation.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { dpoLoss, ipoLoss, logRatio, pairMargin } from '../../stages/methods/preferenceLosses.ts';
import { pairOf, pairwise, preferenceGradient } from '../../stages/methods/preferenceOptimisation.ts';
import { scoresOf, type PreferencePair } from '../../stages/rewardModel.ts';
import { createSampler, someOf } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Prompts that are asked twice, and pairs that are taken of them. */
const ASKED = 384;
const PAIRS = 32;
/** Share of the held-out questions. */
const MEASURED = 0.3;
const RATE = 5e-4;

const change = (help: string, label: string) =>
  ({ ...nats(help, label), unit: 'nats per answer', digits: 2 }) as const;

export const series = {
  pairs: {
    title: 'The pairs that are trained on',
    metrics: {
      step: { label: 'updates', unit: '', help: 'Each reads all pairs once.', digits: 0 },
      chosen: change('Mean change of log π of the chosen answers since the fine-tuned model.', 'chosen'),
      rejected: change('The same of the rejected answers.', 'rejected'),
      margin: { ...change('h: the change of chosen minus that of rejected.', 'margin'), hue: 'margin' },
      target: change('1/(2β), where IPO stops.', 'IPO’s target'),
      fallen: share('Pairs whose chosen answer has become less likely than it was.', 'chosen has fallen'),
      massChosen: share('Mean probability of the chosen answers.', 'on the chosen answer'),
      massRejected: share('Mean probability of the rejected answers.', 'on the rejected answer'),
      massRest: share('Probability of all answers that stand in no pair.', 'on all other answers'),
    },
  },
  measurement: {
    title: 'Held-out questions',
    metrics: {
      model: { label: 'model', unit: '', help: 'Before and after.', digits: 0, names: ['before', 'after'] },
      gold: { ...evaluationMetrics.gold, label: 'gold, sampled' },
      likeliest: { ...evaluationMetrics.gold, label: 'gold, likeliest' },
      format: evaluationMetrics.format,
      length: evaluationMetrics.length,
    },
  },
} as const;

export default defineExperiment({
  id: 'dpo-displacement',
  title: 'Pairs fix a difference of log-probabilities, not where the probability goes.',
  params: {
    loss: {
      kind: 'choice',
      label: 'loss',
      help: 'What asks for the margin.',
      choices: { dpo: 'DPO', ipo: 'IPO' },
      default: 'dpo',
    },
    beta: {
      kind: 'number',
      symbol: '\\beta',
      label: 'strength',
      help: 'Of the loss. IPO’s margin has the target 1/(2β).',
      min: 0.05,
      max: 1,
      step: 0.05,
      default: 0.1,
    },
    steps: {
      kind: 'number',
      label: 'updates',
      help: 'Passes over the pairs.',
      min: 20,
      max: 240,
      step: 20,
      default: 160,
    },
    pairs: {
      kind: 'choice',
      label: 'pairs',
      help: 'Which of the sampled pairs are taken: any, those that begin with the same word, or those that do not.',
      choices: { any: 'any', alike: 'same first word', different: 'different first words' },
      default: 'any',
    },
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series,
  clock: { series: 'pairs', metric: 'step', end: 'steps' },
  views: [
    {
      kind: 'xy',
      id: 'log-probabilities',
      title: 'Change of the log-probability',
      unit: 'nats per answer',
      size: 'panel',
      x: { label: 'updates' },
      y: { domain: [-50, 5], label: 'nats per answer' },
      layers: [
        { series: 'pairs', x: 'step', y: 'chosen', mark: 'line', label: 'chosen' },
        { series: 'pairs', x: 'step', y: 'rejected', mark: 'line', role: 'counterpart', label: 'rejected' },
      ],
      head: [
        { series: 'pairs', metric: 'chosen' },
        { series: 'pairs', metric: 'rejected' },
      ],
    },
    {
      kind: 'xy',
      id: 'margin',
      title: 'Margin',
      unit: 'nats per answer',
      size: 'panel',
      x: { label: 'updates' },
      y: { domain: [0, 50], label: 'nats per answer' },
      layers: [{ series: 'pairs', x: 'step', y: 'margin', mark: 'line' }],
      references: [{ axis: 'y', at: { series: 'pairs', metric: 'target' }, label: '1/(2β), IPO’s target' }],
      head: [{ series: 'pairs', metric: 'margin' }],
    },
    {
      kind: 'area',
      id: 'mass',
      title: 'Where the probability is: mean over the prompts of the pairs',
      unit: '%',
      size: 'wide',
      x: { label: 'updates' },
      area: {
        series: 'pairs',
        x: 'step',
        parts: ['massChosen', 'massRejected', 'massRest'],
        marked: 'massChosen',
      },
    },
    {
      kind: 'table',
      id: 'measured',
      title: 'Held-out questions, before and after',
      size: 'wide',
      table: { series: 'measurement', columns: ['model', 'gold', 'likeliest', 'format', 'length'] },
    },
  ],
  tabs: [
    { label: 'Log-probabilities', views: ['log-probabilities', 'margin'] },
    { label: 'Probability', views: ['mass'] },
    { label: 'Held-out', views: ['measured'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { steps: 20 },
  simplified: [
    `${PAIRS} pairs of sampled answers, ordered by the reward model without noise, all in every update.`,
    'A constant learning rate of 0.0005.',
  ],
}).runs(function* runDpoDisplacement({ loss, beta, steps, pairs: kind }, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const sampler = createSampler(world);
  const asked = rng.stream('questions');
  const questions = Array.from({ length: ASKED }, () => sampler.train(asked)).flatMap((each) => [each, each]);
  const responses = yield* answersTo(laboratory, questions, 1, rng.stream('answers'));
  const scores = scoresOf(rewardModel, responses);
  const wanted = ({ chosen, rejected }: PreferencePair) =>
    kind === 'any' || (chosen.answer[0] === rejected.answer[0]) === (kind === 'alike');
  const pairs = Array.from({ length: ASKED }, (_, i) => {
    const own = [2 * i, 2 * i + 2] as const;
    return pairOf({ responses: responses.slice(...own), rewards: scores.slice(...own) });
  })
    .filter((pair) => pair !== undefined && wanted(pair))
    .slice(0, PAIRS) as PreferencePair[];

  const held = someOf(world.evaluation, MEASURED);
  function* measure(model: number) {
    const sampled = yield* evaluate(laboratory, held, 1, rng.stream('sampled'));
    const likeliest = yield* evaluate(laboratory, held, 0, rng.stream('likeliest'));
    const { gold, format, length } = sampled;
    yield { series: 'measurement', model, gold, likeliest: likeliest.gold, format, length } as const;
  }
  yield* measure(0);

  const optimiser = createAdamW(policy);
  const slopes = pairwise((loss === 'dpo' ? dpoLoss : ipoLoss)(beta));
  for (let step = 0; step <= steps; step++) {
    const read = preferenceGradient(laboratory, pairs, slopes);
    const [chosen, rejected] = [read.filter((_, i) => i % 2 === 0), read.filter((_, i) => i % 2 === 1)];
    const mass = (answers: typeof read) => mean(answers.map((each) => exp(each.policy)));
    const [massChosen, massRejected] = [mass(chosen), mass(rejected)];
    at({ step, of: steps });
    yield {
      series: 'pairs',
      step,
      chosen: mean(chosen.map(logRatio)),
      rejected: mean(rejected.map(logRatio)),
      margin: mean(chosen.map((each, i) => pairMargin(each, rejected[i]!))),
      target: 1 / (2 * beta),
      fallen: mean(chosen.map((each) => (logRatio(each) < 0 ? 1 : 0))),
      massChosen,
      massRejected,
      massRest: 1 - massChosen - massRejected,
    };
    if (step < steps) optimiser.step(RATE);
  }
  yield* measure(1);
});
