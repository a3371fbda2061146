/**
 * What the original Program 2 logged, computed again. Its policy never moves: one log-ratio, one advantage, and a β that
 * follows a rule. With one constant read from its first line, all four logged losses come out.
 */
import { eightQuestions } from '../../examples/eightQuestions.ts';
import { defineExperiment } from '../../experiment.ts';
import { exp } from '../../float.ts';

const ITERATIONS = 1000;
/** Every so many iterations β is adapted, and a line is logged. */
const LOGGED = 250;
const ROWS = 100;
const CLIP = 0.2;
const BETA = 0.5;
const REWARD = 5.25;
const BASELINE = 3.3;
/** Of the printed code: β grows above, and shrinks below. */
const RULE = { above: 0.01, grow: 1.05, below: 0.001, shrink: 0.95 } as const;

/** As printed: iteration, loss. */
const PRINTED = [
  [250, -2.1936],
  [500, -2.1922],
  [750, -2.1908],
  [1000, -2.1895],
] as const;
/** log π_new(y) − log π_ref(y), from the printed KL. */
const LOG_RATIO = 0.0606;
const LOG_RATIOS = { close: 0.005, printed: LOG_RATIO, further: 0.2, far: 1 } as const;
/** So that the first printed loss comes out; nothing else is fitted. */
const ADVANTAGE = 2.16481 / exp(LOG_RATIO);

const clipped = (ratio: number) => Math.min(Math.max(ratio, 1 - CLIP), 1 + CLIP);

/** The rule of the source, on the KL as it is logged. */
export function adapted(beta: number, kl: number): number {
  if (kl > RULE.above) return beta * RULE.grow;
  if (kl < RULE.below) return beta * RULE.shrink;
  return beta;
}

const iteration = {
  label: 'iteration',
  unit: '',
  help: 'Of 1,000; β is adapted every 250.',
  digits: 0,
} as const;

const panel = (id: string, title: string, unit: string) =>
  ({
    kind: 'xy',
    id,
    title,
    unit,
    size: 'panel',
    x: { domain: [0, ITERATIONS], label: 'iteration' },
  }) as const;

