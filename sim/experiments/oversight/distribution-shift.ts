/** PPO moves the answers away from those on which its reward model was trained: round by round, with new labels on either. */
import { defineExperiment } from '../../experiment.ts';
import { nats, share } from '../../metric.ts';
import { mean } from '../../measure/mean.ts';
import { answersTo, copyParameters } from '../../stages/laboratory.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import { baselinesOn } from '../../stages/rankingBaselines.ts';
import { pairAccuracy, scoresOf, type PreferencePair } from '../../stages/rewardModel.ts';
import { rewardParams } from '../../stages/rewardModelling.ts';
import { standardOf } from '../../stages/standard.ts';
import type { Rng } from '../../rng.ts';
import { goldReward, someOf } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { ask, pairsOf } from './asking.ts';
import { FAIR, labels, learning } from './labels.ts';
import { fineTunedLaboratory } from './laboratoryOf.ts';
import { optimising } from './optimising.ts';
import { quietly } from './quietly.ts';

/** How often each held-out question is asked: two pairs of answers. */
const TIMES = 4;
const RATE = 1e-3;
/** Standard errors of a difference that are taken for more than chance. */
const ERRORS = 2;
/** Before scores have a scale. */
const UNSCALED = { mean: 0, deviation: 1 };

const gold = (label: string, help: string) => ({ label, unit: '', help, digits: 2, hue: 'gold' }) as const;
const kl = (label: string, help: string) => ({ ...nats(help, label), digits: 2, hue: 'kl' }) as const;

export const series = {
  rounds: {
    title: 'Round by round',
    metrics: {
      round: {
        label: 'round',
        unit: '',
        help: 'Labels, reward model, PPO; round 0 is the same for both ways.',
        digits: 0,
      },
      labels: { label: 'labels', unit: 'pairs', help: 'So far, in either way.', digits: 0 },
      onSft: share(
        'Pairs of SFT’s answers that the reward model with labels on PPO’s answers ranks correctly.',
        'on SFT’s',
      ),
      onPolicy: share('Pairs of PPO’s own answers that it ranks correctly.', 'on PPO’s'),
      onPolicyOther: share(
        'Pairs of PPO’s answers that a reward model ranks correctly whose new labels are on SFT’s answers.',
        'PPO’s, SFT labels',
      ),
      likelihood: share(
        'The same pairs of PPO’s answers, ranked by their likelihood under SFT.',
        'likelihood',
      ),
      longer: share(
        'The same pairs, the longer answer ranked first; equal lengths count one half.',
        'length alone',
      ),
      gold: gold('gold', 'True quality of PPO’s sampled answers, new labels on PPO’s answers.'),
      goldOther: gold('gold, labels on SFT’s answers', 'The same with new labels on SFT’s answers.'),
      kl: kl('KL', 'From the fine-tuned model, new labels on PPO’s answers.'),
      klOther: kl('KL, labels on SFT’s answers', 'The same with new labels on SFT’s answers.'),
      rule: {
        label: 'stop rule',
        unit: '',
        help: `Stop where the accuracy on PPO’s answers lies less than ${ERRORS} standard errors under that on SFT’s.`,
        digits: 0,
        names: ['stop', 'go on'],
      },
    },
  },
  summary: {
    title: 'In short',
    metrics: {
      mitigation: share(
        'Of the errors of the first reward model on PPO’s answers, the share that is gone at the end, new labels on PPO’s answers.',
        'mitigation',
      ),
      mitigationOther: share('The same with new labels on SFT’s answers.', 'with SFT labels'),
      start: gold('before PPO', 'Gold reward of sampled answers of the fine-tuned model.'),
      likeliest: gold(
        'likeliest answer',
        'Gold reward of the likeliest answer of the fine-tuned model (T = 0), which needs no label.',
      ),
    },
  },
} as const;

