/** A β that follows the KL: the controller of 2019, the rule of the source, and what a wrong sign does to each. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import type { Rng } from '../../rng.ts';
import { proportional, thresholds } from '../../stages/klController.ts';
import { createLaboratory } from '../../stages/laboratory.ts';
import { gradientOf, klUnder, softmaxOf, type Game } from '../../stages/verdictGame.ts';
import { goldOn, policyOn, verdictTokens } from '../../stages/verdictPolicy.ts';
import { someOf, verdicts } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const WIDTH = verdicts.length;
/** Share of the held-out prompts on the board. */
const ASKED = 0.06;
const STEPS = 400;
/** Of plain gradient ascent on the logits, per prompt. */
const LEARNING_RATE = 1;
/** Steps between two rows. */
const EVERY = 4;
/** Where β begins. */
const STARTS: readonly [low: number, middle: number, high: number] = [0.05, 0.5, 2];

const klOf = (start: number) =>
  ({
    label: `KL, β from ${start}`,
    unit: 'nats per prompt',
    help: 'KL(π‖π_ref), exactly.',
    digits: 3,
    hue: 'kl',
  }) as const;
const betaOf = (start: number) =>
  ({
    label: `log₁₀ β, from ${start}`,
    unit: '',
    help: 'Decimal logarithm of the weight of the penalty: 0 is a β of 1.',
    digits: 1,
  }) as const;
const measuredOf = (start: number) =>
  ({
    label: `measured, β from ${start}`,
    unit: 'nats per prompt',
    help: 'What the controller sees: the mean of k1 (or of −k1, with the wrong sign) over the samples of the step.',
    digits: 3,
  }) as const;
const [low, middle, high] = STARTS;

