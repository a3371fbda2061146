/** What the experiment on alerts measures: of three models, of a rule that asks none, of two constants and of a list. */
import { share } from '../../metric.ts';

export const MODELS = ['base', 'sft', 'ppo'] as const;
/** The rule stands behind the models. */
export const CURVES = ['base', 'sft', 'ppo', 'rule'] as const;
export const RULE = MODELS.length;

/** Questions to which counts refer. */
export const PER = 1000;

export const VERDICTS = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'] as const;

const asker = (names: readonly string[], help: string) =>
  ({ label: 'who', unit: '', help, digits: 0, names }) as const;

const scorers = ['base', 'SFT', 'PPO', 'drug rule'] as const;
const who = asker(
  [...scorers, 'always', 'never', 'pair list'],
  'Three models; a rule that knows how often each drug is to be avoided, and no pair; two constants; and a list that holds every pair of the key.',
);
const model = asker(scorers.slice(0, RULE), 'Which model.');

const perThousand = (label: string, help: string) =>
  ({ label, unit: '', help: `${help} Per 1,000 questions.`, digits: 1 }) as const;

const toFind = (part: string) =>
  perThousand(
    part,
    `Alerts with the highest threshold that finds ${part} of the pairs to avoid, at the set prevalence.`,
  );

const recall = share('Of the questions to avoid, those with an alert.', 'recall');
const precision = share('Of the alerts, those that are right.', 'precision');
const threshold = share('An alert from this probability on.', 'threshold');

const curve = (title: string) => ({ title, metrics: { recall, precision } }) as const;

const both = (what: string) =>
  ({
    base: perThousand('base', what),
    sft: perThousand('SFT', what),
    ppo: perThousand('PPO', what),
    rule: perThousand('drug rule', what),
  }) as const;

const asked = {
  label: 'questions',
  unit: '',
  help: 'Training questions; or wordings that no stage has seen, of pairs that it has.',
  digits: 0,
  names: ['held-out', 'training'],
} as const;

export const series = {
  base: curve('Base model'),
  sft: curve('Fine-tuned model'),
  ppo: curve('After PPO'),
  rule: curve('Drug rule'),
  at: {
    title: 'At the set threshold',
    metrics: { who: { ...who, names: scorers }, recall, precision },
  },
  set: {
    title: 'As set',
    metrics: { threshold, prevalence: share('Of 1,000 questions, those to avoid.', 'prevalence') },
  },
  alerts: {
    title: 'Alerts at the set threshold and prevalence',
    metrics: {
      who,
      alerts: perThousand('alerts', 'Questions with an alert.'),
      false: perThousand('false', 'Those where nothing is to be avoided.'),
      missed: perThousand('missed', 'Questions to avoid without an alert.'),
      severe: perThousand('severe', 'Of these, those that this world’s key calls major or contraindicated.'),
      recall,
      precision,
    },
  },
  burden: { title: 'Alerts by threshold', metrics: { threshold, ...both('Questions with an alert.') } },
  harm: {
    title: 'Missed severe questions by threshold',
    metrics: { threshold, ...both('Major or contraindicated, and without an alert.') },
  },
  ranking: {
    title: 'Ranking, at every threshold at once',
    metrics: {
      questions: asked,
      who: { ...who, names: scorers },
      ranking: {
        ...share(
          'Chance that a question to avoid is suspected more than another one: the area under the ROC curve.',
          'in order',
        ),
        digits: 3,
      },
      half: toFind('half'),
      three: toFind('3/4'),
      nine: toFind('9/10'),
      all: toFind('all'),
      asked: { label: 'n', unit: '', help: 'Questions.', digits: 0 },
      avoid: { label: 'to avoid', unit: '', help: 'Of these, those to avoid.', digits: 0 },
    },
  },
  decoded: {
    title: 'Without a threshold: what the answer begins with',
    metrics: {
      questions: asked,
      who: model,
      sampledRecall: share('Expected if the first word is sampled at T = 1.', 'recall, T = 1'),
      sampledFalse: share('The same of the other questions.', 'false alerts, T = 1'),
      likeliestRecall: share('If the likeliest first word is taken.', 'recall, T = 0'),
      likeliestFalse: share('The same of the other questions.', 'false alerts, T = 0'),
    },
  },
  unlisted: {
    title: 'Pairs that are in no list',
    metrics: {
      who: model,
      asked: { label: 'n', unit: '', help: 'Questions about pairs that the key does not hold.', digits: 0 },
      alerts: perThousand('at the threshold', 'Neither right nor wrong by the key, which says: ask.'),
      likeliest: perThousand('T = 0', 'The likeliest first word is AVOID.'),
    },
  },
  case: {
    title: 'The pairs of both cases',
    metrics: {
      pair: { label: 'pair', unit: '', help: 'As the key names it.', digits: 0, text: true },
      key: { label: 'key', unit: '', help: 'The right verdict in this world.', digits: 0, names: VERDICTS },
      base: share('P(AVOID), mean of all wordings; model output, may be wrong.', 'base'),
      sft: share('The same after fine-tuning.', 'SFT'),
      ppo: share('The same after PPO.', 'PPO'),
      alert: {
        label: 'PPO alerts',
        unit: '',
        help: 'Whether its mean probability reaches the threshold.',
        digits: 0,
        names: ['yes', 'no'],
      },
    },
  },
} as const;
