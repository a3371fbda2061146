/** A judge that errs: what the best policy for its reward is worth, for errors with light and with heavy tails. */
import { defineExperiment } from '../../experiment.ts';
import type { Rng } from '../../rng.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import {
  expected,
  klUnder,
  meanUnder,
  optimumOf,
  probabilitiesOf,
  softmaxOf,
  tilted,
  type Game,
} from '../../stages/verdictGame.ts';
import { goldOn, policyOn, verdictTokens } from '../../stages/verdictPolicy.ts';
import { someOf, verdicts } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Share of the held-out prompts on the board. */
const ASKED = 0.5;
/** Optima on each curve, from a β at which nothing moves to one at which everything has. */
const POINTS = 32;
const LARGEST_BETA = 60;
const NEXT_BETA = 0.72;
const FARTHEST = 0.6;
/** Halvings of the interval in which β is sought. */
const HALVINGS = 24;
/** Of the absolute error, the median in standard normal errors. */
const NORMAL_MEDIAN = 0.6744897501960817;

/** Errors whose absolute value has the median of standard normal ones: half of them are as small in each case. */
const errors = {
  none: () => 0,
  normal: (rng: Rng) => rng.normal(),
  /** Student's t with two degrees of freedom: a mean, but no variance; its median is √(2/3). */
  student: (rng: Rng) => {
    const [a, b] = [rng.normal(), rng.normal()];
    return (NORMAL_MEDIAN * 1.224744871391589 * rng.normal()) / Math.sqrt((a * a + b * b) / 2);
  },
  /** Cauchy's, with one: not even a mean; its median is 1. */
  cauchy: (rng: Rng) => (NORMAL_MEDIAN * rng.normal()) / rng.normal(),
} as const;
const tails = ['none', 'normal', 'student', 'cauchy'] as const;
const names = ['no error', 'normal error', 'Student’s t₂', 'Cauchy’s'] as const;

const kl = {
  label: 'KL',
  unit: 'nats per prompt',
  help: 'KL(π*‖π_ref), exactly.',
  digits: 2,
  hue: 'kl',
} as const;
const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality of the optimum.',
  digits: 2,
  hue: 'gold',
} as const;
const curve = (title: string) => ({ title, metrics: { kl, gold } }) as const;

export default defineExperiment({
  id: 'heavy-tails',
  title: 'At the same KL, what a policy is worth depends on the tails of its judge’s errors.',
  params: {
    size: {
      kind: 'number',
      label: 'size of the errors',
      help: 'Standard deviation of the normal errors; the others have the same median of the absolute error.',
      min: 0.2,
      max: 1,
      step: 0.1,
      default: 0.6,
    },
    kl: {
      kind: 'number',
      label: 'KL',
      unit: 'nats',
      help: 'At which the optima are compared.',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.3,
    },
    seed: seedParam('Fixes the errors, one for each verdict of each prompt.'),
  },
  series: {
    none: curve(names[0]),
    normal: curve(names[1]),
    student: curve(names[2]),
    cauchy: curve(names[3]),
    start: { title: 'The reference', metrics: { gold } },
    compared: {
      title: 'At the chosen KL',
      metrics: {
        tail: { label: 'errors', unit: '', help: 'Their distribution.', digits: 0, names },
        gold,
        score: { label: 'judge’s reward', unit: '', help: 'With the errors.', digits: 2, hue: 'reward' },
        beta: { label: 'β', unit: '', help: 'At which the optimum has this KL.', digits: 2 },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'gold',
      title: 'Gold reward of the best policy for the judge',
      size: 'wide',
      x: { label: 'KL, nats per prompt', domain: [0, FARTHEST] },
      y: { domain: [0.3, 1] },
      layers: [
        { series: 'none', x: 'kl', y: 'gold', mark: 'line', role: 'guide', label: names[0] },
        { series: 'normal', x: 'kl', y: 'gold', mark: 'line', role: 'thin', label: names[1] },
        { series: 'student', x: 'kl', y: 'gold', mark: 'line', role: 'counterpart', label: names[2] },
        { series: 'cauchy', x: 'kl', y: 'gold', mark: 'line', label: names[3] },
      ],
      references: [{ axis: 'y', at: { series: 'start', metric: 'gold' }, label: 'reference' }],
    },
    {
      kind: 'table',
      id: 'compared',
      title: 'At the chosen KL',
      size: 'wide',
      table: { series: 'compared', columns: ['tail', 'gold', 'score', 'beta'] },
    },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: {},
  simplified: [
    'The judge’s reward is the gold reward of the verdict and an error drawn for each verdict of each prompt.',
    'Every policy is the exact optimum for its β; nothing is trained.',
  ],
}).runs(function* runHeavyTails({ size, kl: wanted, seed: _ }, { kernels, rng, crew, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy: network, world } = laboratory;
  const asked = someOf(world.evaluation, ASKED);
  const truth = goldOn(world, asked);
  const reference = policyOn(network, asked, verdictTokens(world));
  const prompts = asked.length;
  yield { series: 'start', gold: expected(reference, truth, prompts) };
  for (const [t, tail] of tails.entries()) {
    const draws = rng.stream(tail);
    const rewards = truth.map((r) => r + size * errors[tail](draws));
    const game: Game = { prompts, verdicts: verdicts.length, rewards, reference };
    const klAt = (beta: number) => {
      const { policy, probabilities } = softmaxOf(tilted(game, beta), verdicts.length);
      return klUnder(probabilities, policy, reference, prompts);
    };
    const at = (beta: number) => {
      const optimum = optimumOf(game, beta);
      const probabilities = probabilitiesOf(optimum);
      const kl = klUnder(probabilities, optimum, reference, prompts);
      return { kl, mean: (values: Float64Array) => meanUnder(probabilities, values, prompts) };
    };
    for (let point = 0, beta = LARGEST_BETA; point < POINTS; point++, beta *= NEXT_BETA) {
      const { kl, mean } = at(beta);
      if (kl > FARTHEST) break;
      yield { series: tail, kl, gold: mean(truth) };
    }
    // The KL falls with β: halved by ratio, since β spans powers of ten.
    let [low, high] = [1e-3, 1e3];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = Math.sqrt(low * high);
      if (klAt(middle) > wanted) low = middle;
      else high = middle;
    }
    const { mean } = at(high);
    yield { series: 'compared', tail: t, gold: mean(truth), score: mean(rewards), beta: high };
  }
});
