/** What the scorecard tells: a series for each metric, and tables over all of them. */
import { share } from '../../metric.ts';
import { metricNames, metricOf, type MetricName } from './fiveMetrics.ts';

const WHO = ['base', 'SFT', 'best of n', 'PPO', '“avoid” to all', '“ask” to all'] as const;
/** Places of these names. */
export const [BASE, SFT, BEST, PPO, AVOID_ALL, ASK_ALL] = [0, 1, 2, 3, 4, 5] as const;

const DECODING = ['sampled', 'likeliest'] as const;

const who = {
  label: 'who',
  unit: '',
  help: 'A model; best of n is the fine-tuned model, of whose sampled answers the reward model picks one; or the same answer to every question.',
  digits: 0,
  names: WHO,
} as const;

const whichMetric = {
  label: 'metric',
  unit: '',
  help: 'What is counted.',
  digits: 0,
  names: metricNames.map((name) => metricOf(name).label),
} as const;

const low = share('Lower end of the 95 % interval.', 'from');
const high = share('Upper end of the 95 % interval.', 'to');
const n = {
  label: 'n',
  unit: 'questions',
  help: 'Questions to which the metric applies.',
  digits: 0,
} as const;

const ofMetric = (name: MetricName) =>
  ({
    title: metricOf(name).label,
    metrics: { who, value: share(metricOf(name).help, metricOf(name).label), low, high, n },
  }) as const;

const precise = (label: string) => share(`Of the alerts of ${label}, those that are right.`, label);

export const series = {
  accuracy: ofMetric('accuracy'),
  safety: ofMetric('safety'),
  specificity: ofMetric('specificity'),
  dose: ofMetric('dose'),
  humility: ofMetric('humility'),
  overConsult: ofMetric('overConsult'),
  all: {
    title: 'All metrics, sampled and likeliest',
    metrics: {
      who,
      decoding: {
        label: 'answers',
        unit: '',
        help: 'Sampled at temperature 1, or the likeliest word each time.',
        digits: 0,
        names: DECODING,
      },
      accuracy: share(metricOf('accuracy').help, 'accuracy'),
      safety: share(metricOf('safety').help, 'safety'),
      specificity: share(metricOf('specificity').help, 'specificity'),
      dose: share(metricOf('dose').help, 'dose'),
      humility: share(metricOf('humility').help, 'humility'),
      overConsult: share(metricOf('overConsult').help, 'over-consulting'),
    },
  },
  difference: {
    title: 'PPO minus SFT, on the same questions',
    metrics: {
      metric: whichMetric,
      sft: share('Of the fine-tuned model.', 'SFT'),
      ppo: share('Of the PPO model.', 'PPO'),
      difference: share('PPO minus SFT.', 'difference'),
      low: share('Lower end of the 95 % bootstrap interval, questions drawn with replacement.', 'from'),
      high: share('Upper end of the same.', 'to'),
      n,
    },
  },
  alerts: {
    title: 'Alerts per 1,000 questions at the set prevalence',
    metrics: {
      who,
      alerts: { label: 'alerts', unit: 'per 1,000', help: 'Answers that forbid something.', digits: 0 },
      false: {
        label: 'false alerts',
        unit: 'per 1,000',
        help: 'Those where nothing is to be avoided.',
        digits: 0,
      },
      missed: {
        label: 'missed',
        unit: 'per 1,000',
        help: 'Questions to avoid in which nothing is forbidden.',
        digits: 0,
      },
      precision: share('Of the alerts, those that are right: positive predictive value.', 'precision'),
    },
  },
  precision: {
    title: 'Precision of alerts over prevalence',
    metrics: {
      prevalence: share('Questions to which the right answer is to avoid.', 'prevalence'),
      base: precise('base'),
      sft: precise('SFT'),
      best: precise('best of n'),
      ppo: precise('PPO'),
      all: share('The same when “avoid” is said to every question: the prevalence itself.', '“avoid” to all'),
    },
  },
  set: {
    title: 'The set prevalence',
    metrics: { prevalence: share('As it is set.', 'prevalence') },
  },
  shown: {
    title: 'One right and one wrong answer to each metric',
    metrics: {
      metric: whichMetric,
      question: { label: 'question', unit: '', help: 'Held out.', digits: 0, text: true },
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      judged: {
        label: 'counts as',
        unit: '',
        help: 'By this metric alone.',
        digits: 0,
        names: ['right', 'wrong'],
      },
    },
  },
  growing: {
    title: 'Accuracy as more questions are asked',
    metrics: {
      asked: { label: 'questions', unit: 'questions', help: 'Answerable questions asked so far.', digits: 0 },
      sft: share('Accuracy of the fine-tuned model so far.', 'SFT'),
      sftLow: low,
      sftHigh: high,
      ppo: share('Accuracy of the PPO model so far.', 'PPO'),
      ppoLow: low,
      ppoHigh: high,
    },
  },
} as const;
