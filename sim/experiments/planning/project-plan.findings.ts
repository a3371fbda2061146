/** What prose quotes of `project-plan`, and what its exercises ask. */
import { only, wordsOn } from '../../words.ts';
import { effectiveTokens } from '../../measure/repeatedData.ts';
import {
  BESIROGLU,
  HOFFMANN,
  HOFFMANN_UNROUNDED,
  lossOf,
  optimum,
  type ScalingLaw,
} from '../../measure/scalingLaw.ts';
import { defaultsOf } from '../../settings.ts';
import { lossWithBand, sizesOf, workOf, type Plan } from './planFigures.ts';
import { params } from './planParams.ts';
import experiment from './project-plan.ts';

const PLAN: Plan = defaultsOf(params);

/** Compute of Chinchilla, FLOP (Hoffmann et al. 2022). */
const CHINCHILLA = 5.76e23;

const PRINTED = { law: 'Hoffmann et al. 2022, as printed' } as const;
const UNROUNDED = { law: 'Hoffmann et al. 2022, unrounded' } as const;
const REFITTED = { law: 'Besiroglu et al. 2024' } as const;
const REPEATED = { law: 'Muennighoff et al. 2023' } as const;

const ratioAt = (fit: ScalingLaw) => {
  const { weights, tokens } = optimum(fit, CHINCHILLA);
  return tokens / weights;
};

const band = ({ n, worth } = sizesOf(PLAN)) => lossWithBand(n, worth);

/** What may be lost against twenty passes, nats. */
const SPARED = 0.02;

/** Dollars that pretraining may cost in the exercise on text that runs short. */
const BUDGET = 11_200;

const SHORT = 10;

const lossAt = (plan: Plan) => {
  const { n, worth } = sizesOf(plan);
  return lossOf(BESIROGLU, n, worth);
};

/** Whether anything but these settings was changed, of those that decide about loss and price. */
const changed = (plan: Plan, free: readonly (keyof Plan)[]) =>
  (['weights', 'tokens', 'epochs', 'gpu', 'utilisation', 'priceH100'] as const).find(
    (name) => !free.includes(name) && plan[name] !== PLAN[name],
  );

const B200 = { gpu: 'b200', utilisation: 0.38 } as const;

