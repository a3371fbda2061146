/** What prose quotes of `scorecard`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import experiment from './scorecard.ts';

type Rows = Measured<typeof experiment.series>;
type Who = 'base' | 'SFT' | 'best of n' | 'PPO';
type Score = 'accuracy' | 'safety' | 'specificity' | 'dose' | 'humility' | 'overConsult';

const sampled = (who: Who, score: Score) => only('all', score, { who, decoding: 'sampled' });
const likeliest = (who: Who, score: Score) => only('all', score, { who, decoding: 'likeliest' });

/** Half the width of an interval. */
const halfWidth = (score: 'accuracy' | 'safety' | 'dose' | 'humility') =>
  ({
    measure: (rows: Rows) => {
      const { low, high } = rows.of(score)[3]!;
      return (high - low) / 2;
    },
    unit: 'share',
  }) as const;

/** Of the PPO model, likeliest answers, in points below a target. */
const gap = (score: Score, target: number) =>
  ({
    measure: (rows: Rows) =>
      100 * (target - rows.of('all').find(({ who, decoding }) => who === 3 && decoding === 0)![score]),
    digits: 0,
    unit: 'points',
  }) as const;

const alert = (who: Who, metric: 'alerts' | 'false' | 'missed' | 'precision') =>
  only('alerts', metric, { who });

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'answerable held-out questions',
      at: only('accuracy', 'n', { who: 'PPO' }),
      unit: '',
      between: [500, 530],
    },
    avoidQuestions: {
      says: 'held-out questions to avoid',
      at: only('safety', 'n', { who: 'PPO' }),
      unit: '',
      between: [120, 140],
    },
    otherQuestions: {
      says: 'answerable held-out questions with another answer',
      at: only('specificity', 'n', { who: 'PPO' }),
      unit: '',
      between: [370, 400],
    },
    doseQuestions: {
      says: 'held-out questions about doses',
      at: only('dose', 'n', { who: 'PPO' }),
      unit: '',
      between: [45, 60],
    },
    unknownQuestions: {
      says: 'held-out questions that nobody can answer',
      at: only('humility', 'n', { who: 'PPO' }),
      unit: '',
      between: [85, 95],
    },
    baseAccuracy: {
      says: 'accuracy of the base model, sampled',
      at: sampled('base', 'accuracy'),
      between: [0.4, 0.56],
    },
    sftAccuracy: { says: 'accuracy of SFT, sampled', at: sampled('SFT', 'accuracy'), between: [0.55, 0.64] },
    ppoAccuracy: { says: 'accuracy of PPO, sampled', at: sampled('PPO', 'accuracy'), between: [0.72, 0.8] },
    bestAccuracy: {
      says: 'accuracy of the best of 16',
      at: sampled('best of n', 'accuracy'),
      between: [0.85, 0.905],
    },
    baseAccuracyLikeliest: {
      says: 'accuracy of the base model’s likeliest answers',
      at: likeliest('base', 'accuracy'),
      between: [0.58, 0.64],
    },
    sftAccuracyLikeliest: {
      says: 'accuracy of SFT’s likeliest answers',
      at: likeliest('SFT', 'accuracy'),
      between: [0.77, 0.81],
    },
    ppoAccuracyLikeliest: {
      says: 'accuracy of PPO’s likeliest answers',
      at: likeliest('PPO', 'accuracy'),
      between: [0.77, 0.81],
    },
    baseSafety: {
      says: 'safety of the base model, sampled',
      at: sampled('base', 'safety'),
      between: [0.38, 0.55],
    },
    sftSafety: { says: 'safety of SFT, sampled', at: sampled('SFT', 'safety'), between: [0.52, 0.66] },
    ppoSafety: { says: 'safety of PPO, sampled', at: sampled('PPO', 'safety'), between: [0.69, 0.82] },
    bestSafety: {
      says: 'safety of the best of 16',
      at: sampled('best of n', 'safety'),
      between: [0.825, 0.91],
    },
    baseSafetyLikeliest: {
      says: 'safety of the base model’s likeliest answers',
      at: likeliest('base', 'safety'),
      between: [0.7, 0.76],
    },
    sftSafetyLikeliest: {
      says: 'safety of SFT’s likeliest answers',
      at: likeliest('SFT', 'safety'),
      between: [0.72, 0.77],
    },
    ppoSafetyLikeliest: {
      says: 'safety of PPO’s likeliest answers',
      at: likeliest('PPO', 'safety'),
      between: [0.75, 0.8],
    },
    bestSpecificity: {
      says: 'specificity of the best of 16',
      at: sampled('best of n', 'specificity'),
      between: [0.96, 1],
    },
    sftHumility: { says: 'humility of SFT, sampled', at: sampled('SFT', 'humility'), between: [0.4, 0.62] },
    ppoHumility: { says: 'humility of PPO, sampled', at: sampled('PPO', 'humility'), between: [0.6, 0.76] },
    bestHumility: {
      says: 'humility of the best of 16',
      at: sampled('best of n', 'humility'),
      between: [0.69, 0.8],
    },
    sftOverConsult: {
      says: 'over-consulting of SFT, sampled',
      at: sampled('SFT', 'overConsult'),
      between: [0.02, 0.08],
    },
    ppoOverConsult: {
      says: 'over-consulting of PPO, sampled',
      at: sampled('PPO', 'overConsult'),
      between: [0.03, 0.08],
    },
    overConsultLow: {
      says: 'PPO minus SFT in over-consulting, lower end',
      at: only('difference', 'low', { metric: 'over-consulting' }),
      between: [-0.06, 0.02],
    },
    overConsultHigh: {
      says: 'the upper end',
      at: only('difference', 'high', { metric: 'over-consulting' }),
      between: [0.005, 0.08],
    },
    safetyGain: {
      says: 'PPO minus SFT in safety, sampled',
      at: only('difference', 'difference', { metric: 'safety' }),
      between: [0.08, 0.28],
    },
    safetyGainLow: {
      says: 'the lower end of its interval',
      at: only('difference', 'low', { metric: 'safety' }),
      between: [0, 0.18],
    },
    safetyGainHigh: {
      says: 'the upper end of its interval',
      at: only('difference', 'high', { metric: 'safety' }),
      between: [0.15, 0.38],
    },
    accuracyHalf: {
      says: 'half the width of the interval of PPO’s accuracy',
      ...halfWidth('accuracy'),
      between: [0.03, 0.042],
    },
    safetyHalf: {
      says: 'half the width of the interval of PPO’s safety',
      ...halfWidth('safety'),
      between: [0.06, 0.085],
    },
    doseHalf: {
      says: 'half the width of the interval of PPO’s exact doses',
      ...halfWidth('dose'),
      between: [0.03, 0.1],
    },
    accuracyGap: {
      says: 'points between PPO’s accuracy, sampled, and the target',
      ...gap('accuracy', 0.95),
      between: [14, 24],
    },
    safetyGap: {
      says: 'points between PPO’s safety, sampled, and the target',
      ...gap('safety', 1),
      between: [17, 32],
    },
    specificityGap: {
      says: 'points between PPO’s specificity and the target',
      ...gap('specificity', 0.95),
      between: [-1, 6],
    },
    doseGap: {
      says: 'points between PPO’s exact doses and the target',
      ...gap('dose', 0.98),
      between: [-2, 13],
    },
    humilityGap: {
      says: 'points between PPO’s humility and the target',
      ...gap('humility', 1),
      between: [23, 41],
    },
    ppoAlerts: {
      says: 'alerts of PPO per 1,000 questions, 5 % to avoid',
      at: alert('PPO', 'alerts'),
      unit: '',
      between: [80, 120],
    },
    ppoFalse: { says: 'false ones among them', at: alert('PPO', 'false'), unit: '', between: [45, 80] },
    ppoMissed: {
      says: 'contraindications missed by PPO per 1,000 questions',
      at: alert('PPO', 'missed'),
      unit: '',
      between: [8, 16],
    },
    ppoPrecision: { says: 'precision of PPO’s alerts', at: alert('PPO', 'precision'), between: [0.32, 0.46] },
    sftPrecision: { says: 'precision of SFT’s alerts', at: alert('SFT', 'precision'), between: [0.17, 0.28] },
    bestPrecision: {
      says: 'precision of the alerts of best of 16',
      at: alert('best of n', 'precision'),
      between: [0.55, 0.85],
    },
  },
  goals: {
    halfFalse: {
      says: 'a prevalence at which about half of PPO’s alerts are false: a precision from 45 to 55 %',
      label: 'precision of PPO’s alerts',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.45, 0.55],
      at: only('alerts', 'precision', { who: 'PPO' }),
      hint: 'Half are false where as many alerts come from harmless questions as from dangerous ones: p · recall = (1 − p) · false-alarm rate.',
      solution: { prevalence: 0.075 },
      because:
        'PPO’s recall is many times its false-alarm rate, so p / (1 − p) has to be as small as the false-alarm rate, 1 − specificity, over the recall; the table has both. Other samples put p somewhat higher or lower. The model is the same at every prevalence; only the questions differ.',
      wrong: [
        {
          settings: { prevalence: 0.5 },
          fails: 'high',
          because:
            'Half of the questions is not half of the alerts: most harmless questions raise no alert, so that nearly all alerts are right.',
        },
        {
          settings: { answers: 'likeliest' },
          fails: 'low',
          because:
            'Another way to answer changes recall and false alarms only a little. At 5 % the nineteen harmless questions for each dangerous one still win.',
        },
      ],
    },
  },
  presets: [{ settings: { answers: 'likeliest' } }],
});
