/** The KL-regularised problem, exactly: the best trade of reward for KL, and how near to it a transformer comes. */
import { defineExperiment } from '../../experiment.ts';
import { klBound } from '../../measure/bestOfN.ts';
import { exp } from '../../float.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import { bestOf, expected, optimumOf, outcomeOf, type Game } from '../../stages/verdictGame.ts';
import { createPlayer, goldOn, logitsOn, policyOn, verdictTokens } from '../../stages/verdictPolicy.ts';
import { createSampler, verdicts, type Question } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';

/** At which the curve of optima is drawn, from near the reference to near the greatest reward. */
const BETAS = [4, 3, 2, 1.5, 1.2, 1, 0.8, 0.65, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1, 0.07, 0.05, 0.02];
/** Samples of which the best is taken. */
const SAMPLES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** Steps between two measurements. */
const EVERY = 5;

const kl = {
  label: 'KL',
  unit: 'nats per prompt',
  help: 'KL(π‖π_ref) over the six verdicts, exactly.',
  digits: 3,
  hue: 'kl',
} as const;
const reward = {
  label: 'reward',
  symbol: '\\mathrm{E}[r]',
  unit: '',
  help: 'Mean reward of the judge: gold from −0.6 to 1, or deviations of the reward model’s scores.',
  digits: 3,
  hue: 'reward',
} as const;
const gold = {
  label: 'gold reward',
  unit: '',
  help: 'Mean gold reward of the verdicts, whoever judges.',
  digits: 3,
  hue: 'gold',
} as const;
const beta = { label: 'β', unit: '', help: 'Weight of the KL.', digits: 2 } as const;
const step = { label: 'step', unit: '', help: 'Updates so far.', digits: 0 } as const;
const samples = {
  label: 'samples',
  symbol: 'n',
  unit: '',
  help: 'Of which the best is taken.',
  digits: 0,
} as const;
const place = { kl, reward, gold };
const boards = ['training prompts', 'held-out prompts'] as const;
const policies = ['reference', 'optimum', 'transformer', 'best of 4', 'best of 16'] as const;

const series = {
  optimum: { title: 'The optimum for nineteen β, training prompts', metrics: { beta, ...place } },
  heldOutOptimum: { title: 'The optimum for nineteen β, held-out prompts', metrics: { beta, ...place } },
  bestOf: {
    title: 'Best of n, training prompts',
    metrics: {
      samples,
      ...place,
      bound: { label: 'bound', unit: 'nats', help: 'ln n − (n − 1)/n.', digits: 3 },
    },
  },
  heldOutBestOf: { title: 'Best of n, held-out prompts', metrics: { samples, ...place } },
  training: { title: 'The transformer on its training prompts', metrics: { step, ...place } },
  heldOut: { title: 'The transformer on held-out prompts', metrics: { step, ...place } },
  chosen: { title: 'The optimum for the chosen β, training prompts', metrics: place },
  heldOutChosen: { title: 'The optimum for the chosen β, held-out prompts', metrics: place },
  compared: {
    title: 'At the end',
    metrics: {
      policy: { label: 'policy', unit: '', help: 'Who answers.', digits: 0, names: policies },
      board: { label: 'prompts', unit: '', help: 'What is asked.', digits: 0, names: boards },
      ...place,
      objective: {
        label: 'objective',
        symbol: 'J',
        unit: '',
        help: 'Reward less β times KL: what training makes large.',
        digits: 3,
      },
      right: share('Probability of the right verdict.', 'right verdict'),
      distance: {
        label: 'distance',
        unit: 'nats',
        help: 'KL(π‖π*), per prompt.',
        digits: 3,
      },
    },
  },
} as const;

type Place = 'reward' | 'gold';
const layersOf = (y: Place, optimum: 'optimum' | 'heldOutOptimum', best: 'bestOf' | 'heldOutBestOf') =>
  [
    { series: optimum, x: 'kl', y, mark: 'line', role: 'thin', label: 'optima' },
    { series: best, x: 'kl', y, mark: 'line', role: 'counterpart', label: 'best of n' },
  ] as const;
const panel = (id: string, title: string, unit: string) =>
  ({
    kind: 'xy',
    id,
    title,
    unit,
    size: 'panel',
    x: { label: 'KL, nats per prompt' },
    y: {},
  }) as const;
