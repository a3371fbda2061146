/** What prose quotes of `interaction-alerts`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './interaction-alerts.ts';
import type { series } from './interactionSeries.ts';
import type { Measured } from '../../experiment.ts';

type Who = 'base' | 'SFT' | 'PPO' | 'drug rule';
type Model = 'base' | 'SFT' | 'PPO';
type Rows = Measured<typeof series>;

const HELD_OUT = 'held-out';

const ranked = (metric: 'ranking' | 'half' | 'three' | 'nine' | 'all', who: Who) =>
  only('ranking', metric, { questions: HELD_OUT, who });
const alerts = (metric: 'alerts' | 'recall' | 'precision' | 'severe', who: Who) =>
  only('alerts', metric, { who });
const decoded = (
  metric: 'sampledRecall' | 'sampledFalse' | 'likeliestRecall' | 'likeliestFalse',
  who: Model,
  questions: 'held-out' | 'training' = HELD_OUT,
) => only('decoded', metric, { questions, who });
const suspected = (pair: string, model: 'base' | 'sft' | 'ppo') => only('case', model, { pair });

const EASY = 'warfarin + ibuprofen';
const MISSED = 'warfarin + co-trimoxazole';

/** Rows of the models, as names of `who` count them. */
const [SFT, PPO] = [1, 2];
const AVOID = 0;

const alertsOf = (rows: Rows, who: number) => rows.of('alerts').find((row) => row.who === who)!;

