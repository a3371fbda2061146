/** k1, k2 and k3 as values and as gradients, counted out in the verdict game. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { nats } from '../../metric.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import {
  agreement,
  countOut,
  estimators,
  gradientEstimate,
  klGradient,
  uses,
  valueAt,
  type Counted,
} from '../../stages/klEstimators.ts';
import { klUnder, logSoftmax, softmaxOf } from '../../stages/verdictGame.ts';
import { policyOn, verdictTokens } from '../../stages/verdictPolicy.ts';
import { someOf, verdicts } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const WIDTH = verdicts.length;
/** Share of the held-out prompts that are asked. */
const ASKED = 0.3;
/** Points of the curves. */
const POINTS = 40;
/** Of the way that the policy has gone, what one had gone that drew samples earlier. */
const EARLIER = 0.5;
/** Beyond the last level, nats. */
const MOST = 3;
/** Of the curves of values, nats: beyond, the deviation of k3 leaves every scale. */
const MOST_OF_VALUES = 1;
/** Halvings of the interval in which the scale of a policy is sought. */
const HALVINGS = 40;

const kl = nats('KL(π‖π_ref) over the six verdicts, exactly.', 'KL');
const cosine = (help: string, label: string) => ({ label, unit: '', help, digits: 2 }) as const;
const relative = (help: string, label: string) =>
  ({ label, unit: 'of the true gradient', help, digits: 2 }) as const;

const deviation = (label: string) =>
  ({
    label,
    unit: 'log₁₀ nats',
    help: 'Decimal logarithm of the standard deviation of one sample.',
    digits: 2,
  }) as const;

const series = {
  gradients: {
    title: 'Mean gradients over the KL',
    metrics: {
      kl,
      k1Reward: cosine('Cosine to the gradient of the KL: k1 in the reward.', 'k1 in the reward'),
      k1Loss: cosine(
        'Cosine to the gradient of the KL: k1 as a loss; 0 if its mean vanishes.',
        'k1 as a loss',
      ),
      k2Loss: cosine('Cosine to the gradient of the KL: k2 as a loss.', 'k2 as a loss'),
      k3Loss: cosine('Cosine to the gradient of the KL: k3 as a loss.', 'k3 as a loss'),
      biasK1Reward: relative('Distance of the mean from the truth.', 'k1 in the reward'),
      biasK1Loss: relative('Distance of the mean from the truth.', 'k1 as a loss'),
      biasK2Loss: relative('Distance of the mean from the truth.', 'k2 as a loss'),
      biasK3Loss: relative('Distance of the mean from the truth.', 'k3 as a loss'),
    },
  },
  values: {
    title: 'Estimates over the KL',
    metrics: {
      kl,
      k1: nats('Mean of k1.', 'k1'),
      k2: nats('Mean of k2.', 'k2'),
      k3: nats('Mean of k3.', 'k3'),
      deviationK1: deviation('k1'),
      deviationK2: deviation('k2'),
      deviationK3: deviation('k3'),
    },
  },
  uses: {
    title: 'Gradients at the chosen KL',
    metrics: {
      use: { label: 'use', unit: '', help: 'What is done with the estimator.', digits: 0, names: uses },
      cosine: cosine('Between its mean and the gradient of the KL; 0 if the mean vanishes.', 'cosine'),
      bias: relative('Distance of the mean from the truth, as a share of its length.', 'bias'),
      spread: relative('Standard deviation of the estimate, as a share of its length.', 'spread'),
    },
  },
  estimates: {
    title: 'Values at the chosen KL',
    metrics: {
      estimator: { label: 'estimator', unit: '', help: 'k1, k2 or k3.', digits: 0, names: estimators },
      mean: nats('Over all prompts and samples.', 'mean'),
      deviation: nats('From one sample.', 'standard deviation'),
    },
  },
  chosen: { title: 'The policy', metrics: { kl } },
} as const;