export default wordsOn(experiment, {
  findings: {
    loss: {
      says: 'expected loss of the default plan, fit of 2024, passes discounted',
      at: only('law', 'loss', REFITTED),
      digits: 2,
      between: [2.17, 2.19],
    },
    low: {
      says: 'lower end of its middle 95 %',
      measure: () => band().low,
      digits: 3,
      unit: 'nats',
      between: [2.16, 2.175],
    },
    high: {
      says: 'upper end of it',
      measure: () => band().high,
      digits: 3,
      unit: 'nats',
      between: [2.18, 2.195],
    },
    hoffmann: {
      says: 'the same by the printed constants of 2022',
      at: only('law', 'loss', PRINTED),
      digits: 3,
      between: [2.185, 2.195],
    },
    unrounded: {
      says: 'the same by the unrounded ones',
      at: only('law', 'loss', UNROUNDED),
      digits: 3,
      between: [2.155, 2.165],
    },
    muennighoff: {
      says: 'the same by the law for repeated text',
      at: only('law', 'loss', REPEATED),
      digits: 3,
      between: [2.23, 2.24],
    },
    rounding: {
      says: 'what rounding of the constants adds to the loss',
      measure: (rows) => {
        const [printed, unrounded] = rows.of('law');
        return printed!.loss - unrounded!.loss;
      },
      digits: 2,
      unit: 'nats',
      between: [0.028, 0.034],
    },
    worth: {
      says: 'what the tokens read are worth',
      measure: (rows) => rows.of('chosen')[0]!.worth,
      digits: 0,
      unit: 'billion',
      between: [129.5, 131],
    },
    passesCost: {
      says: 'what reading again costs against new text',
      measure: (rows) => {
        const { fresh, loss } = rows.of('law')[2]!;
        return loss - fresh;
      },
      digits: 3,
      unit: 'nats',
      between: [0.004, 0.006],
    },
    twenty: {
      says: 'what twenty passes are worth',
      measure: () => effectiveTokens(1, 20),
      digits: 1,
      between: [11.8, 12],
    },
    limit: {
      says: 'what endless passes are worth',
      measure: () => effectiveTokens(1, 1e6),
      digits: 1,
      between: [16.3, 16.5],
    },
    ratio: {
      says: 'tokens per weight of the best division, fit of 2024',
      at: only('best', 'ratio', REFITTED),
      digits: 0,
      between: [20, 21.4],
    },
    ratioLow: { says: 'lower end of it', at: only('best', 'low', REFITTED), digits: 0, between: [12, 15] },
    ratioHigh: { says: 'upper end of it', at: only('best', 'high', REFITTED), digits: 0, between: [28, 32] },
    chinchillaPrinted: {
      says: 'tokens per weight at the compute of Chinchilla, printed constants of 2022',
      measure: () => ratioAt(HOFFMANN),
      digits: 0,
      between: [92, 93.4],
    },
    chinchillaUnrounded: {
      says: 'the same, unrounded',
      measure: () => ratioAt(HOFFMANN_UNROUNDED),
      digits: 0,
      between: [58.5, 59.4],
    },
    chinchillaRefitted: {
      says: 'the same, fit of 2024',
      measure: () => ratioAt(BESIROGLU),
      digits: 0,
      between: [18, 18.49],
    },
    compute: {
      says: 'compute of pretraining',
      measure: (rows) => rows.of('work')[0]!.compute / 1000,
      digits: 2,
      unit: '· 10²¹ FLOP',
      between: [5.88, 5.88],
    },
    gpuHours: {
      says: 'GPU-hours of pretraining',
      at: only('work', 'gpuHours', { stage: 'pretraining' }),
      digits: 0,
      unit: '',
      between: [4100, 4150],
    },
    days: {
      says: 'days of it on 64 GPUs',
      at: only('work', 'days', { stage: 'pretraining' }),
      digits: 1,
      between: [2.6, 2.8],
    },
    cost: {
      says: 'price of it',
      at: only('work', 'cost', { stage: 'pretraining' }),
      digits: 0,
      unit: '',
      between: [11000, 11200],
    },
    b200Hours: {
      says: 'GPU-hours of it on B200 at 38 %',
      settings: B200,
      at: only('work', 'gpuHours', { stage: 'pretraining' }),
      digits: 0,
      unit: '',
      between: [1900, 1920],
    },
    b200Cost: {
      says: 'price of that',
      settings: B200,
      at: only('work', 'cost', { stage: 'pretraining' }),
      digits: 0,
      unit: '',
      between: [11300, 11500],
    },
    slowCost: {
      says: 'price of pretraining at a utilisation of a tenth',
      settings: { utilisation: 0.1 },
      at: only('work', 'cost', { stage: 'pretraining' }),
      digits: 0,
      unit: '',
      between: [44000, 45000],
    },
    later: {
      says: 'price of the compute of the three later stages',
      measure: (rows) =>
        rows
          .of('work')
          .slice(1, 4)
          .reduce((sum, { cost }) => sum + cost, 0),
      digits: 0,
      between: [20, 28],
    },
    labels: {
      says: 'price of all labels',
      at: only('labels', 'cost', { labels: 'all labels' }),
      digits: 0,
      unit: '',
      between: [500000, 500000],
    },
    labelHours: {
      says: 'hours of experts',
      at: only('labels', 'hours', { labels: 'all labels' }),
      digits: 0,
      unit: '',
      between: [5000, 5000],
    },
    labelShare: {
      says: 'share of the labels in the price',
      measure: (rows) => rows.of('total')[0]!.share,
      unit: 'share',
      digits: 0,
      between: [0.97, 0.99],
    },
    whole: {
      says: 'memory of a whole copy',
      at: only('memory', 'gigabytes', { stage: 'all on each GPU' }),
      digits: 0,
      between: [112, 112],
    },
    divided: {
      says: 'the same with the state of the optimiser divided among 64 GPUs',
      at: only('memory', 'gigabytes', { stage: 'ZeRO-1' }),
      digits: 0,
      between: [29, 30],
    },
    smallPeak: {
      says: 'KL at which gold peaks with a reward model of 3 million weights',
      measure: (rows) => rows.of('peak')[0]!.kl,
      digits: 0,
      unit: 'nats',
      between: [4, 4.4],
    },
    largePeak: {
      says: 'the same with 3 billion',
      measure: (rows) => rows.of('peak').at(-1)!.kl,
      digits: 0,
      unit: 'nats',
      between: [13, 14],
    },
  },
  goals: {
    fewPasses: {
      says: 'Keep size and text. Find the fewest passes whose expected loss, by the fit of 2024, lies at most 0.02 nats above that of twenty passes.',
      label: 'passes',
      unit: '',
      digits: 0,
      scale: [1, 20],
      target: [1, 10],
      measure: (rows) => Math.round(rows.of('chosen')[0]!.text / PLAN.tokens),
      unless: (plan) => {
        if (changed(plan, ['epochs', 'gpu', 'utilisation', 'priceH100']))
          return 'size and text have to stay as they are.';
        const more = lossAt(plan) - lossAt({ ...plan, epochs: 20 });
        return more > SPARED ? `it lies ${more.toFixed(3)} nats above twenty passes.` : undefined;
      },
      hint: 'In the tab “Loss”, follow the thin line, or read “as planned” in the tab “Laws” at twenty passes and at fewer.',
      solution: { epochs: 10 },
      because:
        'Ten passes lie 0.0195 nats above twenty, for half of the compute: the second ten passes are worth less than five.',
      wrong: [
        {
          settings: { epochs: 20 },
          fails: 'high',
          because:
            'This is the plan with which the others are compared: the last ten passes cost as much as the first ten, and bring 0.02 nats.',
        },
        {
          settings: { epochs: 4 },
          fails: 'unless',
          because:
            'Four passes lose little against as much new text. Against twenty passes, which read five times as many tokens, they lose 0.06 nats.',
        },
      ],
    },
    shortText: {
      says: 'With 10 billion tokens of text on the same GPUs at the same price, reach at most 2.303 nats by the law of Muennighoff et al. for at most $11,200 of pretraining.',
      label: 'expected loss',
      unit: 'nats',
      digits: 3,
      scale: [2.28, 2.4],
      target: [2.28, 2.303],
      at: only('law', 'loss', REPEATED),
      unless: (plan) => {
        if (plan.tokens !== SHORT) return 'the text has to be 10 billion tokens.';
        if (changed(plan, ['weights', 'tokens', 'epochs']))
          return 'GPU, utilisation and price have to stay as they are.';
        const { cost } = workOf(plan)[0]!;
        return cost > BUDGET ? `pretraining costs $${Math.round(cost)}.` : undefined;
      },
      hint: 'The price limits the product of weights and passes to 98.8. Begin with 7 billion weights and 14 passes, which would be a good division of new text, and see which way helps.',
      solution: { tokens: 10, weights: 6.1, epochs: 16 },
      because:
        'It reaches the goal, if only just. Both repeated tokens and weights beyond what suits the text are worth less; by this law weights lose their worth sooner, so that a smaller model with more passes does better than with new text.',
      wrong: [
        {
          settings: { tokens: 10, weights: 7, epochs: 14 },
          fails: 'high',
          because: 'This would be a good division of as many new tokens. It comes close, and costs as much.',
        },
        {
          settings: { tokens: 10, weights: 24.5, epochs: 4 },
          fails: 'high',
          because:
            'Four passes are nearly as good as new text, but a model of this size has far too little of it: most of its weights are in excess.',
        },
        {
          settings: { tokens: 10, weights: 9.8, epochs: 20 },
          fails: 'unless',
          because: 'The loss is low enough, and the price is twice what is allowed.',
        },
      ],
    },
  },
  presets: [
    { label: '7 billion weights', settings: {} },
    {
      label: 'One hospital’s notes',
      settings: { weights: 0.5, tokens: 1, epochs: 10, gpus: 8, demonstrations: 2000, pairs: 5000 },
    },
    {
      label: '70 billion weights',
      settings: { weights: 70, tokens: 100, epochs: 4, gpu: 'b200', gpus: 1024 },
    },
  ],
});