export default wordsOn(experiment, {
  findings: {
    heldOut: {
      says: 'held-out questions about listed pairs',
      measure: (rows) => rows.of('ranking').find(({ questions }) => questions === 0)!.asked,
      between: [100, 300],
    },
    toAvoid: {
      says: 'of these, those to avoid',
      measure: (rows) => rows.of('ranking').find(({ questions }) => questions === 0)!.avoid,
      between: [40, 80],
    },
    easyBase: {
      says: 'P(avoid) of the base model for warfarin with ibuprofen',
      at: suspected(EASY, 'base'),
      between: [0.4, 0.8],
    },
    easySft: { says: 'the same after fine-tuning', at: suspected(EASY, 'sft'), between: [0.3, 0.9] },
    easyPpo: { says: 'the same after PPO', at: suspected(EASY, 'ppo'), between: [0.85, 1] },
    missedBase: {
      says: 'P(avoid) of the base model for warfarin with co-trimoxazole',
      at: suspected(MISSED, 'base'),
      between: [0.2, 0.49],
    },
    missedSft: { says: 'the same after fine-tuning', at: suspected(MISSED, 'sft'), between: [0.1, 0.35] },
    missedPpo: { says: 'the same after PPO', at: suspected(MISSED, 'ppo'), between: [0, 0.25] },
    lisinoprilPpo: {
      says: 'P(avoid) after PPO for lisinopril with co-trimoxazole',
      at: suspected('lisinopril + co-trimoxazole', 'ppo'),
      between: [0.6, 1],
    },
    spironolactonePpo: {
      says: 'P(avoid) after PPO for spironolactone with co-trimoxazole',
      at: suspected('spironolactone + co-trimoxazole', 'ppo'),
      between: [0.9, 1],
    },
    othersPpo: {
      says: 'the highest P(avoid) after PPO for a pair of the case that is to be reduced or monitored',
      measure: (rows) =>
        Math.max(
          ...rows
            .of('case')
            .filter(({ key }) => key !== AVOID)
            .map(({ ppo }) => ppo),
        ),
      unit: 'share',
      between: [0, 0.1],
    },
    sftAlerts: {
      says: 'alerts of the fine-tuned model at the default threshold and prevalence',
      at: alerts('alerts', 'SFT'),
      digits: 0,
      unit: '',
      between: [10, 130],
    },
    ppoAlerts: {
      says: 'alerts after PPO',
      at: alerts('alerts', 'PPO'),
      digits: 0,
      unit: '',
      between: [30, 130],
    },
    sftRecall: {
      says: 'recall of the fine-tuned model at the default threshold',
      at: alerts('recall', 'SFT'),
      between: [0.3, 0.6],
    },
    ppoRecall: { says: 'recall after PPO', at: alerts('recall', 'PPO'), between: [0.7, 0.85] },
    ppoPrecision: {
      says: 'precision after PPO at the default threshold and prevalence',
      at: alerts('precision', 'PPO'),
      between: [0.1, 0.45],
    },
    ppoWard: {
      says: 'precision after PPO at the same threshold and a prevalence of 0.4 %',
      settings: { prevalence: 0.004 },
      at: alerts('precision', 'PPO'),
      digits: 1,
      between: [0.01, 0.12],
    },
    baseRank: {
      says: 'chance that the base model suspects a pair to avoid more than another one',
      at: ranked('ranking', 'base'),
      digits: 1,
      between: [0.78, 0.86],
    },
    sftRank: {
      says: 'the same after fine-tuning',
      at: ranked('ranking', 'SFT'),
      digits: 1,
      between: [0.86, 0.9141],
    },
    ppoRank: { says: 'the same after PPO', at: ranked('ranking', 'PPO'), digits: 1, between: [0.89, 0.95] },
    ruleRank: {
      says: 'the same of the rule by drug',
      at: ranked('ranking', 'drug rule'),
      digits: 1,
      between: [0.914, 0.9145],
    },
    sftHalf: {
      says: 'alerts with which the fine-tuned model finds half of the pairs to avoid',
      at: ranked('half', 'SFT'),
      digits: 0,
      unit: '',
      between: [15, 90],
    },
    ppoHalf: { says: 'the same after PPO', at: ranked('half', 'PPO'), digits: 0, unit: '', between: [8, 60] },
    baseThree: {
      says: 'alerts with which the base model finds three quarters of the pairs to avoid',
      at: ranked('three', 'base'),
      digits: 0,
      unit: '',
      between: [190, 400],
    },
    sftThree: {
      says: 'the same after fine-tuning',
      at: ranked('three', 'SFT'),
      digits: 0,
      unit: '',
      between: [142, 260],
    },
    ppoThree: {
      says: 'the same after PPO',
      at: ranked('three', 'PPO'),
      digits: 0,
      unit: '',
      between: [30, 200],
    },
    ruleThree: {
      says: 'the same of the rule by drug',
      at: ranked('three', 'drug rule'),
      digits: 0,
      unit: '',
      between: [140, 142],
    },
    ppoEach: {
      says: 'alerts with which PPO finds every pair to avoid',
      at: ranked('all', 'PPO'),
      digits: 0,
      unit: '',
      between: [500, 800],
    },
    ruleEach: {
      says: 'the same of the rule by drug',
      at: ranked('all', 'drug rule'),
      digits: 0,
      unit: '',
      between: [425, 435],
    },
    baseSampled: {
      says: 'recall of the base model’s sampled first word',
      at: decoded('sampledRecall', 'base'),
      between: [0.4, 0.55],
    },
    baseSampledFalse: {
      says: 'its false alerts',
      at: decoded('sampledFalse', 'base'),
      between: [0.2, 0.3],
    },
    baseLikeliest: {
      says: 'recall of its likeliest first word',
      at: decoded('likeliestRecall', 'base'),
      between: [0.6, 0.85],
    },
    baseLikeliestFalse: {
      says: 'false alerts of its likeliest first word',
      at: decoded('likeliestFalse', 'base'),
      between: [0.22, 0.4],
    },
    ppoSampled: {
      says: 'recall of the sampled first word after PPO',
      at: decoded('sampledRecall', 'PPO'),
      between: [0.6, 0.85],
    },
    ppoSampledFalse: { says: 'its false alerts', at: decoded('sampledFalse', 'PPO'), between: [0.04, 0.15] },
    ppoLikeliest: {
      says: 'recall of the likeliest first word after PPO',
      at: decoded('likeliestRecall', 'PPO'),
      between: [0.65, 0.85],
    },
    ppoLikeliestFalse: {
      says: 'its false alerts',
      at: decoded('likeliestFalse', 'PPO'),
      between: [0.02, 0.15],
    },
    ppoLikeliestTrain: {
      says: 'recall of the likeliest first word after PPO on training questions',
      at: decoded('likeliestRecall', 'PPO', 'training'),
      between: [0.7, 0.95],
    },
    baseUnlisted: {
      says: 'per 1,000 questions about unlisted pairs, those to which the base model’s likeliest answer is to avoid',
      at: only('unlisted', 'likeliest', { who: 'base' }),
      digits: 0,
      unit: '',
      between: [40, 150],
    },
    sftUnlisted: {
      says: 'the same after fine-tuning',
      at: only('unlisted', 'likeliest', { who: 'SFT' }),
      digits: 0,
      unit: '',
      between: [15, 90],
    },
    ppoUnlisted: {
      says: 'the same after PPO',
      at: only('unlisted', 'likeliest', { who: 'PPO' }),
      digits: 0,
      unit: '',
      between: [15, 90],
    },
  },
  goals: {
    noneMissed: {
      says: 'a threshold at which the fine-tuned model misses no severe interaction',
      label: 'missed severe, SFT',
      unit: 'per 1,000 questions',
      digits: 1,
      scale: [0, 15],
      target: [0, 0],
      measure: (rows) => alertsOf(rows, SFT).severe,
      hint: 'Under “By threshold”, follow the line of the fine-tuned model to where it meets zero.',
      solution: { threshold: 0.15 },
      because:
        'At 0.15 no severe pair is missed, and 414 of 1,000 questions raise an alert, 394 of them for nothing. The last few dangerous pairs look to this model like hundreds of harmless ones. To miss none, the rule by drug needs about as many (“Equal recall”).',
      wrong: [
        {
          settings: { threshold: 0.3 },
          fails: 'high',
          because:
            'Eight of ten pairs to avoid have an alert by then; the last two look harmless to the model.',
        },
        {
          settings: { prevalence: 0.002 },
          fails: 'high',
          because: 'Rarer danger means fewer misses per 1,000, but the same share of the dangerous pairs.',
        },
      ],
    },
    halfRight: {
      says: 'a threshold at which half of the PPO model’s alerts are right, at a prevalence of 2 % or less',
      label: 'precision, PPO',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.5, 1],
      unless: ({ prevalence }) =>
        prevalence > 0.02 ? 'The prevalence is above 2 %: the question is about rare danger.' : undefined,
      measure: (rows) => alertsOf(rows, PPO).precision,
      hint: 'Raise the threshold almost to its end, and watch the dot of PPO in the curves.',
      solution: { threshold: 0.98 },
      because:
        'At 0.98 every alert on the held-out wordings is right, and only five per 1,000 are left. Of the 15 severe interactions per 1,000 questions 12 are missed. Precision was bought with silence.',
      wrong: [
        {
          settings: { threshold: 0.9 },
          fails: 'low',
          because: 'The model is as sure of many false alerts: three of ten are right.',
        },
        {
          settings: { threshold: 0.1 },
          fails: 'low',
          because: 'A lower threshold finds more and adds false alerts faster than right ones.',
        },
        {
          settings: { prevalence: 0.2 },
          fails: 'unless',
          because: 'More danger makes any checker precise. It is not in its hands.',
        },
      ],
    },
    wholeCase: {
      says: 'a threshold at which PPO raises an alert on all four pairs of the cases that are to be avoided, and on no other of them',
      label: 'pairs judged as the key does',
      unit: 'of 8',
      digits: 0,
      scale: [0, 8],
      target: [8, 8],
      measure: (rows) => rows.of('case').filter(({ key, alert }) => (key === AVOID) === (alert === 0)).length,
      hint: 'Look for the lowest P(avoid) among the pairs that are to be avoided, in the column of PPO.',
      solution: { threshold: 0.1 },
      because:
        'At 0.1 warfarin with co-trimoxazole is above the threshold and every pair to monitor below it. The threshold was chosen with the answer in hand: at 0.1 the model raises far more alerts than it has right ones, and another case would ask for another threshold.',
      wrong: [
        {
          settings: { threshold: 0.3 },
          fails: 'low',
          because: 'To the most urgent pair the model gives less than that.',
        },
        {
          settings: { threshold: 0.02 },
          fails: 'low',
          because:
            'Lisinopril with spironolactone gets an alert too, which is to be monitored and not avoided.',
        },
      ],
    },
  },
  presets: [
    { label: 'One half', settings: {} },
    { label: 'A ward: 4 per 1,000', settings: { prevalence: 0.004 } },
    { label: 'Miss little', settings: { threshold: 0.15 } },
    { label: 'Wordings of training', settings: { questions: 'train' } },
  ],
});