const panel = (id: string, title: string, unit: string, most: number) =>
  ({
    kind: 'xy',
    id,
    title,
    unit,
    size: 'panel',
    x: { label: 'KL, nats', domain: [0, most] },
  }) as const;
const here = [{ axis: 'x', at: { series: 'chosen', metric: 'kl' }, label: 'chosen' }] as const;

export default defineExperiment({
  id: 'kl-estimators',
  title: 'An estimator of the KL need not have its gradient.',
  params: {
    kl: {
      kind: 'number',
      label: 'KL of the policy',
      unit: 'nats',
      help: 'How far the policy has gone from the reference, in a random direction.',
      min: 0.01,
      max: MOST,
      step: 0.01,
      default: 1,
    },
    drawn: {
      kind: 'choice',
      label: 'samples come from',
      help: 'Who drew them: the policy itself, or one that had gone half of the way; those can be weighted by π/μ, the ratio of the two.',
      choices: {
        own: 'the policy itself',
        earlier: 'half of the way back',
        weighted: 'half of the way back, weighted',
      },
      default: 'own',
    },
    samples: {
      kind: 'number',
      label: 'samples per prompt',
      help: 'Over which a gradient is averaged.',
      min: 1,
      max: 64,
      step: 1,
      default: 8,
      menu: true,
    },
    seed: seedParam('Fixes the direction in which the policy has gone.'),
  },
  series,
  views: [
    {
      kind: 'table',
      id: 'uses',
      title: 'Gradients at the chosen KL',
      size: 'wide',
      table: { series: 'uses', columns: ['use', 'cosine', 'bias', 'spread'] },
    },
    {
      ...panel('cosine', 'Cosine of the mean gradient to the true one', '', MOST),
      y: { domain: [-1, 1] },
      layers: [
        { series: 'gradients', x: 'kl', y: 'k1Loss', mark: 'line', role: 'thin', label: 'k1 as a loss' },
        { series: 'gradients', x: 'kl', y: 'k3Loss', mark: 'line', label: 'k3 as a loss' },
        {
          series: 'gradients',
          x: 'kl',
          y: 'k2Loss',
          mark: 'line',
          role: 'counterpart',
          label: 'k2 as a loss',
        },
      ],
      references: here,
    },
    {
      ...panel('bias', 'Distance from the true gradient', 'of its length', MOST),
      y: {},
      layers: [
        { series: 'gradients', x: 'kl', y: 'biasK1Loss', mark: 'line', role: 'thin', label: 'k1 as a loss' },
        { series: 'gradients', x: 'kl', y: 'biasK3Loss', mark: 'line', label: 'k3 as a loss' },
        {
          series: 'gradients',
          x: 'kl',
          y: 'biasK2Loss',
          mark: 'line',
          role: 'counterpart',
          label: 'k2 as a loss',
        },
      ],
      references: here,
    },
    {
      kind: 'table',
      id: 'estimates',
      title: 'Values at the chosen KL',
      size: 'wide',
      table: { series: 'estimates', columns: ['estimator', 'mean', 'deviation'] },
    },
    {
      ...panel('values', 'Mean of the estimator', 'nats', MOST_OF_VALUES),
      y: {},
      layers: [
        { series: 'values', x: 'kl', y: 'k1', mark: 'line', role: 'thin', label: 'k1' },
        { series: 'values', x: 'kl', y: 'k2', mark: 'line', label: 'k2' },
        { series: 'values', x: 'kl', y: 'k3', mark: 'line', role: 'counterpart', label: 'k3' },
      ],
    },
    {
      ...panel('deviations', 'Deviation of one sample', 'log₁₀ nats', MOST_OF_VALUES),
      y: {},
      layers: [
        { series: 'values', x: 'kl', y: 'deviationK1', mark: 'line', role: 'thin', label: 'k1' },
        { series: 'values', x: 'kl', y: 'deviationK2', mark: 'line', label: 'k2' },
        { series: 'values', x: 'kl', y: 'deviationK3', mark: 'line', role: 'counterpart', label: 'k3' },
      ],
    },
  ],
  tabs: [
    { label: 'Gradients', views: ['uses', 'cosine', 'bias'] },
    { label: 'Values', views: ['estimates', 'values', 'deviations'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: {},
  simplified: [
    'One token: what a penalty on a token does to later tokens does not arise.',
    'Gradients with respect to the logits of every prompt, not to the weights of the network that they share.',
    'The policy has moved away from the reference in a random direction; training moves in others.',
  ],
}).runs(function* runKlEstimators({ kl: wanted, drawn, samples, seed: _ }, { kernels, rng, crew, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy: network, world } = laboratory;
  const asked = someOf(world.evaluation, ASKED);
  const reference = policyOn(network, asked, verdictTokens(world));
  const draws = rng.stream('direction');
  const direction = reference.map(() => draws.normal());
  const moved = (scale: number) => reference.map((z, i) => z + scale * direction[i]!);
  const gone = (scale: number) => logSoftmax(moved(scale), WIDTH);
  const klOf = (policy: Float64Array, probabilities: Float64Array) =>
    klUnder(probabilities, policy, reference, asked.length);
  const klAt = (scale: number) => {
    const { policy, probabilities } = softmaxOf(moved(scale), WIDTH);
    return klOf(policy, probabilities);
  };
  const situationAt = (scale: number): Counted => {
    const policy = gone(scale);
    const behaviour = drawn === 'own' ? policy : gone(EARLIER * scale);
    return countOut({ verdicts: WIDTH, policy, reference, behaviour, weighted: drawn === 'weighted' });
  };

  /** The scale at which the policy is so far from the reference: the KL grows with it. */
  function scaleAt(distance: number): number {
    let [low, high] = [0, 1];
    while (klAt(high) < distance) high *= 2;
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (klAt(middle) < distance) low = middle;
      else high = middle;
    }
    return high;
  }

  const most = scaleAt(MOST);
  for (let point = 1; point <= POINTS; point++) {
    const situation = situationAt((most * point) / POINTS);
    const truth = klGradient(situation);
    const [k1Reward, k1Loss, k2Loss, k3Loss] = uses.map((use) =>
      agreement(gradientEstimate(situation, use), truth, samples),
    ) as [Agreed, Agreed, Agreed, Agreed];
    yield {
      series: 'gradients',
      kl: klOf(situation.policy, situation.said),
      k1Reward: k1Reward.cosine,
      k1Loss: k1Loss.cosine,
      k2Loss: k2Loss.cosine,
      k3Loss: k3Loss.cosine,
      biasK1Reward: k1Reward.bias,
      biasK1Loss: k1Loss.bias,
      biasK2Loss: k2Loss.bias,
      biasK3Loss: k3Loss.bias,
    };
  }
  const mostOfValues = scaleAt(MOST_OF_VALUES);
  for (let point = 1; point <= POINTS; point++) {
    const situation = situationAt((mostOfValues * point) / POINTS);
    const [k1, k2, k3] = estimators.map((each) => valueAt(situation, each)) as [Valued, Valued, Valued];
    yield {
      series: 'values',
      kl: klOf(situation.policy, situation.said),
      k1: k1.mean,
      k2: k2.mean,
      k3: k3.mean,
      deviationK1: log(k1.deviation) / log(10),
      deviationK2: log(k2.deviation) / log(10),
      deviationK3: log(k3.deviation) / log(10),
    };
  }
  const situation = situationAt(scaleAt(wanted));
  const truth = klGradient(situation);
  yield { series: 'chosen', kl: klOf(situation.policy, situation.said) };
  for (const [i, use] of uses.entries()) {
    yield { series: 'uses', use: i, ...agreement(gradientEstimate(situation, use), truth, samples) };
  }
  for (const [i, estimator] of estimators.entries()) {
    yield { series: 'estimates', estimator: i, ...valueAt(situation, estimator) };
  }
});

type Agreed = ReturnType<typeof agreement>;
type Valued = ReturnType<typeof valueAt>;