const training = (id: string, title: string, y: Place) =>
  ({
    ...panel(id, title, y === 'gold' ? 'gold' : 'of the judge'),
    layers: [
      ...layersOf(y, 'optimum', 'bestOf'),
      { series: 'training', x: 'kl', y, mark: 'line', label: 'transformer' },
      { series: 'chosen', x: 'kl', y, mark: 'dot', label: 'optimum for this β' },
    ],
    head: [
      { series: 'training', metric: y },
      { series: 'training', metric: 'kl', prefix: 'KL' },
    ],
  }) as const;
const heldOut = (id: string, title: string, y: Place) =>
  ({
    ...panel(id, title, y === 'gold' ? 'gold' : 'of the judge'),
    layers: [
      ...layersOf(y, 'heldOutOptimum', 'heldOutBestOf'),
      { series: 'heldOut', x: 'kl', y, mark: 'line', label: 'transformer' },
      { series: 'heldOutChosen', x: 'kl', y, mark: 'dot', label: 'optimum for this β' },
    ],
    head: [
      { series: 'heldOut', metric: y },
      { series: 'heldOut', metric: 'kl', prefix: 'KL' },
    ],
  }) as const;

export default defineExperiment({
  id: 'verdict-game',
  title: 'In the judge’s reward no policy lies above the curve of optima; how near one comes is measured.',
  params: {
    beta: {
      kind: 'number',
      symbol: '\\beta',
      label: 'price of a nat',
      help: 'Weight of the KL penalty: reward that a nat costs.',
      min: 0,
      max: 2,
      step: 0.05,
      default: 0.3,
    },
    judge: {
      kind: 'choice',
      label: 'judge',
      help: 'Whose reward is optimised: the gold reward of each verdict, or the reward model’s score of that word, scaled to deviation 1.',
      choices: { gold: 'gold rubric', model: 'reward model' },
      default: 'gold',
    },
    ...inMenu({
      steps: {
        kind: 'number',
        label: 'steps',
        help: 'Updates on the exact gradient over all training prompts.',
        min: 20,
        max: 200,
        step: 10,
        default: 80,
      },
      prompts: {
        kind: 'number',
        label: 'training prompts',
        help: 'Training questions on the board.',
        min: 32,
        max: 1024,
        step: 32,
        default: 384,
      },
      learningRate: {
        kind: 'number',
        label: 'learning rate',
        help: 'Of Adam, constant.',
        min: 0.001,
        max: 0.006,
        step: 0.001,
        default: 0.004,
      },
    }),
    seed: seedParam('Fixes the training prompts.'),
  },
  series,
  clock: { series: 'training', metric: 'step', end: 'steps' },
  views: [
    training('frontier', 'Reward, training prompts', 'reward'),
    heldOut('frontier-held-out', 'Reward, held-out prompts', 'reward'),
    training('gold', 'Gold, training prompts', 'gold'),
    heldOut('gold-held-out', 'Gold, held-out prompts', 'gold'),
    {
      kind: 'xy',
      id: 'best-of-n',
      title: 'KL of best-of-n, exact and bound',
      unit: 'nats per prompt',
      size: 'wide',
      x: { label: 'samples n', domain: [0, 32] },
      y: { domain: [0, 2.6] },
      layers: [
        { series: 'bestOf', x: 'samples', y: 'bound', mark: 'line', role: 'guide', label: 'bound' },
        { series: 'bestOf', x: 'samples', y: 'kl', mark: 'line', label: 'exact' },
      ],
    },
    {
      kind: 'table',
      id: 'compared',
      title: 'All policies, at the end',
      size: 'wide',
      table: {
        series: 'compared',
        columns: ['policy', 'board', 'reward', 'kl', 'objective', 'distance'],
      },
    },
  ],
  tabs: [
    { label: 'Reward', views: ['frontier', 'frontier-held-out'] },
    { label: 'Gold', views: ['gold', 'gold-held-out'] },
    { label: 'Best of n', views: ['best-of-n'] },
    { label: 'Table', views: ['compared'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { prompts: 32, steps: 20 },
  simplified: [
    'Only the first word of the answer is chosen, among the six verdicts; the rest is assumed to be an expert’s where the verdict is right.',
    'The gradient is exact: a sum over all verdicts in place of samples.',
    'Models of the default run of the pipeline.',
  ],
}).runs(function* runVerdictGame(
  { beta, judge, steps, prompts, learningRate, seed: _ },
  { kernels, rng, crew, models },
) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, rewardModel, world } = laboratory;
  restore(policy, models['sft']!);
  restore(rewardModel.network, models['reward']!);
  const tokens = verdictTokens(world);
  const asked = [trainingPrompts(), world.evaluation] as const;
  const scores = asked.map((questions) =>
    judge === 'gold' ? [] : logitsOn(rewardModel.network, questions, tokens),
  );
  const goldOf = asked.map((questions) => goldOn(world, questions));
  const references = asked.map((questions) => policyOn(policy, questions, tokens));
  const scale = scaleOf(scores[0]!, references[0]!);
  const games = asked.map((questions, b): Game => ({
    prompts: questions.length,
    verdicts: verdicts.length,
    rewards:
      judge === 'gold'
        ? goldOf[b]!
        : Float64Array.from(scores[b]!, (r) => (r - scale.mean) / scale.deviation),
    reference: references[b]!,
  }));

  /** Different questions, as the training of the pipeline draws them. */
  function trainingPrompts(): Question[] {
    const { train } = createSampler(world);
    const drawn = new Set<Question>();
    const stream = rng.stream('prompts');
    while (drawn.size < prompts) drawn.add(train(stream));
    return [...drawn];
  }

  const placeOf = (board: number, played: Float64Array) => {
    const { reward, kl } = outcomeOf(games[board]!, played, beta);
    return { reward, kl, gold: expected(played, goldOf[board]!, games[board]!.prompts) };
  };
  for (const each of BETAS) {
    yield { series: 'optimum', beta: each, ...placeOf(0, optimumOf(games[0]!, each)) };
    yield { series: 'heldOutOptimum', beta: each, ...placeOf(1, optimumOf(games[1]!, each)) };
  }
  for (const n of SAMPLES) {
    yield { series: 'bestOf', samples: n, bound: klBound(n), ...placeOf(0, bestOf(games[0]!, n)) };
    yield { series: 'heldOutBestOf', samples: n, ...placeOf(1, bestOf(games[1]!, n)) };
  }
  yield { series: 'chosen', ...placeOf(0, optimumOf(games[0]!, beta)) };
  yield { series: 'heldOutChosen', ...placeOf(1, optimumOf(games[1]!, beta)) };

  const player = createPlayer(policy, games[0]!, asked[0], { tokens, beta, learningRate });
  for (let step = 0; step <= steps; step++) {
    if (step % EVERY === 0) {
      yield { series: 'heldOut', step, ...placeOf(1, policyOn(policy, asked[1], tokens)) };
    }
    if (step === steps) {
      yield { series: 'training', step, ...placeOf(0, policyOn(policy, asked[0], tokens)) };
    } else {
      yield { series: 'training', step, ...placeOf(0, player.step()) };
    }
  }

  for (const [b, game] of games.entries()) {
    const optimum = optimumOf(game, beta);
    const played = [
      game.reference,
      optimum,
      policyOn(policy, asked[b]!, tokens),
      bestOf(game, 4),
      bestOf(game, 16),
    ];
    const truth = Float64Array.from(
      asked[b]!.flatMap(({ fact }) => verdicts.map((verdict) => (verdict === fact.verdict ? 1 : 0))),
    );
    for (const [p, each] of played.entries()) {
      const { objective } = outcomeOf(game, each, beta);
      yield {
        series: 'compared',
        policy: p,
        board: b,
        ...placeOf(b, each),
        objective,
        right: expected(each, truth, game.prompts),
        distance: distanceTo(optimum, each, game.prompts),
      };
    }
  }
});

/** Mean and deviation of the judge's scores under the reference. */
function scaleOf(scores: ArrayLike<number>, reference: Float64Array) {
  const count = reference.length / verdicts.length;
  if (scores.length === 0) return { mean: 0, deviation: 1 };
  const mean = expected(reference, scores, count);
  const squares = Float64Array.from(scores, (r) => (r - mean) * (r - mean));
  return { mean, deviation: Math.sqrt(expected(reference, squares, count)) };
}

/** The least probability that counts: without a penalty the optimum gives some verdicts none at all. */
const LEAST = -50;

/** KL(π ‖ π*), nats per prompt; a verdict that the optimum never gives counts as if it gave it with e^−50. */
function distanceTo(optimum: Float64Array, played: Float64Array, prompts: number): number {
  const ratios = played.map((logProb, i) => (exp(logProb) > 0 ? logProb - Math.max(LEAST, optimum[i]!) : 0));
  return expected(played, ratios, prompts);
}
