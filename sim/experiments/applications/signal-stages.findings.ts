/** What prose quotes of `signal-stages`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './signal-stages.ts';

type Model = 'base' | 'SFT' | 'PPO';

const right = (model: Model) => only('desk', 'right', { model });
const score = (answer: 'the key' | 'alarm: avoid, toxicity' | 'all clear: usual dose') =>
  only('candidate', 'score', { answer });

const untested = { settings: { question: 'untested' } } as const;
const statin = { settings: { question: 'statin' } } as const;
const unknown = { settings: { question: 'unknown' } } as const;

export default wordsOn(experiment, {
  findings: {
    among: {
      says: 'share of the drug’s reports that name the event',
      at: only('count', 'among'),
      digits: 1,
      between: [0.012, 0.012],
    },
    anywhere: {
      says: 'share of all reports that name the event',
      at: only('count', 'anywhere'),
      between: [0.00072, 0.00072],
    },
    information: {
      says: 'log₂ of their ratio',
      at: only('count', 'information'),
      unit: 'bits',
      between: [4.05, 4.07],
    },
    ic: { says: 'IC of the same counts', at: only('count', 'ic'), unit: 'bits', between: [3.65, 3.67] },
    base: { says: 'P(avoid) of the base model for a carrier', at: right('base'), between: [0.4, 0.7] },
    sft: { says: 'the same after fine-tuning', at: right('SFT'), between: [0.7, 0.9] },
    ppo: { says: 'the same after PPO', at: right('PPO'), digits: 1, between: [0.98, 1] },
    baseClear: {
      says: 'P(usual dose) of the base model for a carrier',
      at: only('desk', 'clear', { model: 'base' }),
      between: [0.15, 0.35],
    },
    untestedBase: {
      says: 'P(ask) of the base model, untested',
      ...untested,
      at: right('base'),
      between: [0.5, 0.7],
    },
    untestedPpo: { says: 'the same after PPO', ...untested, at: right('PPO'), digits: 1, between: [0.98, 1] },
    statinBase: {
      says: 'P(avoid) of the base model for simvastatin with clarithromycin',
      ...statin,
      at: right('base'),
      between: [0.4, 0.6],
    },
    statinSft: { says: 'the same after fine-tuning', ...statin, at: right('SFT'), between: [0.2, 0.45] },
    statinPpo: { says: 'the same after PPO', ...statin, at: right('PPO'), between: [0.7, 0.9] },
    statinKey: { says: 'score of the key', ...statin, at: score('the key'), unit: '', between: [0.3, 0.6] },
    statinAlarm: {
      says: 'score of the alarm',
      ...statin,
      at: score('alarm: avoid, toxicity'),
      unit: '',
      between: [0.61, 0.9],
    },
    unknownKey: {
      says: 'score of the key about a trial medicine',
      ...unknown,
      at: score('the key'),
      unit: '',
      between: [2.8, 3.3],
    },
    unknownAlarm: {
      says: 'score of the alarm about it',
      ...unknown,
      at: score('alarm: avoid, toxicity'),
      unit: '',
      between: [0.4, 0.7],
    },
    unknownClear: {
      says: 'score of the all clear about it',
      ...unknown,
      at: score('all clear: usual dose'),
      unit: '',
      between: [-6, -5],
    },
  },
  goals: {
    few: {
      says: 'five reports of the pair or fewer, and the right answer on the desk after PPO',
      label: 'reaches the desk, PPO',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.9, 1],
      at: only('desk', 'reaches', { model: 'PPO' }),
      unless: ({ a, b, c, d, question }) =>
        a > 5
          ? 'Five reports of the pair at most.'
          : b !== 1976 || c !== 120 || d !== 197_880
            ? 'Leave the other three cells as they are.'
            : question !== 'carrier'
              ? 'The question is that about carriers.'
              : undefined,
      hint: 'About 1.2 reports are expected. Which rule asks for how many, and by how much?',
      solution: { a: 5 },
      because:
        'With five reports where 1.24 are expected Evans’ rule calls (PRR 4.2), and the model is asked. With three it does not: χ² stays below 4. The model knew the answer all the time.',
      wrong: [
        {
          settings: { a: 3 },
          fails: 'low',
          because: 'Three reports meet n ≥ 3 and PRR ≥ 2, but χ² is below 4: nobody asks.',
        },
        {
          settings: { a: 24 },
          fails: 'unless',
          because: 'That is the default: by then 24 people have been reported.',
        },
      ],
    },
  },
});