export default defineExperiment({
  id: 'adaptive-beta',
  title: 'A controller changes β with the KL that it measures; with the sign wrong, it sees something else.',
  params: {
    controller: {
      kind: 'choice',
      label: 'controller',
      help: 'How β changes after every step.',
      choices: { ziegler: 'Ziegler et al. 2019', source: 'rule of the source', none: 'β fixed' },
      default: 'ziegler',
    },
    target: {
      kind: 'number',
      label: 'target',
      unit: 'nats',
      help: 'The KL that the controller aims at.',
      min: 0.05,
      max: 0.5,
      step: 0.05,
      default: 0.2,
      when: { param: 'controller', is: 'ziegler' },
    },
    sign: {
      kind: 'choice',
      label: 'log-ratio',
      help: 'Right: log π − log π_ref. Reversed, as in the source: what is measured is negative, and the penalty is a bonus.',
      choices: { right: 'log π − log π_ref', reversed: 'log π_ref − log π' },
      default: 'right',
    },
    samples: {
      kind: 'number',
      label: 'samples per step',
      help: 'On which the KL is measured.',
      min: 16,
      max: 512,
      step: 16,
      default: 256,
      menu: true,
    },
    seed: seedParam('Fixes the samples.'),
  },
  series: {
    course: {
      title: 'KL and β, from three starts',
      metrics: {
        step: { label: 'step', unit: '', help: 'Updates so far.', digits: 0 },
        klLow: klOf(low),
        klMiddle: klOf(middle),
        klHigh: klOf(high),
        betaLow: betaOf(low),
        betaMiddle: betaOf(middle),
        betaHigh: betaOf(high),
        measured: measuredOf(middle),
      },
    },
    target: {
      title: 'The target',
      metrics: {
        kl: {
          label: 'target',
          unit: 'nats per prompt',
          help: 'Of the controller; 0 if it has none.',
          digits: 2,
        },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'kl',
      title: 'KL, from three values of β',
      unit: 'nats per prompt',
      size: 'panel',
      x: { label: 'steps', domain: [0, STEPS] },
      y: {},
      layers: [
        { series: 'course', x: 'step', y: 'klLow', mark: 'line', label: `from ${low}` },
        { series: 'course', x: 'step', y: 'klMiddle', mark: 'line', role: 'thin', label: `from ${middle}` },
        {
          series: 'course',
          x: 'step',
          y: 'klHigh',
          mark: 'line',
          role: 'counterpart',
          label: `from ${high}`,
        },
      ],
      references: [{ axis: 'y', at: { series: 'target', metric: 'kl' }, label: 'target' }],
      head: [{ series: 'course', metric: 'klMiddle' }],
    },
    {
      kind: 'xy',
      id: 'beta',
      title: 'β, as a power of ten',
      unit: 'log₁₀ β',
      size: 'panel',
      x: { label: 'steps', domain: [0, STEPS] },
      y: {},
      layers: [
        { series: 'course', x: 'step', y: 'betaLow', mark: 'line', label: `from ${low}` },
        { series: 'course', x: 'step', y: 'betaMiddle', mark: 'line', role: 'thin', label: `from ${middle}` },
        {
          series: 'course',
          x: 'step',
          y: 'betaHigh',
          mark: 'line',
          role: 'counterpart',
          label: `from ${high}`,
        },
      ],
      head: [{ series: 'course', metric: 'betaMiddle' }],
    },
    {
      kind: 'xy',
      id: 'measured',
      title: 'What the controller sees',
      unit: 'nats per prompt',
      size: 'wide',
      x: { label: 'steps', domain: [0, STEPS] },
      y: {},
      layers: [
        { series: 'course', x: 'step', y: 'measured', mark: 'line', role: 'thin', label: 'measured' },
        { series: 'course', x: 'step', y: 'klMiddle', mark: 'line', label: 'exact' },
      ],
      references: [{ axis: 'y', at: 0, label: '0' }],
      head: [{ series: 'course', metric: 'measured' }],
    },
  ],
  tabs: [
    { label: 'KL and β', views: ['kl', 'beta'] },
    { label: 'Measured', views: ['measured'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: {},
  simplified: [
    'The policy is a table of logits that follows the exact gradient; only the KL is measured on samples.',
    'One word for an answer: its KL is a fraction of a nat, where whole answers of large models have several.',
  ],
}).runs(function* runAdaptiveBeta(
  { controller, target, sign, samples, seed: _ },
  { kernels, rng, crew, models },
) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy: network, world } = laboratory;
  const asked = someOf(world.evaluation, ASKED);
  const game: Game = {
    prompts: asked.length,
    verdicts: WIDTH,
    rewards: goldOn(world, asked),
    reference: policyOn(network, asked, verdictTokens(world)),
  };
  const direction = sign === 'right' ? 1 : -1;
  const aims = controller === 'ziegler' ? target : 0;
  yield { series: 'target', kl: aims };
  const next = (beta: number, kl: number) => {
    if (controller === 'ziegler') return proportional(beta, kl, target);
    return controller === 'source' ? thresholds(beta, kl) : beta;
  };
  const runs = STARTS.map((start) => ({
    beta: start,
    logits: Float64Array.from(game.reference),
    rng: rng.stream(`from ${start}`),
    kl: 0,
    measured: 0,
  }));
  for (let step = 0; step <= STEPS; step++) {
    for (const run of runs) {
      const { policy, probabilities } = softmaxOf(run.logits, WIDTH);
      if (step % EVERY === 0) run.kl = klUnder(probabilities, policy, game.reference, game.prompts);
      run.measured = direction * k1Of(game, policy, probabilities, samples, run.rng);
      // The wrong sign turns the penalty into a bonus.
      const gradient = gradientOf(game, policy, direction * run.beta, probabilities);
      for (let i = 0; i < gradient.length; i++) {
        run.logits[i]! += LEARNING_RATE * game.prompts * gradient[i]!;
      }
    }
    if (step % EVERY === 0) {
      const [fromLow, fromMiddle, fromHigh] = [runs[0]!, runs[1]!, runs[2]!];
      yield {
        series: 'course',
        step,
        klLow: fromLow.kl,
        klMiddle: fromMiddle.kl,
        klHigh: fromHigh.kl,
        betaLow: log(fromLow.beta) / log(10),
        betaMiddle: log(fromMiddle.beta) / log(10),
        betaHigh: log(fromHigh.beta) / log(10),
        measured: fromMiddle.measured,
      };
    }
    for (const run of runs) run.beta = next(run.beta, run.measured);
  }
});

/** Mean of k1 over sampled verdicts to prompts drawn at random, nats. */
function k1Of(
  { prompts, reference }: Game,
  policy: Float64Array,
  probabilities: Float64Array,
  samples: number,
  rng: Rng,
): number {
  let sum = 0;
  for (let s = 0; s < samples; s++) {
    // One draw for both: its whole part is the prompt, the rest finds the verdict.
    const drawn = prompts * rng.uniform();
    const prompt = Math.floor(drawn);
    let left = drawn - prompt;
    const at = WIDTH * prompt;
    let i = at;
    while (i < at + WIDTH - 1 && (left -= probabilities[i]!) > 0) i += 1;
    sum += policy[i]! - reference[i]!;
  }
  return sum / samples;
}
