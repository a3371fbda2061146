/** What prose quotes of `budget-division`, and what its exercise asks. */
import { first, only, wordsOn } from '../../words.ts';
import { BESIROGLU, lossOf, optimum } from '../../measure/scalingLaw.ts';
import experiment, { divisionOf, powerOf10 } from './budget-division.ts';

/** Compute and size of Chinchilla (Hoffmann et al. 2022): 5.76 · 10²³ FLOP, 70 billion weights. */
const CHINCHILLA = { compute: 23.76, weights: 10.85 } as const;

/** Tokens per weight to either side of the rule of 20. */
const AROUND_TWENTY = [10, 40] as const;

/** 3.14 · 10²³ FLOP, 175 billion weights (Brown et al. 2020). */
const GPT3 = { compute: 23.5, weights: 11.24 } as const;

const OF_2022 = { fit: 'Hoffmann et al. 2022' } as const;
const OF_2024 = { fit: 'Besiroglu et al. 2024' } as const;

/** What a smaller model may cost, nats above the best. */
const MOST_ABOVE = 0.05;

/** The default compute, which the exercise keeps. */
const COMPUTE = experiment.params.compute.default;

export default wordsOn(experiment, {
  findings: {
    ratio: { says: 'tokens per weight', at: first('division', 'ratio'), digits: 0, between: [840, 870] },
    fitsApart: {
      says: 'by how much the fit of 2022 differs there',
      measure: (rows) => {
        const [hoffmann, besiroglu] = rows.of('fit');
        return Math.abs(hoffmann!.loss - besiroglu!.loss);
      },
      digits: 3,
      unit: 'nats',
      between: [0, 0.01],
    },
    lossBesiroglu: {
      says: 'its loss by the fit of 2024',
      at: only('fit', 'loss', OF_2024),
      digits: 2,
      between: [2.745, 2.755],
    },
    best: {
      says: 'the best loss for the same compute by the fit of 2024',
      at: only('fit', 'bestLoss', OF_2024),
      digits: 2,
      between: [2.3, 2.8],
    },
    bestWeights: {
      says: 'the weights of the best model for the same compute by the fit of 2024',
      at: only('fit', 'bestWeights', OF_2024),
      between: [600, 1200],
    },
    chinchillaHoffmann: {
      says: 'tokens per weight at the compute of Chinchilla, constants of 2022',
      settings: CHINCHILLA,
      at: only('fit', 'ratio', OF_2022),
      between: [92, 94],
    },
    chinchillaBesiroglu: {
      says: 'the same with the constants of 2024',
      settings: CHINCHILLA,
      at: only('fit', 'ratio', OF_2024),
      between: [18, 19],
    },
    flat: {
      says: 'how far 10 or 40 tokens per weight lie above the lowest loss there, by the fit of 2024',
      settings: CHINCHILLA,
      measure: (rows) => {
        const compute = powerOf10(CHINCHILLA.compute);
        const best = rows.of('fit')[1]!.bestLoss;
        const above = AROUND_TWENTY.map((ratio) => {
          const weights = Math.sqrt(compute / 6 / ratio);
          return lossOf(BESIROGLU, weights, ratio * weights) - best;
        });
        return Math.max(...above);
      },
      digits: 3,
      unit: 'nats',
      between: [0, 0.01],
    },
  },
  goals: {
    smallEnough: {
      says: 'Keep the compute. Find a model of at most 300 million weights whose expected loss lies at most 0.05 nats above the best, by the fit of 2024.',
      label: 'weights',
      unit: 'million',
      digits: 0,
      scale: [0, 900],
      target: [0, 300],
      at: first('division', 'weights'),
      unless: ({ compute, weights }) => {
        if (compute !== COMPUTE) return 'the compute has to stay as it is.';
        const division = divisionOf({ compute, weights });
        const best = optimum(BESIROGLU, division.compute);
        const above =
          lossOf(BESIROGLU, division.weights, division.tokens) - lossOf(BESIROGLU, best.weights, best.tokens);
        return above > MOST_ABOVE ? `it lies ${above.toFixed(3)} nats above the best.` : undefined;
      },
      hint: 'Move the weights and read the column “above the best”. The curve is flat near its lowest point.',
      solution: { weights: 8.45 },
      because:
        'A model of less than two fifths of the best size is almost as good, since the curve is flat at its bottom. It costs less than two fifths to use, and reads about 160 tokens for each weight.',
      wrong: [
        {
          settings: { weights: 8.87 },
          fails: 'high',
          because: 'This is the best size for the compute, and more than twice as large as it needs to be.',
        },
        {
          settings: { weights: 8.2 },
          fails: 'unless',
          because: 'It is small enough, but so small that it costs more than 0.05 nats.',
        },
      ],
    },
  },
  presets: [
    { label: 'A model of GPT-2’s size', settings: {} },
    { label: 'Chinchilla', settings: CHINCHILLA },
    { label: 'GPT-3', settings: GPT3 },
  ],
});
