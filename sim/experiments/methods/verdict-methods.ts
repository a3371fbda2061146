/** The methods of alignment in the game whose optimum is known: where each ends, beside the curve of optima. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { rewardAt } from '../../stages/verdictFrontier.ts';
import { bestOf, expected, optimumOf, outcomeOf, type Game } from '../../stages/verdictGame.ts';
import { distillation, rejectionSampling } from '../../stages/verdictMethods/imitation.ts';
import type { VerdictMethod } from '../../stages/verdictMethods/learner.ts';
import { dpo, ipo, kto, onlineDpo } from '../../stages/verdictMethods/pairs.ts';
import {
  drGrpo,
  exactGradient,
  grpo,
  ppo,
  reinforce,
  rlvr,
  rloo,
} from '../../stages/verdictMethods/policyGradients.ts';
import { goldOn, logitsOn, policyOn, verdictTokens } from '../../stages/verdictPolicy.ts';
import { createSampler, verdicts, type Question } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';

const BETAS = [100, 4, 2, 1.2, 0.8, 0.5, 0.4, 0.3, 0.2, 0.12, 0.07];
const SAMPLES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Measurements of a method on its way. */
const ROWS = 4;

const METHODS = {
  distillation: ['best-of-16, distilled', distillation, 'imitation'],
  rejection: ['rejection sampling', rejectionSampling, 'imitation'],
  reinforce: ['REINFORCE', reinforce, 'gradients'],
  rloo: ['RLOO', rloo, 'gradients'],
  ppo: ['PPO', ppo, 'gradients'],
  grpo: ['GRPO', grpo, 'gradients'],
  'dr-grpo': ['Dr. GRPO', drGrpo, 'gradients'],
  rlvr: ['RLVR (by GRPO)', rlvr, 'gradients'],
  exact: ['exact gradient', exactGradient, 'gradients'],
  dpo: ['DPO', dpo, 'pairs'],
  'online-dpo': ['DPO, online', onlineDpo, 'pairs'],
  ipo: ['IPO', ipo, 'pairs'],
  kto: ['KTO', kto, 'pairs'],
} as const satisfies Readonly<Record<string, readonly [string, VerdictMethod, string]>>;
type Name = keyof typeof METHODS;
const names = Object.keys(METHODS) as readonly Name[];
/** Not trained: the reference and best-of-n itself. */
const GIVEN = ['SFT, no method', 'best-of-4', 'best-of-16'] as const;

const method = {
  label: 'method',
  unit: '',
  help: 'All start from the same fine-tuned model.',
  digits: 0,
  names: [...GIVEN, ...names.map((name) => METHODS[name][0])],
} as const;
const kl = { label: 'KL', unit: 'nats per prompt', help: 'KL(π‖π_ref), exactly.', digits: 3 } as const;
const reward = { label: 'reward', unit: '', help: 'Mean reward of the judge, exactly.', digits: 3 } as const;
const gold = {
  label: 'gold reward',
  unit: '',
  help: 'Mean gold reward, whoever judges.',
  digits: 3,
} as const;
const gap = {
  label: 'gap',
  unit: '',
  help: 'J of the optimum for this β, less J of the method: β KL(π‖π*).',
  digits: 3,
} as const;
const below = {
  label: 'below the curve',
  unit: '',
  help: 'Reward of the optimum with the same KL, less that of the method.',
  digits: 3,
} as const;
const choice = {
  label: 'n',
  unit: '',
  help: 'Verdicts of the reference among which the judge chooses.',
  digits: 0,
  names: ['SFT', ...SAMPLES.slice(1).map((n) => `best of ${n}`)],
} as const;
const heldOutGap = { ...gap, label: 'gap, held-out' } as const;
const both = { kl, reward, heldOutKl: kl, heldOutReward: reward } as const;
const ends = (title: string, hue: 'reward' | 'margin' | 'loss') => ({
  title,
  metrics: {
    method,
    kl,
    reward: { ...reward, hue },
    heldOutKl: kl,
    heldOutReward: { ...reward, hue },
  },
});

const plane = (id: string, title: string, x: 'kl' | 'heldOutKl', y: 'reward' | 'heldOutReward') =>
  ({
    kind: 'xy',
    id,
    title,
    unit: 'mean, by the judge',
    size: 'wide',
    x: { label: 'KL, nats per prompt' },
    y: {},
    key: true,
    layers: [
      { series: 'optimum', x, y, mark: 'line', label: 'optima' },
      { series: 'imitation', x, y, mark: 'dot', names: 'method', label: 'supervised choice' },
      { series: 'gradients', x, y, mark: 'dot', names: 'method', label: 'policy gradients' },
      { series: 'pairs', x, y, mark: 'dot', names: 'method', label: 'pairs and thumbs' },
      { series: 'bestOf', x, y, mark: 'dot', names: 'choice', label: 'exact best of n' },
    ],
  }) as const;
