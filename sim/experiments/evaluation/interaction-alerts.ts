/**
 * Alerts about two medicines: what a threshold on the probability of “avoid” finds, what it costs per 1,000 questions,
 * and what is missed, for three models and for a rule that asks no model.
 */
import { defineExperiment } from '../../experiment.ts';
import { alarmCurve, alarmRates, from, rankingOf, type AlarmRates } from '../../measure/alertCurve.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';
import { createTransformer } from '../../model/transformer.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { shapeOf } from '../../stages/laboratory.ts';
import { createWorld, type Question } from '../../world/world.ts';
import { precisionAt } from './alerts.ts';
import {
  byDrug,
  CASE,
  firstWordsOf,
  isToAvoid,
  listed,
  questionsAbout,
  suspicionsOf,
  unlisted,
  type FirstWord,
} from './pairQuestions.ts';

const MODELS = ['base', 'sft', 'ppo'] as const;
const CURVES = ['base', 'sft', 'ppo', 'rule'] as const;
const RULE = MODELS.length;
const [ALWAYS, NEVER, LIST] = [RULE + 1, RULE + 2, RULE + 3];

const PER = 1000;

/** Shares of the questions to avoid that everyone has to find, each with a threshold of its own. */
const FOUND = [0.5, 0.75, 0.9, 1] as const;

/** Thresholds of the curves over the threshold. */
const THRESHOLDS = Array.from({ length: 50 }, (_, i) => (2 * i + 1) / 100);

const VERDICTS = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'] as const;

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

/** Alerts per 1,000 questions. */
const alertsAt = ({ recall, falseAlarms }: AlarmRates, prevalence: number) =>
  PER * (prevalence * recall + (1 - prevalence) * falseAlarms);

const line = (of: (typeof CURVES)[number], label: string, role?: 'counterpart' | 'guide' | 'thin') =>
  ({ series: of, x: 'recall', y: 'precision', mark: 'line', label, ...(role && { role }) }) as const;

const over = (of: 'burden' | 'harm', title: string) =>
  ({
    kind: 'xy',
    id: of,
    title,
    unit: 'per 1,000 questions',
    size: 'panel',
    x: { domain: [0, 1], label: 'threshold on P(avoid)' },
    y: {},
    layers: [
      { series: of, x: 'threshold', y: 'ppo', mark: 'line', label: 'PPO' },
      { series: of, x: 'threshold', y: 'sft', mark: 'line', role: 'thin', label: 'SFT' },
      { series: of, x: 'threshold', y: 'base', mark: 'line', role: 'counterpart', label: 'base' },
      { series: of, x: 'threshold', y: 'rule', mark: 'line', role: 'guide', label: 'drug rule' },
    ],
    references: [{ at: { series: 'set', metric: 'threshold' }, axis: 'x', label: 'set' }],
  }) as const;

