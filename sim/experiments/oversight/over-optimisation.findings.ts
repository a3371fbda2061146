/** What prose quotes of `over-optimisation`, and what exercises ask of it. */
import { first, last, only, wordsOn } from '../../words.ts';
import experiment from './over-optimisation.ts';

const biased = { keywordBias: 1.5 };
const wordy = { lengthBias: 1 };
const many = { pairs: 2000 };
const most = { pairs: 8000 };

export default wordsOn(experiment, {
  findings: {
    start: { says: 'gold reward of one sample', at: first('curve', 'gold'), between: [0.4, 0.5] },
    best: { says: 'highest gold reward on the curve', at: last('summary', 'best'), between: [0.5, 0.64] },
    bestN: { says: 'n at which it is highest', at: last('summary', 'bestN'), between: [2, 4] },
    end: { says: 'gold reward at n = 1,024', at: last('summary', 'end'), between: [0.02, 0.36] },
    endLow: {
      says: 'lower end of its 95 % interval over questions',
      at: last('curve', 'goldLow'),
      between: [-0.08, 0.28],
    },
    endHigh: {
      says: 'upper end of its 95 % interval over questions',
      at: last('curve', 'goldHigh'),
      between: [0.1, 0.48],
    },
    bestD: {
      says: '√KL at which the gold reward is highest',
      at: last('summary', 'bestD'),
      between: [0.5, 0.9],
    },
    gap: {
      says: 'rise of the score minus rise of the gold reward, deviations',
      at: last('summary', 'gap'),
      between: [0.8, 3.2],
    },
    proxyStart: { says: 'score of one sample', at: first('curve', 'proxy'), between: [-0.6, 0.1] },
    proxyEnd: { says: 'score at n = 1,024', at: last('curve', 'proxy'), between: [0.35, 1.4] },
    likeliest: {
      says: 'gold reward of the likeliest answer',
      at: last('summary', 'likeliest'),
      between: [0.6, 0.7],
    },
    likelihood: {
      says: 'gold reward of the likeliest of 1,024 samples',
      at: last('summary', 'likelihood'),
      between: [0.64, 0.74],
    },
    klAtEnd: {
      says: 'KL at n = 1,024, like answers counted together',
      at: last('summary', 'klAtEnd'),
      digits: 1,
      between: [2.8, 6],
    },
    alpha: {
      says: 'α of the form for best of n',
      at: only('fit', 'alpha', { form: 'best of n' }),
      between: [0.05, 0.4],
    },
    alphaLow: {
      says: 'its lower end',
      at: only('fit', 'alphaLow', { form: 'best of n' }),
      between: [-0.05, 0.35],
    },
    alphaHigh: {
      says: 'its upper end',
      at: only('fit', 'alphaHigh', { form: 'best of n' }),
      between: [0.2, 0.55],
    },
    beta: {
      says: 'β of the form for best of n',
      at: only('fit', 'beta', { form: 'best of n' }),
      between: [0.08, 0.28],
    },
    betaLow: {
      says: 'its lower end',
      at: only('fit', 'betaLow', { form: 'best of n' }),
      between: [0.05, 0.28],
    },
    betaHigh: {
      says: 'its upper end',
      at: only('fit', 'betaHigh', { form: 'best of n' }),
      between: [0.14, 0.32],
    },
    misfit: {
      says: 'misfit of the form for best of n',
      at: only('fit', 'misfit', { form: 'best of n' }),
      between: [0.01, 0.055],
    },
    misfitRl: {
      says: 'misfit of the form for RL',
      at: only('fit', 'misfit', { form: 'RL' }),
      between: [0.003, 0.032],
    },
    fewBest: {
      says: 'highest gold reward with 200 pairs',
      settings: { pairs: 200 },
      at: last('summary', 'best'),
      between: [0.45, 0.58],
    },
    fewEnd: {
      says: 'gold reward at n = 1,024 with 200 pairs',
      settings: { pairs: 200 },
      at: last('summary', 'end'),
      between: [0, 0.32],
    },
    manyBest: {
      says: 'highest gold reward with 2,000 pairs',
      settings: many,
      at: last('summary', 'best'),
      between: [0.6, 0.74],
    },
    manyEnd: {
      says: 'gold reward at n = 1,024 with 2,000 pairs',
      settings: many,
      at: last('summary', 'end'),
      between: [0.18, 0.5],
    },
    mostBest: {
      says: 'highest gold reward with 8,000 pairs',
      settings: most,
      at: last('summary', 'best'),
      between: [0.72, 0.84],
    },
    mostN: {
      says: 'n at which it is highest with 8,000 pairs',
      settings: most,
      at: last('summary', 'bestN'),
      between: [8, 16],
    },
    mostEnd: {
      says: 'gold reward at n = 1,024 with 8,000 pairs',
      settings: most,
      at: last('summary', 'end'),
      between: [0.36, 0.62],
    },
    accuracy: {
      says: 'held-out accuracy of the reward model with 500 pairs',
      at: last('summary', 'accuracy'),
      between: [0.7, 0.8],
    },
    mostAccuracy: {
      says: 'held-out accuracy of the reward model with 8,000 pairs',
      settings: most,
      at: last('summary', 'accuracy'),
      between: [0.88, 0.94],
    },
    byLikelihood: {
      says: 'the same pairs ranked by their likelihood, without a label',
      at: last('summary', 'byLikelihood'),
      between: [0.7, 0.82],
    },
    mostMisfit: {
      says: 'misfit of the form for best of n with 8,000 pairs',
      settings: most,
      at: only('fit', 'misfit', { form: 'best of n' }),
      between: [0.012, 0.04],
    },
    mostMisfitRl: {
      says: 'misfit of the form for RL with 8,000 pairs',
      settings: most,
      at: only('fit', 'misfit', { form: 'RL' }),
      between: [0.018, 0.035],
    },
    biasedEnd: {
      says: 'gold reward at n = 1,024, annotators with a keyword bias',
      settings: biased,
      at: last('summary', 'end'),
      between: [-0.15, 0.05],
    },
    biasedAccuracy: {
      says: 'held-out accuracy of their reward model',
      settings: biased,
      at: last('summary', 'accuracy'),
      between: [0.55, 0.78],
    },
    avoidsStart: {
      says: 'samples in which something is forbidden',
      at: first('curve', 'avoids'),
      between: [0.15, 0.27],
    },
    biasedAvoids: {
      says: 'answers at n = 1,024 that forbid something, under the bias',
      settings: biased,
      at: last('curve', 'avoids'),
      between: [0.8, 0.97],
    },
    biasedMostEnd: {
      says: 'gold reward at n = 1,024 with 8,000 pairs of biased annotators',
      settings: { ...biased, ...most },
      at: last('summary', 'end'),
      between: [-0.12, 0.1],
    },
    lengthStart: { says: 'length of a sample', at: first('curve', 'length'), between: [6, 6.7] },
    lengthEnd: { says: 'length at n = 1,024', at: last('curve', 'length'), between: [6.6, 10] },
    wordyLength: {
      says: 'length at n = 1,024 under a length bias',
      settings: wordy,
      at: last('curve', 'length'),
      between: [7.8, 10],
    },
    wordyEnd: {
      says: 'gold reward at n = 1,024 under a length bias',
      settings: wordy,
      at: last('summary', 'end'),
      between: [0, 0.3],
    },
  },
  goals: {
    beats: {
      says: 'a reward model with which best of n beats the likeliest answer clearly, at its best n',
      label: 'highest gold minus likeliest answer',
      unit: '',
      digits: 2,
      scale: [-0.3, 0.2],
      target: [0.05, 0.5],
      measure: (rows) => {
        const { best, likeliest } = rows.of('summary')[0]!;
        return best - likeliest;
      },
      hint: 'What does the curve lack: questions, or a better judge?',
      solution: { pairs: 8000 },
      because:
        'With 8,000 pairs the reward model ranks much better, and the curve rises further before it turns: its peak stands clearly above the likeliest answer, which costs one answer and no label.',
      wrong: [
        {
          settings: { asked: 0.5 },
          fails: 'low',
          because: 'More questions make the measurement surer and the reward model no better.',
        },
        {
          settings: { pairs: 8000, keywordBias: 1.5 },
          fails: 'low',
          because:
            'More labels of annotators who share a bias teach the bias: the peak stays below the likeliest answer.',
        },
      ],
    },
  },
  presets: [
    { label: 'Fair annotators', settings: {} },
    { label: 'Annotators who like warnings', settings: biased },
    { settings: { pairs: 200 } },
    { settings: { pairs: 2000 } },
    { settings: { pairs: 8000 } },
    { settings: { ...biased, pairs: 8000 } },
    { settings: { lengthBias: 1 } },
  ],
});
