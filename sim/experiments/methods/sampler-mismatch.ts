/** PPO whose answers come from a sampler that is not quite the policy that is trained. */
import { defineExperiment } from '../../experiment.ts';
import { exp } from '../../float.ts';
import { nats, share } from '../../metric.ts';
import { mean } from '../../measure/mean.ts';
import { createAdamW } from '../../model/adamW.ts';
import { restore } from '../../model/checkpoint.ts';
import { createDecoder } from '../../model/decoder.ts';
import { generate } from '../../model/generate.ts';
import { learningRate } from '../../model/schedule.ts';
import { createTransformer } from '../../model/transformer.ts';
import { epochsOf, inBatches } from '../../stages/batches.ts';
import { divergenceOf, opinionOf } from '../../stages/divergence.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { episodesOf, rewardsOf } from '../../stages/ppo.ts';
import { tokensByAnswer, type Response } from '../../stages/responses.ts';
import { score, scoresOf } from '../../stages/rewardModel.ts';
import type { Trajectory } from '../../stages/rollout.ts';
import { shardsOf, together } from '../../stages/shards.ts';
import { standardOf, standardised } from '../../stages/standard.ts';
import { surrogateTask } from '../../stages/surrogate.ts';
import { createSampler, END, goldReward, LONGEST_ANSWER, someOf, type Question } from '../../world/world.ts';
import { stageSeries } from '../pipeline/series.ts';
import { seedParam } from '../seed.ts';
import { decodedLogits } from './decoded.ts';
import {
  effectiveShare,
  logDistributions,
  meanDivergence,
  round,
  samplers,
  type Sampler,
} from './samplers.ts';

/** Answers of a step. */
const BATCH = 64;
const SCALE_ANSWERS = 128;
const PEAK = 2e-3;
const BETA = 0.1;
const CLIP_RANGE = 0.2;
const EPOCHS = 2;
/** Where importance weights are cut off. */
const LARGEST_WEIGHT = 2;
/** Steps in a row. */
const EVERY = 2;
/** Share of the held-out questions that are asked, before and after. */
const MEASURED = 0.5;

const { step, proxy, gold, kl } = stageSeries.ppo.metrics;
const mismatch = {
  ...nats('KL(sampler ‖ trainer), exact at the sampled prefixes.', 'KL between sampler and trainer'),
  unit: 'nats per token',
  digits: 4,
} as const;
const effective = share(
  'Effective sample size of the answers, (Σ w)² / Σ w² with w the ratio of trainer to sampler over a whole answer, as a share of them.',
  'effective sample',
);