export default defineExperiment({
  id: 'distribution-shift',
  title: 'PPO moves the answers; the accuracy of its reward model is measured on both sides of the move.',
  params: {
    rounds: {
      kind: 'number',
      label: 'rounds',
      help: 'Of new labels, after the first reward model.',
      min: 1,
      max: 4,
      step: 1,
      default: 2,
    },
    extra: {
      kind: 'number',
      label: 'new pairs per round',
      help: 'Labelled in each later round.',
      min: 100,
      max: 1000,
      step: 50,
      default: 250,
    },
    ...inMenu({
      pairs: { ...rewardParams.pairs, max: 2000, default: 500, label: 'pairs at first' },
      beta: { ...ppoParams.beta, default: 0.1 },
      steps: {
        kind: 'number',
        label: 'PPO steps per round',
        help: 'Batches of 64 sampled answers; each round starts from the fine-tuned model.',
        min: 1,
        max: 60,
        step: 1,
        default: 25,
      },
      asked: {
        kind: 'number',
        label: 'held-out questions asked',
        unit: 'share',
        help: `Share of the held-out questions on which answers and reward models are measured, ${TIMES} answers each.`,
        min: 0.05,
        max: 0.4,
        step: 0.05,
        default: 0.4,
      },
    }),
    seed: seedParam('Fixes the pairs, their labels, the questions and the samples.'),
  },
  series,
  clock: { series: 'rounds', metric: 'round', end: 'rounds' },
  views: [
    {
      kind: 'xy',
      id: 'accuracy',
      title: 'Pairs that the reward model ranks correctly',
      unit: '% of pairs',
      size: 'wide',
      x: { label: 'round' },
      y: { domain: [0.4, 1], percent: true },
      layers: [
        { series: 'rounds', x: 'round', y: 'likelihood', mark: 'line', role: 'thin', label: 'likelihood' },
        { series: 'rounds', x: 'round', y: 'longer', mark: 'line', role: 'thin', label: 'length' },
        {
          series: 'rounds',
          x: 'round',
          y: 'onPolicyOther',
          mark: 'line',
          role: 'counterpart',
          label: 'PPO’s, SFT labels',
        },
        { series: 'rounds', x: 'round', y: 'onPolicy', mark: 'line', label: 'PPO’s' },
        { series: 'rounds', x: 'round', y: 'onSft', mark: 'line', role: 'guide', label: 'SFT’s' },
      ],
      references: [{ at: 0.5, axis: 'y', label: 'a coin' }],
      head: [
        { series: 'rounds', metric: 'onSft' },
        { series: 'rounds', metric: 'onPolicy' },
      ],
    },
    {
      kind: 'xy',
      id: 'gold',
      title: 'True quality of PPO’s sampled answers',
      unit: 'gold reward, −1.1 to 1',
      size: 'wide',
      x: { label: 'round' },
      y: { domain: [-0.2, 0.8] },
      layers: [
        {
          series: 'rounds',
          x: 'round',
          y: 'goldOther',
          mark: 'line',
          role: 'counterpart',
          label: 'SFT labels',
        },
        { series: 'rounds', x: 'round', y: 'gold', mark: 'line', label: 'PPO labels' },
      ],
      references: [
        { at: { series: 'summary', metric: 'likeliest' }, axis: 'y', label: 'likeliest answer' },
        { at: { series: 'summary', metric: 'start' }, axis: 'y', label: 'before PPO' },
      ],
    },
    {
      kind: 'table',
      id: 'rounds',
      title: 'The rounds as numbers',
      size: 'wide',
      table: {
        series: 'rounds',
        columns: [
          'round',
          'labels',
          'onSft',
          'onPolicy',
          'onPolicyOther',
          'likelihood',
          'gold',
          'kl',
          'rule',
        ],
      },
    },
    {
      kind: 'table',
      id: 'summary',
      title: 'What the new labels have changed',
      size: 'wide',
      table: { series: 'summary', columns: ['mitigation', 'mitigationOther', 'start', 'likeliest'] },
    },
  ],
  tabs: [
    { label: 'Accuracy', views: ['accuracy'] },
    { label: 'Quality', views: ['gold'] },
    { label: 'Table', views: ['rounds', 'summary'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { rounds: 1, pairs: 200, extra: 100, steps: 2, asked: 0.05 },
  simplified: [
    'It starts from the fine-tuned model of the default run of the pipeline.',
    'PPO begins anew from the fine-tuned model in each round, with few steps and small batches.',
    'Pairs of nearly equal answers are left out, when labels are given and when accuracy is measured.',
    'In about a quarter of the labelled pairs one answer is made up to be wrong in a known way, as in chapter 7.',
  ],
}).runs(function* runDistributionShift({ rounds, pairs: count, extra, beta, steps, asked }, given) {
  const laboratory = fineTunedLaboratory(given);
  const { policy, reference, rewardModel, world } = laboratory;
  const { rng } = given;
  const questions = someOf(world.evaluation, asked);
  const first = yield* labels(laboratory, count, FAIR, rng.stream('first labels'));
  const sft = yield* ask(laboratory, questions, TIMES, UNSCALED, rng.stream('SFT'));
  const likely = yield* answersTo(laboratory, questions, 0, rng.stream('likeliest'));
  const sftPairs = pairsOf(questions, TIMES, sft);

  /** A reward model from these labels, PPO against it, and both as they are then. The policy stays as PPO leaves it. */
  function* roundOf(pairs: readonly PreferencePair[], own: Rng) {
    copyParameters(reference, policy);
    yield* learning(laboratory, pairs, own.stream('learning'));
    const onSft = pairAccuracy(rewardModel, sftPairs);
    const standard = standardOf(scoresOf(rewardModel, sft.responses));
    yield* quietly(optimising(laboratory, standard, { steps, beta, rate: RATE }, own.stream('optimising')));
    const answers = yield* ask(laboratory, questions, TIMES, standard, own.stream('PPO'));
    const mine = pairsOf(questions, TIMES, answers);
    return {
      onSft,
      onPolicy: pairAccuracy(rewardModel, mine),
      ...baselinesOn(reference, mine),
      gold: answers.gold,
      kl: answers.kl,
      pairs: mine.length,
    };
  }

  const start = yield* roundOf(first, rng.stream('round 0'));
  let [onPpo, onSft] = [first, first];
  let [active, other] = [start, start];
  for (let round = 0; ; round++) {
    const gap = active.onSft - active.onPolicy;
    const error = errorOf(active.onSft, sftPairs.length) + errorOf(active.onPolicy, active.pairs);
    yield {
      series: 'rounds',
      round,
      labels: onPpo.length,
      onSft: active.onSft,
      onPolicy: active.onPolicy,
      onPolicyOther: other.onPolicy,
      likelihood: active.likelihood,
      longer: active.longer,
      gold: active.gold,
      goldOther: other.gold,
      kl: active.kl,
      klOther: other.kl,
      rule: gap > ERRORS * Math.sqrt(error) ? 1 : 0,
    };
    if (round === rounds) break;
    const own = rng.stream(`after round ${round}`);
    // The policy is as PPO against `onPpo` has left it: that round is played last.
    onPpo = [...onPpo, ...(yield* labels(laboratory, extra, FAIR, own.stream('on PPO')))];
    copyParameters(reference, policy);
    onSft = [...onSft, ...(yield* labels(laboratory, extra, FAIR, own.stream('on SFT')))];
    other = yield* roundOf(onSft, own.stream('labels on SFT'));
    active = yield* roundOf(onPpo, own.stream('labels on PPO'));
  }
  const gone = ({ onPolicy }: typeof start) => (onPolicy - start.onPolicy) / (1 - start.onPolicy);
  yield {
    series: 'summary',
    mitigation: gone(active),
    mitigationOther: gone(other),
    start: sft.gold,
    likeliest: mean(likely.map(({ answer }, q) => goldReward(questions[q]!, answer))),
  };
});

/** Squared standard error of a share. */
const errorOf = (of: number, trials: number) => (of * (1 - of)) / trials;
