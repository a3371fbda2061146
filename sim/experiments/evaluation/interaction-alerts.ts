/**
 * Alerts about two medicines: what a threshold on the probability of “avoid” finds, what it costs per 1,000 questions,
 * and what is missed, for three models and for a rule that asks no model.
 */
import { defineExperiment } from '../../experiment.ts';
import { alarmCurve, alarmRates, from, rankingOf, type AlarmRates } from '../../measure/alertCurve.ts';
import { mean } from '../../measure/mean.ts';
import { createTransformer } from '../../model/transformer.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { shapeOf } from '../../stages/laboratory.ts';
import { createWorld, type Question } from '../../world/world.ts';
import { precisionAt } from './alerts.ts';
import { CURVES, MODELS, PER, RULE, series, VERDICTS } from './interactionSeries.ts';
import { tabs, views } from './interactionViews.ts';
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

const [ALWAYS, NEVER, LIST] = [RULE + 1, RULE + 2, RULE + 3];

/** Shares of the questions to avoid that everyone has to find, each with a threshold of its own. */
const FOUND = [0.5, 0.75, 0.9, 1] as const;

/** Thresholds of the curves over the threshold. */
const THRESHOLDS = Array.from({ length: 50 }, (_, i) => (2 * i + 1) / 100);

/** Alerts per 1,000 questions. */
const alertsAt = ({ recall, falseAlarms }: AlarmRates, prevalence: number) =>
  PER * (prevalence * recall + (1 - prevalence) * falseAlarms);

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
  views,
  tabs,
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
