/** What prose quotes of `annotators`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { only, wordsOn } from '../../words.ts';
import experiment, { series } from './annotators.ts';

type How = (typeof series.used.metrics.how.names)[number];

type Who = (typeof series.agreement.metrics.who.names)[number];

const accuracy = (by: (typeof series.ranking.metrics.by.names)[number]) =>
  only('ranking', 'accuracy', { by });

const kappa = (who: Who) => only('agreement', 'kappa', { who });

const agreed = (who: Who) => only('agreement', 'agreed', { who });

const right = (how: How) => only('used', 'right', { how });

const contested = (how: How) => only('used', 'contested', { how });

/** Noise apart, each school is of one mind. */
const FAR = { noise: 0, schools: 2 } as const;

const of = (rows: Measured<typeof series>, how: How) =>
  rows.of('ranking').find(({ by }) => series.ranking.metrics.by.names[by] === how)!.accuracy;

/** (mitigated − failed) / (clean − failed), in held-out accuracy: failed is one vote per pair, clean the true order. */
const mitigation = (how: How) =>
  ({
    measure: (rows: Measured<typeof series>) => {
      const failed = of(rows, 'one vote per pair');
      return (of(rows, how) - failed) / (of(rows, 'the true order of all pairs') - failed);
    },
    unit: 'share',
  }) as const;

