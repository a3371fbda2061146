/** What prose quotes of `transformer-block`, and what exercises ask of it. */
import { exp } from '../../float.ts';
import type { Measured } from '../../experiment.ts';
import { first, only, wordsOn } from '../../words.ts';
import experiment from './transformer-block.ts';

type Rows = Measured<typeof experiment.series>;

/** Place of the first digit of a kidney question. */
const TENS = 3;

/** What the last word gives to the first digit, by the head that gives most. */
const tensSeen = (rows: Rows) => {
  const last = rows.of('token').length - 1;
  return Math.max(
    ...rows
      .of('attention')
      .filter(({ from, to }) => from === last && to === TENS)
      .map(({ weight }) => weight),
  );
};

/** The verdicts avoid, reduce, monitor and usual are the four likeliest words of the default question. */
const FOUR = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'] as const;

const logitOf = (word: (typeof FOUR)[number]) =>
  ({ at: only('next', 'logit', { word }), digits: 2, unit: '' }) as const;

/** e to the logit, as a share of that of avoid. */
const powerOf = (word: (typeof FOUR)[number]) => (rows: Rows) => {
  const of = (each: string) => rows.of('next').find((row) => row.word === each)!.logit;
  return exp(of(word) - of('AVOID'));
};

const power = (word: (typeof FOUR)[number]) => ({ measure: powerOf(word), digits: 2 }) as const;

const avoid = only('next', 'probability', { word: 'AVOID' });

const QUESTION = experiment.params.question.default;

export default wordsOn(experiment, {
  findings: {
    avoid: { says: 'P(avoid) of the base model', at: avoid, digits: 0, between: [0.55, 0.75] },
    avoidWhenTuned: {
      says: 'the same after fine-tuning',
      settings: { model: 'sft' },
      at: avoid,
      digits: 0,
      between: [0.65, 0.95],
    },
    logitAvoid: { says: 'logit of avoid', ...logitOf('AVOID'), between: [7, 12] },
    logitReduce: { says: 'logit of reduce', ...logitOf('REDUCE'), between: [5, 10] },
    logitMonitor: { says: 'logit of monitor', ...logitOf('MONITOR'), between: [5, 10] },
    logitUsual: { says: 'logit of usual', ...logitOf('USUAL'), between: [5, 10] },
    powerReduce: {
      says: 'e to the logit of reduce, by that of avoid',
      ...power('REDUCE'),
      between: [0.1, 0.4],
    },
    powerMonitor: { says: 'the same of monitor', ...power('MONITOR'), between: [0.1, 0.4] },
    powerUsual: { says: 'the same of usual', ...power('USUAL'), between: [0.05, 0.4] },
    avoidOfFour: {
      says: 'P(avoid) if there were only the four verdicts',
      measure: (rows) => 1 / FOUR.reduce((sum, word) => sum + powerOf(word)(rows), 0),
      unit: 'share',
      between: [0.55, 0.8],
    },
    tensSeen: {
      says: 'what the question mark takes from the digit 2 at most, eGFR 28',
      measure: tensSeen,
      digits: 1,
      unit: 'share',
      between: [0, 0.02],
    },
    fourSeen: {
      says: 'what it takes from the digit 4 at most, eGFR 45',
      settings: { question: 'give metformin egfr 4 5 ?' },
      measure: tensSeen,
      unit: 'share',
      between: [0.9, 1],
    },
    drugWeight: {
      says: 'weight that head 3 gives to the drug, mean over all drugs',
      at: only('everywhere', 'drug', { head: 'head 3' }),
      between: [0.7, 1],
    },
    tensWeight: {
      says: 'weight that head 2 gives to the first digit, mean over all drugs',
      at: only('everywhere', 'tens', { head: 'head 2' }),
      between: [0.5, 0.8],
    },
    markWeight: {
      says: 'weight that head 1 gives to the question mark itself, mean over all drugs',
      at: only('everywhere', 'mark', { head: 'head 1' }),
      between: [0.5, 0.8],
    },
    verdictAfterAttention: {
      says: 'questions in which a verdict would be likeliest after attention',
      at: only('readouts', 'ahead', { after: 'attention' }),
      between: [0, 0.1],
    },
    verdictAfterMlp: {
      says: 'questions in which a verdict is likeliest after the MLP',
      at: only('readouts', 'ahead', { after: 'MLP' }),
      between: [0.98, 1],
    },
    rightOfOneVerdict: {
      says: 'the share at which the commonest verdict is right',
      at: only('readouts', 'right', { after: 'always one verdict' }),
      between: [0.2, 0.5],
    },
    rightAfterMlp: {
      says: 'questions in which the right verdict is likeliest after the MLP',
      at: only('readouts', 'right', { after: 'MLP' }),
      between: [0.65, 0.9],
    },
  },
  goals: {
    temperature: {
      says: 'Bring P(avoid) to 90–95 % by the temperature alone.',
      label: 'P(avoid)',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.9, 0.95],
      at: first('next', 'probability'),
      unless: ({ question, model }) =>
        question === QUESTION && model === 'base' ? undefined : 'question and model are to stay as they are.',
      hint: 'Dividing all logits by a number below 1 makes their differences larger.',
      solution: { temperature: 0.5 },
      because:
        'At T = 0.5 every difference of logits doubles, so every ratio of probabilities is squared, and the likeliest word gains. The model has learned nothing by it: the order of the words is the same at every temperature.',
      wrong: [
        {
          settings: { temperature: 2 },
          fails: 'low',
          because: 'A high temperature makes the differences smaller: the words become more alike.',
        },
        {
          settings: { temperature: 0 },
          fails: 'high',
          because:
            'At 0 the likeliest word has all of the probability, whether the model was sure of it or not.',
        },
      ],
    },
  },
  presets: [
    { label: 'Metformin 28', settings: {} },
    { label: 'Metformin 45', settings: { question: 'give metformin egfr 4 5 ?' } },
    { label: 'Nitrofurantoin 22', settings: { question: 'give nitrofurantoin crcl 2 2 ?' } },
    { settings: { question: 'give warfarin with ibuprofen ok ?' } },
    { label: 'One word on', settings: { question: `${QUESTION} AVOID` } },
  ],
});