export default defineExperiment({
  id: 'interaction-alerts',
  title:
    'A threshold trades missed interactions for alerts, and how many alerts are right depends on how rare danger is.',
  params: {
    threshold: {
      kind: 'number',
      label: 'threshold',
      unit: 'share',
      help: 'An alert is raised if P(avoid), the probability that the answer begins with “avoid”, is at least this.',
      min: 0.01,
      max: 0.99,
      step: 0.01,
      default: 0.5,
    },
    prevalence: {
      kind: 'number',
      label: 'prevalence',
      unit: 'share',
      help: 'Of the questions that are asked, those about a pair to avoid.',
      min: 0.002,
      max: 0.5,
      step: 0.002,
      default: 0.02,
    },
    questions: {
      kind: 'choice',
      label: 'questions',
      help: 'Wordings that no stage has seen, or those of training. The pairs are the same.',
      choices: { test: 'held-out wordings', train: 'training' },
      default: 'test',
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'curves',
      title: 'Precision and recall; dots: the set threshold',
      unit: '% of alerts that are right, at the set prevalence',
      size: 'wide',
      x: { domain: [0, 1], percent: true, label: 'recall: pairs to avoid that get an alert, %' },
      y: { domain: [0, 1], percent: true },
      layers: [
        line('ppo', 'PPO'),
        line('sft', 'SFT', 'thin'),
        line('base', 'base', 'counterpart'),
        line('rule', 'drug rule', 'guide'),
        { series: 'at', x: 'recall', y: 'precision', mark: 'dot', names: 'who' },
      ],
      references: [{ at: { series: 'set', metric: 'prevalence' }, axis: 'y', label: 'alert always' }],
    },
    {
      kind: 'table',
      id: 'alerts',
      title: 'Per 1,000 questions, at the set threshold and prevalence',
      size: 'wide',
      table: {
        series: 'alerts',
        columns: ['who', 'alerts', 'false', 'missed', 'severe', 'recall', 'precision'],
      },
    },
    over('burden', 'Alerts'),
    over('harm', 'Missed severe'),
    {
      kind: 'table',
      id: 'ranking',
      title: 'Alerts per 1,000 questions that find this part of the pairs to avoid',
      size: 'wide',
      table: {
        series: 'ranking',
        columns: ['questions', 'who', 'ranking', 'half', 'three', 'nine', 'all'],
      },
    },
    {
      kind: 'table',
      id: 'decoded',
      title: 'No threshold: the first word of the answer',
      unit: '%',
      size: 'wide',
      table: {
        series: 'decoded',
        columns: ['questions', 'who', 'sampledRecall', 'sampledFalse', 'likeliestRecall', 'likeliestFalse'],
      },
    },
    {
      kind: 'table',
      id: 'unlisted',
      title: 'Pairs in no list: alerts per 1,000 of these questions',
      size: 'wide',
      table: { series: 'unlisted', columns: ['who', 'asked', 'alerts', 'likeliest'] },
    },
    {
      kind: 'table',
      id: 'case',
      title: 'P(avoid): model output, may be wrong; and this world’s key',
      size: 'wide',
      table: { series: 'case', columns: ['pair', 'key', 'base', 'sft', 'ppo', 'alert'] },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['curves'] },
    { label: 'Per 1,000', views: ['alerts'] },
    { label: 'By threshold', views: ['burden', 'harm'] },
    { label: 'The case', views: ['case'] },
    { label: 'T = 0 and 1', views: ['decoded'] },
    { label: 'Equal recall', views: ['ranking'] },
    { label: 'Not listed', views: ['unlisted'] },
  ],
  needs: MODELS.map((name) => ({ model: name })),
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'The models are those of the default run of the pipeline; other seeds have other probabilities.',
    'Only the first word of an answer is looked at; an alert whose reason is wrong counts as an alert.',
    'Held-out questions are new wordings of known pairs: the list of pairs, which is the key itself, makes no mistake in either set.',
    'The share of severe pairs among those to avoid stays that of the questions, whatever prevalence is set.',
  ],
}).runs(function* runInteractionAlerts(
  { threshold: set, prevalence, questions: which },
  { kernels, models },
) {
  const policy = createTransformer(kernels, shapeOf(createWorld()), LARGEST_BATCH);
  const said: ReadonlyMap<Question, FirstWord>[] = [];
  for (const name of MODELS) said.push(yield* firstWordsOf(policy, models[name]!));
  const scoring = [
    ...said.map((words) => (question: Question) => words.get(question)!.avoid),
    byDrug,
  ] as const;
  const sets = (['test', 'train'] as const).map((split) => listed.filter((each) => each.split === split));
  const some = sets[which === 'test' ? 0 : 1]!;
  const suspicions = scoring.map((score) => suspicionsOf(some, score));
  const constant = (alarm: 0 | 1) => alarmRates(suspicions[0]!, () => alarm);

  yield { series: 'set', threshold: set, prevalence };
  for (const [i, cases] of suspicions.entries()) {
    for (const rates of alarmCurve(cases)) {
      yield { series: CURVES[i]!, recall: rates.recall, precision: precisionAt(rates, prevalence) };
    }
  }
  const rows: readonly (readonly [number, AlarmRates])[] = [
    ...suspicions.map((cases, i) => [i, alarmRates(cases, from(set))] as const),
    [ALWAYS, constant(1)],
    [NEVER, constant(0)],
    [LIST, { recall: 1, falseAlarms: 0, missedSevere: 0 }],
  ];
  for (const [i, rates] of rows) {
    const right = precisionAt(rates, prevalence);
    yield {
      series: 'alerts',
      who: i,
      alerts: alertsAt(rates, prevalence),
      false: PER * (1 - prevalence) * rates.falseAlarms,
      missed: PER * prevalence * (1 - rates.recall),
      severe: PER * prevalence * rates.missedSevere,
      recall: rates.recall,
      precision: right,
    };
    // Without an alert there is no share of alerts to draw.
    if (i <= RULE && rates.recall + rates.falseAlarms > 0) {
      yield { series: 'at', who: i, recall: rates.recall, precision: right };
    }
  }
  for (const at of THRESHOLDS) {
    const rates = suspicions.map((cases) => alarmRates(cases, from(at)));
    const [base, sft, ppo, rule] = rates.map((each) => alertsAt(each, prevalence));
    yield { series: 'burden', threshold: at, base: base!, sft: sft!, ppo: ppo!, rule: rule! };
    const [b, s, p, r] = rates.map((each) => PER * prevalence * each.missedSevere);
    yield { series: 'harm', threshold: at, base: b!, sft: s!, ppo: p!, rule: r! };
  }
  for (const [q, questions] of sets.entries()) {
    const avoid = questions.filter(isToAvoid).length;
    for (const [i, score] of scoring.entries()) {
      const cases = suspicionsOf(questions, score);
      const thresholds = alarmCurve(cases);
      const [half, three, nine, all] = FOUND.map((share) =>
        alertsAt(
          thresholds.find((rates) => rates.recall >= share)!,
          prevalence,
        ),
      );
      yield {
        series: 'ranking',
        questions: q,
        who: i,
        ranking: rankingOf(cases),
        half: half!,
        three: three!,
        nine: nine!,
        all: all!,
        asked: questions.length,
        avoid,
      };
    }
  }
  for (const [q, questions] of sets.entries()) {
    for (const [i, words] of said.entries()) {
      const sampled = alarmRates(
        suspicionsOf(questions, (each) => words.get(each)!.avoid),
        (chance) => chance,
      );
      const likeliest = alarmRates(
        suspicionsOf(questions, (each) => (words.get(each)!.likeliest ? 1 : 0)),
        (one) => one,
      );
      yield {
        series: 'decoded',
        questions: q,
        who: i,
        sampledRecall: sampled.recall,
        sampledFalse: sampled.falseAlarms,
        likeliestRecall: likeliest.recall,
        likeliestFalse: likeliest.falseAlarms,
      };
    }
  }
  for (const [i, words] of said.entries()) {
    const first = unlisted.map((each) => words.get(each)!);
    yield {
      series: 'unlisted',
      who: i,
      asked: first.length,
      alerts: PER * mean(first.map(({ avoid }) => (avoid >= set ? 1 : 0))),
      likeliest: PER * mean(first.map(({ likeliest }) => (likeliest ? 1 : 0))),
    };
  }
  for (const pair of CASE) {
    const about = questionsAbout(pair);
    const [base, sft, ppo] = said.map((words) => mean(about.map((each) => words.get(each)!.avoid)));
    yield {
      series: 'case',
      pair: pair.join(' + '),
      key: (VERDICTS as readonly string[]).indexOf(about[0]!.fact.verdict),
      base: base!,
      sft: sft!,
      ppo: ppo!,
      alert: ppo! >= set ? 0 : 1,
    };
  }
});