const bars = (id: string, title: string, value: 'gap' | 'heldOutGap') =>
  ({
    kind: 'bars',
    id,
    title,
    size: 'wide',
    x: { domain: [0, 0.5], label: 'J of the optimum less J of the method' },
    bars: { series: 'compared', by: 'method', value },
  }) as const;

export default defineExperiment({
  id: 'verdict-methods',
  title: 'In the judge’s reward no method ends above the curve of optima.',
  params: {
    judge: {
      kind: 'choice',
      label: 'judge',
      help: 'Who pays: the gold reward of each verdict, or the reward model’s score of that word, scaled to deviation 1.',
      choices: { gold: 'gold rubric', model: 'reward model' },
      default: 'gold',
    },
    beta: {
      kind: 'number',
      symbol: '\\beta',
      label: 'price of a nat',
      help: 'Weight of the KL, in every method that has one. Imitation has none.',
      min: 0.1,
      max: 2,
      step: 0.1,
      default: 0.3,
    },
    samples: {
      kind: 'number',
      label: 'samples in training',
      unit: 'verdicts',
      help: 'Verdicts that each method may sample and have judged.',
      min: 1280,
      max: 10240,
      step: 1280,
      default: 5120,
    },
    ...inMenu({
      method: {
        kind: 'choice',
        label: 'method',
        help: 'All of them one after the other, or one.',
        choices: {
          ...(Object.fromEntries(names.map((name) => [name, METHODS[name][0]])) as Record<Name, string>),
          // The last: whoever tries another choice than the present one finds a cheap one first.
          all: 'all',
        },
        default: 'all',
      },
      prompts: {
        kind: 'number',
        label: 'training prompts',
        help: 'Training questions on the board.',
        min: 32,
        max: 512,
        step: 32,
        default: 384,
      },
    }),
    seed: seedParam('Fixes the training prompts and the samples.'),
  },
  series: {
    optimum: { title: 'The optimum for eleven β', metrics: both },
    bestOf: {
      title: 'Best of n',
      metrics: {
        choice,
        kl,
        reward: { ...reward, hue: 'kl' },
        heldOutKl: kl,
        heldOutReward: { ...reward, hue: 'kl' },
      },
    },
    imitation: ends('Supervised choice', 'loss'),
    gradients: ends('Policy gradients', 'reward'),
    pairs: ends('Pairs and thumbs', 'margin'),
    training: {
      title: 'Training',
      metrics: {
        step: { label: 'measurements', unit: '', help: 'Of all methods, one after the other.', digits: 0 },
        method,
        sampled: {
          label: 'verdicts',
          unit: '',
          help: 'Share of its budget that this method has learned from, in verdicts.',
          digits: 0,
        },
        kl,
        reward,
        gap,
      },
    },
    compared: {
      title: 'At the end',
      metrics: { method, ...both, gap, below, heldOutGap, heldOutBelow: below, gold, heldOutGold: gold },
    },
  },
  clock: { series: 'training', metric: 'step', runs: 'the methods' },
  views: [
    plane('frontier', 'Reward on training prompts', 'kl', 'reward'),
    plane('frontier-held-out', 'Reward on held-out prompts', 'heldOutKl', 'heldOutReward'),
    bars('gap', 'Distance to the optimum, training prompts', 'gap'),
    bars('gap-held-out', 'Distance to the optimum, held-out prompts', 'heldOutGap'),
    {
      kind: 'table',
      id: 'compared',
      title: 'At the end',
      size: 'wide',
      table: {
        series: 'compared',
        columns: ['method', 'gap', 'below', 'heldOutGap'],
      },
    },
  ],
  tabs: [
    { label: 'Training', views: ['frontier'] },
    { label: 'Held-out', views: ['frontier-held-out'] },
    { label: 'Gap', views: ['gap'] },
    { label: 'Gap, held-out', views: ['gap-held-out'] },
    { label: 'Table', views: ['compared'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { method: 'grpo', samples: 1280, prompts: 32 },
  simplified: [
    'Only the first word of the answer is chosen, among the six verdicts; so nothing is divided by a length.',
    'Pairs are labelled with the probability σ(r_u − r_v); IPO has a quarter of β, so that it aims near the same policy.',
    'One learning rate for each family, the best of five or six on two other seeds; no method was tuned for itself. The exact gradient asks the judge about all six verdicts of a prompt.',
  ],
}).runs(function* runVerdictMethods(
  { judge, beta, samples, method: which, prompts },
  { kernels, rng, crew, models, at },
) {
  const { policy, reference, rewardModel, world } = createLaboratory(kernels, rng, { crew });
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const tokens = verdictTokens(world);
  const drawn = new Set<Question>();
  const stream = rng.stream('prompts');
  while (drawn.size < prompts) drawn.add(createSampler(world).train(stream));
  const asked = [[...drawn], world.evaluation] as const;
  const golds = asked.map((questions) => goldOn(world, questions));
  const references = asked.map((questions) => policyOn(policy, questions, tokens));
  const scores = asked.map((questions, b) =>
    judge === 'gold' ? golds[b]! : logitsOn(rewardModel.network, questions, tokens),
  );
  const mean = expected(references[0]!, scores[0]!, prompts);
  const squares = scores[0]!.map((r) => (r - mean) * (r - mean));
  const deviation = Math.sqrt(expected(references[0]!, squares, prompts));
  const scaled = (r: number) => (judge === 'gold' ? r : (r - mean) / deviation);
  const games = asked.map((questions, b): Game => ({
    prompts: questions.length,
    verdicts: verdicts.length,
    rewards: scores[b]!.map(scaled),
    reference: references[b]!,
  }));
  const [game, heldOut] = games as [Game, Game];
  const best = games.map((each) => outcomeOf(each, optimumOf(each, beta), beta).objective);

  const placed = (onBoard: Float64Array, onHeldOut: Float64Array) => {
    const [a, b] = [outcomeOf(game, onBoard, beta), outcomeOf(heldOut, onHeldOut, beta)];
    // Of the reference itself the sum is 0 but for its last bits.
    const [kl, heldOutKl] = [Math.max(0, a.kl), Math.max(0, b.kl)];
    return { kl, reward: a.reward, heldOutKl, heldOutReward: b.reward };
  };
  const compared = (onBoard: Float64Array, onHeldOut: Float64Array) => {
    const place = placed(onBoard, onHeldOut);
    return {
      ...place,
      gap: best[0]! - (place.reward - beta * place.kl),
      below: rewardAt(game, place.kl) - place.reward,
      heldOutGap: best[1]! - (place.heldOutReward - beta * place.heldOutKl),
      heldOutBelow: rewardAt(heldOut, place.heldOutKl) - place.heldOutReward,
      gold: expected(onBoard, golds[0]!, prompts),
      heldOutGold: expected(onHeldOut, golds[1]!, heldOut.prompts),
    };
  };

  for (const each of BETAS)
    yield { series: 'optimum', ...placed(optimumOf(game, each), optimumOf(heldOut, each)) };
  for (const [i, n] of SAMPLES.entries())
    yield { series: 'bestOf', choice: i, ...placed(bestOf(game, n), bestOf(heldOut, n)) };
  for (const [i, n] of [1, 4, 16].entries())
    yield { series: 'compared', method: i, ...compared(bestOf(game, n), bestOf(heldOut, n)) };

  const tried = names.filter((name) => which === 'all' || which === name);
  let step = 0;
  for (const [i, name] of tried.entries()) {
    const [label, run, family] = METHODS[name];
    const number = GIVEN.length + names.indexOf(name);
    copyParameters(reference, policy);
    const match = { model: policy, questions: asked[0], tokens, game, gold: golds[0]!, samples, beta };
    let drawnRows = 0;
    for (const sampled of run({ ...match, rng: rng.stream(name) })) {
      at({ stage: label, place: [i + 1, tried.length], step: sampled, of: samples });
      const due = Math.floor((sampled * ROWS) / samples);
      if (due > drawnRows) {
        drawnRows = due;
        step += 1;
        const { kl, reward, objective } = outcomeOf(game, policyOn(policy, asked[0], tokens), beta);
        yield { series: 'training', step, method: number, sampled, kl, reward, gap: best[0]! - objective };
      } else yield undefined;
    }
    const end = [policyOn(policy, asked[0], tokens), policyOn(policy, asked[1], tokens)] as const;
    yield { series: family, method: number, ...placed(...end) };
    yield { series: 'compared', method: number, ...compared(...end) };
  }
});