export default defineExperiment({
  id: 'sampler-mismatch',
  title:
    'The answers come from one engine, the updates from another: how far apart the two are, and what it costs.',
  params: {
    sampler: {
      kind: 'choice',
      label: 'sampler',
      help: 'What writes the answers: the policy itself, its weights rounded to so many bits, or the policy at a lower temperature or cut off after its three likeliest tokens.',
      choices: {
        same: 'the policy itself',
        bits8: '8 bits',
        bits6: '6 bits',
        bits5: '5 bits',
        bits4: '4 bits',
        bits3: '3 bits',
        cool: 'temperature 0.7',
        topK: 'top 3',
      },
      default: 'bits4',
    },
    correction: {
      kind: 'choice',
      label: 'correction',
      help: 'Nothing, as if the policy had written the answers itself; or advantages times the ratio of trainer to sampler at that token, at most 2 (truncated importance sampling).',
      choices: { none: 'none', truncated: 'truncated weights' },
      default: 'none',
    },
    steps: {
      kind: 'number',
      label: 'PPO steps',
      help: `Batches of ${BATCH} sampled answers.`,
      min: 4,
      max: 40,
      step: 4,
      default: 24,
      menu: true,
    },
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series: {
    ppo: { title: 'PPO', metrics: { step, proxy, gold, kl, mismatch, effective } },
    agreement: {
      title: 'The same weights by both routes, before the first step',
      metrics: {
        tokens: {
          label: 'tokens',
          unit: '',
          help: 'Tokens of answers that both routes have read.',
          digits: 0,
        },
        different: {
          label: 'logits that differ',
          unit: '',
          help: 'Logits that are not equal bit for bit, of all logits at these tokens.',
          digits: 0,
        },
        largest: {
          label: 'largest difference',
          unit: 'logits',
          help: 'Between a logit of the decoder and the same logit of the trainer.',
          digits: 9,
        },
      },
    },
    measurement: {
      title: 'Held-out questions, before and after: sampled answers',
      metrics: {
        who: {
          label: 'who answers',
          unit: '',
          help: 'The model before the first step, the policy that was trained, or its sampler as it is set.',
          digits: 0,
          names: ['the fine-tuned model', 'the policy', 'the sampler'],
        },
        gold: { ...gold, help: 'Mean true quality of the answers.' },
      },
    },
  },
  clock: { series: 'ppo', metric: 'step' },
  views: [
    {
      kind: 'xy',
      id: 'mismatch',
      title: 'KL(sampler ‖ trainer)',
      unit: 'nats per token',
      size: 'panel',
      x: { label: 'steps' },
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'mismatch', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'mismatch' }],
    },
    {
      kind: 'xy',
      id: 'effective',
      title: 'Effective sample',
      unit: '% of the answers',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1], percent: true },
      layers: [{ series: 'ppo', x: 'step', y: 'effective', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'effective' }],
    },
    {
      kind: 'xy',
      id: 'gold',
      title: 'Gold, sampler’s answers',
      unit: '−1.1 to 1',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [{ series: 'ppo', x: 'step', y: 'gold', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'gold' }],
    },
    {
      kind: 'xy',
      id: 'kl',
      title: 'KL(trainer ‖ fine-tuned)',
      unit: 'nats per answer',
      size: 'panel',
      x: { label: 'steps' },
      y: {},
      layers: [{ series: 'ppo', x: 'step', y: 'kl', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'kl' }],
    },
    {
      kind: 'table',
      id: 'agreement',
      title: 'The same weights by both routes, before the first step',
      size: 'wide',
      table: { series: 'agreement', columns: ['tokens', 'different', 'largest'] },
    },
    {
      kind: 'table',
      id: 'measurement',
      title: 'Held-out questions, before and after: sampled answers',
      size: 'wide',
      table: { series: 'measurement', columns: ['who', 'gold'] },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['mismatch', 'effective', 'gold', 'kl'] },
    { label: 'Held-out', views: ['agreement', 'measurement'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { steps: 4 },
  simplified: [
    'Rounding stands for what separates engines in practice: kernels, batch sizes, number formats. Those differences are smaller and change from step to step.',
    'It starts from the fine-tuned model and the reward model of the default run of the pipeline.',
    'Half of the held-out questions are asked, before and after.',
  ],
}).runs(function* runSamplerMismatch(
  { sampler: name, correction, steps },
  { kernels, crew, rng, models, at },
) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world, decoder } = laboratory;
  const { vocabulary } = policy.shape;
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const writer = createTransformer(kernels, policy.shape, policy.capacity);
  const writing = createDecoder(writer, policy.capacity);
  const sampler: Sampler = samplers[name];

  const { train } = createSampler(world);
  const draw = (stream: string, count: number) => {
    const own = rng.stream(stream);
    return Array.from({ length: count }, () => train(own));
  };
  const unscaled = yield* answersTo(laboratory, draw('scale', SCALE_ANSWERS), 1, rng.stream('scale answers'));
  const standard = standardOf(scoresOf(rewardModel, unscaled));

  const asked = someOf(world.evaluation, MEASURED);
  const first = yield* answersTo(laboratory, asked, 1, rng.stream('held-out before'));

  const compared = unscaled.slice(0, BATCH);
  const [decoded, read] = [decodedLogits(policy, decoder, compared), opinionOf(policy, compared).logits];
  let [different, largest] = [0, 0];
  for (const [row, logits] of decoded.entries()) {
    for (const [v, logit] of logits.entries()) {
      const difference = Math.abs(logit - read[row * vocabulary + v]!);
      if (difference > 0) different += 1;
      largest = Math.max(largest, difference);
    }
  }
  yield { series: 'agreement', tokens: decoded.length, different, largest };

  /** Answers of the sampler, from the policy's weights as they are now. */
  function written(questions: readonly Question[], stream: string): Response[] {
    copyParameters(policy, writer);
    if (sampler.bits !== undefined) round(writer, sampler.bits);
    const prompts = questions.map(({ tokens }) => tokens);
    const own = rng.stream(stream);
    const sampling = { ...sampler, end: END, longest: LONGEST_ANSWER };
    return generate(writer, writing, prompts, sampling, () => own).map((answer, i) => ({
      prompt: prompts[i]!,
      answer,
    }));
  }

  const optimiser = createAdamW(policy);
  const order = rng.stream('order');
  const schedule = { peak: PEAK, floor: PEAK / 5, warmUp: 5, steps, decay: 'linear' } as const;
  const rows: { proxy: number; gold: number; kl: number; mismatch: number; effective: number }[] = [];
  for (let done = 0; done < steps; done++) {
    const questions = draw(`questions ${done}`, BATCH);
    const responses = written(questions, `samples ${done}`);
    const [old, ref, wrote] = [policy, reference, writer].map((model) => opinionOf(model, responses)) as [
      ReturnType<typeof opinionOf>,
      ReturnType<typeof opinionOf>,
      ReturnType<typeof opinionOf>,
    ];
    const [ofTrainer, ofSampler] = [
      logDistributions(old, vocabulary),
      logDistributions(wrote, vocabulary, sampler),
    ];
    const { scores, shares } = score(rewardModel, responses);
    /** log π − log μ of every sampled token. */
    const logRatios = old.batch.targets.map((target, row) => {
      const i = row * vocabulary + target;
      return ofTrainer[i]! - ofSampler[i]!;
    });
    const places = tokensByAnswer(old.batch);
    const trajectories = places.map((tokens, s): Trajectory => {
      const of = (list: ArrayLike<number>) => tokens.map((token) => list[token]!);
      return {
        response: responses[s]!,
        logProbs: of(old.logProbs),
        logProbsRef: of(ref.logProbs),
        values: of(old.values),
        shares: of(shares),
        score: scores[s]!,
      };
    });
    const judged = { scores, standard, kind: 'dense' } as const;
    const rewards = rewardsOf(trajectories, judged, BETA);
    const episodes = episodesOf(trajectories, rewards, { gamma: 1, lambda: 0.7 }).map((episode, s) => {
      if (correction === 'none') return episode;
      const weigh = (advantage: number, t: number) =>
        advantage * Math.min(LARGEST_WEIGHT, exp(logRatios[places[s]![t]!]!));
      return { ...episode, advantages: episode.advantages.map(weigh) };
    });
    for (const some of epochsOf(episodes, BATCH, EPOCHS, order)) {
      const tokens = some.reduce((sum, { returns }) => sum + returns.length, 0);
      yield* together(surrogateTask, laboratory, { clipRange: CLIP_RANGE, tokens }, shardsOf(some));
      optimiser.step(learningRate(done, schedule));
    }
    const weights = places.map((tokens) => exp(tokens.reduce((sum, token) => sum + logRatios[token]!, 0)));
    rows.push({
      proxy: mean([...scores].map((each) => standardised(each, standard))),
      gold: mean(responses.map(({ answer }, i) => goldReward(questions[i]!, answer))),
      kl: divergenceOf(old, ref, vocabulary).kl / BATCH,
      mismatch: meanDivergence(ofSampler, ofTrainer, vocabulary),
      effective: effectiveShare(weights),
    });
    at({ step: done + 1, of: steps });
    if ((done + 1) % EVERY !== 0) yield undefined;
    else {
      const some = rows.slice(-EVERY);
      const over = (metric: keyof (typeof rows)[number]) => mean(some.map((row) => row[metric]));
      yield {
        series: 'ppo',
        step: done + 1,
        proxy: over('proxy'),
        gold: over('gold'),
        kl: over('kl'),
        mismatch: over('mismatch'),
        effective: over('effective'),
      };
    }
  }

  const own = yield* answersTo(laboratory, asked, 1, rng.stream('held-out policy'));
  const batches = [...inBatches(asked, policy.capacity)];
  const others = batches.flatMap((some, i) => written(some, `held-out ${i}`));
  for (const [who, responses] of [first, own, others].entries()) {
    const marks = responses.map(({ answer }, i) => goldReward(asked[i]!, answer));
    yield { series: 'measurement', who, gold: mean(marks) };
  }
});