export default wordsOn(experiment, {
  findings: {
    single: {
      says: 'held-out accuracy from one vote per pair',
      at: accuracy('one vote per pair'),
      between: [0.68, 0.79],
    },
    behindLikelihood: {
      says: 'what the reward model from single votes lacks to likelihood alone, in points',
      measure: (rows) => {
        const likelihood = rows
          .of('ranking')
          .find(({ by }) => series.ranking.metrics.by.names[by] === 'likelihood alone, no label')!;
        return 100 * (likelihood.accuracy - of(rows, 'one vote per pair'));
      },
      digits: 1,
      unit: 'points',
      between: [1, 10],
    },
    majority: {
      says: 'held-out accuracy from two of three at the same price',
      at: accuracy('two of three'),
      between: [0.64, 0.76],
    },
    unanimous: {
      says: 'held-out accuracy from the pairs on which three agree, at the same price',
      at: accuracy('only where three agree'),
      between: [0.64, 0.79],
    },
    calibrated: {
      says: 'held-out accuracy from one vote per pair after calibration',
      at: accuracy('calibrated, one vote per pair'),
      between: [0.75, 0.84],
    },
    triple: {
      says: 'held-out accuracy from two of three on all pairs, at three times the price',
      at: accuracy('two of three, at three times the price'),
      between: [0.74, 0.83],
    },
    truth: {
      says: 'held-out accuracy from the true order of all pairs',
      at: accuracy('the true order of all pairs'),
      between: [0.79, 0.88],
    },
    likelihood: {
      says: 'held-out pairs that likelihood alone ranks in the true order',
      at: accuracy('likelihood alone, no label'),
      between: [0.76, 0.83],
    },
    length: {
      says: 'held-out pairs that length alone ranks in the true order',
      at: accuracy('length alone, no label'),
      between: [0.5, 0.6],
    },
    agreedOfTwo: {
      says: 'share of the pairs on which two of three annotators agree, on average',
      at: agreed('three of the six (Fleiss)'),
      between: [0.67, 0.74],
    },
    kappaWithin: {
      says: 'Cohen’s κ within a school',
      at: kappa('two of the same school'),
      between: [0.42, 0.52],
    },
    kappaBetween: {
      says: 'Cohen’s κ across the schools',
      at: kappa('two of different schools'),
      between: [0.33, 0.42],
    },
    fleiss: {
      says: 'Fleiss’ κ of the three who vote',
      at: kappa('three of the six (Fleiss)'),
      between: [0.35, 0.48],
    },
    rightOfSingle: {
      says: 'single votes in the true order',
      at: right('one vote per pair'),
      between: [0.77, 0.84],
    },
    rightOfMajority: {
      says: 'majorities in the true order',
      at: right('two of three'),
      between: [0.84, 0.93],
    },
    rightOfUnanimous: {
      says: 'unanimous votes in the true order',
      at: right('only where three agree'),
      between: [0.94, 1],
    },
    unanimousPairs: {
      says: 'pairs on which three agree, of 400',
      at: only('used', 'pairs', { how: 'only where three agree' }),
      unit: '',
      between: [190, 260],
    },
    mitigation: {
      says: 'mitigation by keeping only pairs on which three agree, at the same price',
      ...mitigation('only where three agree'),
      between: [-2.5, 0.5],
    },
    mitigationOfMajority: {
      says: 'mitigation by two of three, at the same price',
      ...mitigation('two of three'),
      between: [-2.5, 0],
    },
    mitigationOfCalibration: {
      says: 'mitigation by a calibration that halves noise and biases',
      ...mitigation('calibrated, one vote per pair'),
      between: [0.2, 0.9],
    },
    mitigationAtTriplePrice: {
      says: 'mitigation by two of three on all pairs, at three times the price',
      ...mitigation('two of three, at three times the price'),
      between: [0.1, 0.9],
    },
    kappaOfInstructGpt: {
      says: 'κ of two annotators who agree on 72.6 % of the pairs and choose the first answer half of the time',
      measure: () => (0.726 - 0.5) / (1 - 0.5),
      digits: 2,
      between: [0.45, 0.46],
    },
    agreedAtThreshold: {
      says: 'agreement at which κ is 0.60, if each answer is chosen half of the time',
      measure: () => 0.5 + 0.6 * 0.5,
      unit: 'share',
      between: [0.8, 0.8],
    },
    contestedOfFar: {
      says: 'contested pairs among all that are bought, when the schools stand far apart',
      settings: FAR,
      at: contested('one vote per pair'),
      between: [0.5, 0.6],
    },
    contestedOfFarKept: {
      says: 'contested pairs among those on which three agree, when the schools stand far apart',
      settings: FAR,
      at: contested('only where three agree'),
      between: [0.25, 0.42],
    },
    farContested: {
      says: 'accuracy on contested held-out pairs, learned from one vote per pair',
      settings: FAR,
      at: only('used', 'onContested', { how: 'one vote per pair' }),
      between: [0.5, 0.75],
    },
    farContestedKept: {
      says: 'accuracy on contested held-out pairs, learned from those on which three agree',
      settings: FAR,
      at: only('used', 'onContested', { how: 'only where three agree' }),
      between: [0.4, 0.65],
    },
    farSingle: {
      says: 'held-out accuracy from one vote per pair, when the schools stand far apart',
      settings: FAR,
      at: accuracy('one vote per pair'),
      between: [0.62, 0.75],
    },
    farUnanimous: {
      says: 'held-out accuracy from the pairs on which three agree, when the schools stand far apart',
      settings: FAR,
      at: accuracy('only where three agree'),
      between: [0.5, 0.65],
    },
    farCalibrated: {
      says: 'held-out accuracy after calibration, when the schools stand far apart',
      settings: FAR,
      at: accuracy('calibrated, one vote per pair'),
      between: [0.75, 0.84],
    },
    farKappaWithin: {
      says: 'Cohen’s κ within a school, without noise and with schools far apart',
      settings: FAR,
      at: kappa('two of the same school'),
      between: [0.92, 0.98],
    },
    farKappaBetween: {
      says: 'Cohen’s κ across such schools',
      settings: FAR,
      at: kappa('two of different schools'),
      between: [0.2, 0.32],
    },
  },
  goals: {
    agreedAndWrong: {
      says: 'a Fleiss κ of at least 0.80, and single votes from which the reward model learns at least five points less than from the true order',
      label: 'lost, if κ ≥ 0.80',
      unit: '%',
      digits: 1,
      percent: true,
      scale: [0, 0.2],
      target: [0.05, 1],
      measure: (rows) => {
        const fleiss = rows
          .of('agreement')
          .find(({ who }) => series.agreement.metrics.who.names[who] === 'three of the six (Fleiss)')!;
        return fleiss.kappa < 0.8
          ? 0
          : of(rows, 'the true order of all pairs') - of(rows, 'one vote per pair');
      },
      unless: ({ votes, heldOut }) =>
        votes < 1200 || heldOut < 800 ? 'With fewer votes or held-out pairs it may be luck.' : undefined,
      hint: 'Agreement is lost through whatever differs between annotators. What could they all have in common?',
      solution: { noise: 0, schools: 0, keywordBias: 2 },
      because:
        'Without noise and with one school all six share the same habit, so they agree almost always, and the reward model learns the habit. No κ can see an error that everybody makes.',
      wrong: [
        {
          settings: { noise: 0, schools: 2 },
          fails: 'low',
          because: 'Each school agrees with itself, but three of the six come from both: κ falls.',
        },
        {
          settings: { noise: 0, schools: 0 },
          fails: 'low',
          because: 'They agree because they are right: nothing is lost.',
        },
      ],
    },
  },
  presets: [
    { label: 'Noise and two schools', settings: {} },
    { label: 'Two schools far apart, no noise', settings: FAR },
  ],
});