export default defineExperiment({
  id: 'original-2',
  title: 'The original’s PPO, replayed: the loss moves only when β does, and nothing else moves.',
  params: {
    sign: {
      kind: 'choice',
      label: 'KL term',
      help: 'As printed, log π_ref − log π_new, which rewards drifting; or with the sign of Schulman’s k1.',
      choices: { source: 'as in the source', corrected: 'with the right sign' },
      default: 'source',
    },
    distance: {
      kind: 'choice',
      label: 'how far the policy has gone',
      help: 'Log-ratio: by how much the policy finds its answers likelier than the reference does. The original has 0.0606 throughout.',
      choices: { close: '0.005', printed: '0.0606, as printed', further: '0.2', far: '1' },
      default: 'printed',
    },
  },
  series: {
    iteration: {
      title: 'Replayed',
      metrics: {
        iteration,
        loss: {
          label: 'loss',
          unit: '',
          help: 'Minus the clipped objective, plus β times the KL term.',
          digits: 4,
          hue: 'loss',
        },
        reward: { label: 'reward', unit: 'points', help: 'Of a stored list.', digits: 2, hue: 'reward' },
        kl: {
          label: 'logged KL',
          unit: 'nats',
          help: 'The KL term as the program logs it.',
          digits: 4,
          hue: 'kl',
        },
        clipFraction: {
          label: 'clipped',
          unit: 'share',
          help: 'All answers have one ratio: none or all.',
          digits: 2,
        },
        beta: { label: 'β', unit: '', help: 'After the rule of the source.', digits: 3 },
      },
    },
    printed: {
      title: 'As printed',
      metrics: {
        iteration,
        loss: { label: 'loss, printed', unit: '', help: 'Word for word.', digits: 4, hue: 'loss' },
        replayed: { label: 'loss, replayed', unit: '', help: 'At the same iteration.', digits: 4 },
        difference: { label: 'difference', unit: '', help: 'Replayed minus printed.', digits: 5 },
      },
    },
    answer: {
      title: 'Rewards of the eight answers',
      metrics: {
        number: { label: 'question', unit: '', help: 'D1 to D8; D6 to D8 are rebuilt.', digits: 0 },
        before: { label: 'SFT', unit: 'points', help: 'Of 10.', digits: 1, hue: 'reward' },
        after: { label: 'PPO', unit: 'points', help: 'Of 10.', digits: 1, hue: 'reward' },
      },
    },
  },
  views: [
    {
      ...panel('loss', 'Loss', 'dots: as printed'),
      y: {},
      layers: [
        { series: 'iteration', x: 'iteration', y: 'loss', mark: 'line' },
        { series: 'printed', x: 'iteration', y: 'loss', mark: 'dot', label: 'printed' },
      ],
      head: [{ series: 'iteration', metric: 'loss' }],
    },
    {
      ...panel('reward', 'Reward', 'points, of 10'),
      y: { domain: [0, 6] },
      layers: [{ series: 'iteration', x: 'iteration', y: 'reward', mark: 'line' }],
      references: [{ axis: 'y', at: BASELINE, label: 'SFT: 3.3' }],
      head: [{ series: 'iteration', metric: 'reward' }],
    },
    {
      ...panel('kl', 'KL, as logged', 'nats'),
      y: {},
      layers: [{ series: 'iteration', x: 'iteration', y: 'kl', mark: 'line' }],
      references: [{ axis: 'y', at: 0, label: 'no KL lies below 0' }],
      head: [{ series: 'iteration', metric: 'kl' }],
    },
    {
      ...panel('bars', 'SFT and PPO', 'points, of 10'),
      x: { domain: [1, 8], ticks: [1, 2, 3, 4, 5, 6, 7, 8], label: 'D' },
      y: { domain: [0, 6] },
      layers: [
        { series: 'answer', x: 'number', y: 'before', mark: 'dot', role: 'counterpart', label: 'SFT' },
        { series: 'answer', x: 'number', y: 'after', mark: 'dot', label: 'PPO' },
      ],
    },
    {
      ...panel('beta', 'Strength of the KL penalty', 'β'),
      size: 'wide',
      y: { domain: [0.3, 0.7] },
      layers: [{ series: 'iteration', x: 'iteration', y: 'beta', mark: 'line' }],
      head: [{ series: 'iteration', metric: 'beta' }],
    },
    {
      kind: 'table',
      id: 'printed',
      title: 'Four printed losses, and the replay',
      size: 'wide',
      table: { series: 'printed', columns: ['iteration', 'loss', 'replayed', 'difference'] },
    },
  ],
  tabs: [
    { label: 'The four panels', views: ['loss', 'reward', 'kl', 'bars'] },
    { label: 'β and the four losses', views: ['beta', 'printed'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'Rewards and log-ratio are constants, as in the original; no text is generated and no weight is updated.',
    'One number, the mean advantage, is read from the first printed loss.',
  ],
}).runs(function* runOriginal2({ sign, distance }) {
  const logRatio = LOG_RATIOS[distance];
  const ratio = exp(logRatio);
  const kl = sign === 'source' ? -logRatio : logRatio;
  const objective = Math.min(ratio * ADVANTAGE, clipped(ratio) * ADVANTAGE);
  let beta = BETA;
  const lossNow = () => -objective + beta * kl;
  const losses = new Map<number, number>();
  for (let iteration = 0; iteration <= ITERATIONS; iteration += ITERATIONS / ROWS) {
    if (iteration > 0 && iteration % LOGGED === 0) {
      beta = adapted(beta, kl);
      losses.set(iteration, lossNow());
    }
    const clipFraction = clipped(ratio) === ratio ? 0 : 1;
    yield { series: 'iteration', iteration, loss: lossNow(), reward: REWARD, kl, clipFraction, beta };
  }
  for (const [iteration, loss] of PRINTED) {
    const replayed = losses.get(iteration)!;
    yield { series: 'printed', iteration, loss, replayed, difference: replayed - loss };
  }
  for (const [i, { before, after }] of eightQuestions.entries()) {
    yield { series: 'answer', number: i + 1, before: before.reward, after: after.reward };
  }
});
