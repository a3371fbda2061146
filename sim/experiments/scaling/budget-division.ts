/** One amount of compute, divided between weights and tokens: the loss that two published fits of one law expect. */
import { defineExperiment } from '../../experiment.ts';
import { exp, log } from '../../float.ts';
import { BESIROGLU, HOFFMANN, lossOf, optimum, type ScalingLaw } from '../../measure/scalingLaw.ts';

const FITS = [HOFFMANN, BESIROGLU] as const;

const FIT_NAMES = ['Hoffmann et al. 2022', 'Besiroglu et al. 2024'] as const;

const LN10 = log(10);

const log10 = (x: number) => log(x) / LN10;

export const powerOf10 = (x: number) => exp(x * LN10);

/** Powers of ten to either side of the best model that are drawn, and points in one. */
const DECADES = 1.2;

const POINTS = 16;

const nats = (label: string, help: string) =>
  ({ label, unit: 'nats', help, hue: 'loss', digits: 3 }) as const;

const size = {
  label: 'weights',
  unit: 'power of ten',
  help: 'Logarithm of the number of weights.',
  digits: 2,
} as const;

const HELP = 'At the compute that is set: more weights, fewer tokens.';

/** Compute 6 N D and weights N of these settings. */
export function divisionOf(of: { readonly compute: number; readonly weights: number }) {
  const [compute, weights] = [powerOf10(of.compute), powerOf10(of.weights)];
  return { compute, weights, tokens: compute / 6 / weights };
}

/** The loss of all models that this compute can train, around the best one, and out to the one that is set. */
function* curveOf(
  series: 'hoffmann' | 'besiroglu',
  fit: ScalingLaw,
  compute: number,
  weights: number,
): Generator<{ readonly series: typeof series; readonly size: number; readonly loss: number }> {
  const middle = log10(optimum(fit, compute).weights);
  const from = Math.min(middle - DECADES, log10(weights));
  const to = Math.max(middle + DECADES, log10(weights));
  const points = Math.ceil((to - from) * POINTS);
  for (let i = 0; i <= points; i++) {
    const exponent = from + ((to - from) * i) / points;
    const n = powerOf10(exponent);
    yield { series, size: exponent, loss: lossOf(fit, n, compute / 6 / n) };
  }
}

export default defineExperiment({
  id: 'budget-division',
  title: 'For each amount of compute one size of the model is best, by either of two published fits.',
  params: {
    compute: {
      kind: 'number',
      symbol: 'C',
      label: 'compute, power of ten',
      unit: 'FLOP',
      help: '6 N D of the run: 19.89 is that of Figure 5.3, 23.76 that of Chinchilla.',
      min: 18,
      max: 26,
      step: 0.01,
      default: 19.89,
    },
    weights: {
      kind: 'number',
      symbol: 'N',
      label: 'weights, power of ten',
      help: 'Size of the model: 8 is a hundred million, 9 a billion.',
      min: 7,
      max: 12.5,
      step: 0.01,
      default: 8.09,
    },
  },
  series: {
    hoffmann: {
      title: FIT_NAMES[0],
      // Ink: beside the other one it is the older counterpart.
      metrics: { size, loss: { label: 'expected loss', unit: 'nats', help: HELP, digits: 3 } },
    },
    besiroglu: { title: FIT_NAMES[1], metrics: { size, loss: nats('expected loss', HELP) } },
    chosen: {
      title: 'The run that is set',
      metrics: { size, loss: nats('expected loss', 'By the fit of 2024.') },
    },
    division: {
      title: 'The division that is set',
      metrics: {
        weights: { label: 'N', unit: 'million', help: 'Weights.', digits: 0 },
        tokens: { label: 'D', unit: 'billion', help: 'Tokens.', digits: 1 },
        ratio: { label: 'D / N', unit: '', help: 'Tokens per weight.', digits: 1 },
        above: nats('above the best', 'Expected loss by the fit of 2024, less the lowest for this compute.'),
      },
    },
    fit: {
      title: 'Two fits of one law',
      metrics: {
        fit: { label: 'fit', unit: '', help: 'Whose constants.', digits: 0, names: FIT_NAMES },
        loss: nats('loss', 'Expected of this run.'),
        bestWeights: { label: 'best N', unit: 'million', help: 'Weights, for the same compute.', digits: 0 },
        bestTokens: { label: 'best D', unit: 'billion', help: 'Tokens, for the same compute.', digits: 1 },
        ratio: { label: 'D / N', unit: '', help: 'Tokens per weight at the best.', digits: 0 },
        bestLoss: nats('best loss', 'Expected there.'),
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Expected loss at this compute',
      unit: 'nats per token',
      size: 'wide',
      x: { label: 'weights', powers: true },
      y: {},
      layers: [
        { series: 'hoffmann', x: 'size', y: 'loss', mark: 'line', role: 'counterpart', label: '2022' },
        { series: 'besiroglu', x: 'size', y: 'loss', mark: 'line', label: '2024' },
        { series: 'chosen', x: 'size', y: 'loss', mark: 'dot' },
      ],
    },
    {
      kind: 'table',
      id: 'division',
      title: 'This run',
      size: 'wide',
      table: { series: 'division', columns: ['weights', 'tokens', 'ratio', 'above'] },
    },
    {
      kind: 'table',
      id: 'fits',
      title: 'The best division of this compute',
      size: 'wide',
      table: { series: 'fit', columns: ['fit', 'loss', 'bestWeights', 'bestTokens', 'ratio', 'bestLoss'] },
    },
  ],
  tabs: [
    { label: 'Expected loss', views: ['loss', 'division'] },
    { label: 'Two fits', views: ['fits'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'The fits were made on one corpus with one tokenizer: their nats cannot be compared with those of another.',
    'Far from the runs to which the law was fitted, up to about 16 billion weights, the curves are extrapolations.',
  ],
}).runs(function* runBudgetDivision(settings) {
  const { compute, weights, tokens } = divisionOf(settings);
  const losses = FITS.map((fit) => {
    const best = optimum(fit, compute);
    return { best, loss: lossOf(fit, weights, tokens), bestLoss: lossOf(fit, best.weights, best.tokens) };
  });
  for (const [i, { best, loss, bestLoss }] of losses.entries()) {
    yield* curveOf(i === 0 ? 'hoffmann' : 'besiroglu', FITS[i]!, compute, weights);
    yield {
      series: 'fit',
      fit: i,
      loss,
      bestWeights: best.weights / 1e6,
      bestTokens: best.tokens / 1e9,
      ratio: best.tokens / best.weights,
      bestLoss,
    };
  }
  const { loss, bestLoss } = losses[1]!;
  yield { series: 'chosen', size: settings.weights, loss };
  yield {
    series: 'division',
    weights: weights / 1e6,
    tokens: tokens / 1e9,
    ratio: tokens / weights,
    above: loss - bestLoss,
  };
});
