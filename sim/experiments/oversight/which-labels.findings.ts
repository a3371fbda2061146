/** What prose quotes of `which-labels`. */
import type { Measured } from '../../experiment.ts';
import { exp, log } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { last, wordsOn } from '../../words.ts';
import experiment, { type series } from './which-labels.ts';

type Rows = Measured<typeof series>;

/** With four times the labels of the first point. */
const LONGER = { way: 'uncertain', dollars: 4000 } as const;

/** Accuracy gained per unit of ln(labels), by least squares through the points of random pairs. */
function slopeOf(rows: Rows): number {
  const points = rows.of('random').map(({ labels, accuracy }) => [log(labels), accuracy] as const);
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))];
  const covariance = mean(points.map(([a, b]) => (a - x) * (b - y)));
  return covariance / mean(points.map(([a]) => (a - x) * (a - x)));
}

/** Mean lead of the uncertain pairs over random ones, where the labels differ. */
const leadOf = (rows: Rows) => {
  const [, ...random] = rows.of('random');
  const [, ...uncertain] = rows.of('uncertain');
  return mean(uncertain.map(({ accuracy }, i) => accuracy - random[i]!.accuracy));
};

/**
 * 1 − labels needed / labels of random pairs. On a line in ln(labels) with the slope of random pairs, a lead of so many
 * points is worth a constant factor of labels.
 */
const saved = {
  measure: (rows: Rows) => 1 - exp(-leadOf(rows) / slopeOf(rows)),
  unit: 'share',
} as const;

export default wordsOn(experiment, {
  findings: {
    random: {
      says: 'held-out accuracy from $2,000 for experts on random pairs',
      at: last('random', 'accuracy'),
      between: [0.7, 0.8],
    },
    uncertain: {
      says: 'held-out accuracy from $2,000 for experts on uncertain pairs',
      at: last('uncertain', 'accuracy'),
      between: [0.72, 0.82],
    },
    crowd: {
      says: 'held-out accuracy from $2,000 for the crowd',
      at: last('crowd', 'accuracy'),
      between: [0.68, 0.8],
    },
    hybrid: {
      says: 'held-out accuracy from $2,000, four labels of five by the crowd',
      at: last('hybrid', 'accuracy'),
      between: [0.7, 0.82],
    },
    expertLabels: {
      says: 'labels by experts for $2,000',
      at: last('random', 'labels'),
      unit: '',
      between: [400, 400],
    },
    crowdLabels: {
      says: 'labels by the crowd for $2,000',
      at: last('crowd', 'labels'),
      unit: '',
      between: [2000, 2000],
    },
    hybridLabels: {
      says: 'labels for $2,000, four of five by the crowd',
      at: last('hybrid', 'labels'),
      unit: '',
      between: [1111, 1111],
    },
    crowdRight: {
      says: 'labels of the crowd in the true order',
      measure: (rows) => rows.of('bought').find(({ way, labels }) => way === 2 && labels === 2000)!.right,
      unit: 'share',
      between: [0.74, 0.84],
    },
    likelihood: {
      says: 'held-out pairs that likelihood alone ranks in the true order',
      at: last('baselines', 'likelihood'),
      between: [0.76, 0.83],
    },
    overLikelihood: {
      says: 'best of the four ways minus likelihood alone, in points',
      measure: (rows) => {
        const ways = (['random', 'uncertain', 'crowd', 'hybrid'] as const).map((way) => rows.of(way).at(-1)!);
        return (
          100 * (Math.max(...ways.map(({ accuracy }) => accuracy)) - rows.of('baselines')[0]!.likelihood)
        );
      },
      digits: 1,
      unit: 'points',
      between: [-4, 3],
    },
    randomOf800: {
      says: 'held-out accuracy from 800 expert labels on random pairs',
      settings: LONGER,
      at: last('random', 'accuracy'),
      between: [0.79, 0.84],
    },
    uncertainOf800: {
      says: 'held-out accuracy from 800 expert labels, three quarters of them on uncertain pairs',
      settings: LONGER,
      at: last('uncertain', 'accuracy'),
      between: [0.77, 0.87],
    },
    mitigation: {
      says: 'labels saved by uncertainty sampling, 1 − labels needed / labels of random pairs',
      settings: LONGER,
      ...saved,
      between: [-0.2, 0.5],
    },
    lead: {
      says: 'mean lead of uncertain pairs over random ones, in points',
      settings: LONGER,
      measure: (rows) => 100 * leadOf(rows),
      digits: 1,
      unit: 'points',
      between: [-1.5, 4],
    },
  },
  presets: [
    { label: 'All four ways', settings: {} },
    { label: 'Uncertain pairs, up to $4,000', settings: LONGER },
  ],
});
