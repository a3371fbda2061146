/** What prose quotes of `signal-stages`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './signal-stages.ts';

type Model = 'base' | 'SFT' | 'PPO';

const right = (model: Model) => only('desk', 'right', { model });
const clear = (model: Model) => only('desk', 'clear', { model });
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
    base: { says: 'P(avoid) of the base model for a carrier', at: right('base'), between: [0.25, 0.6] },
    sft: { says: 'the same after fine-tuning', at: right('SFT'), between: [0.4, 0.9] },
    ppo: { says: 'the same after PPO', at: right('PPO'), digits: 1, between: [0.98, 1] },
    baseClear: {
      says: 'P(usual dose) of the base model for a carrier',
      at: clear('base'),
      between: [0.2, 0.7],
    },
    untestedBase: {
      says: 'P(ask) of the base model, untested',
      ...untested,
      at: right('base'),
      between: [0.25, 0.65],
    },
    untestedPpo: { says: 'the same after PPO', ...untested, at: right('PPO'), digits: 1, between: [0.96, 1] },
    statinBase: {
      says: 'P(avoid) of the base model for simvastatin with clarithromycin',
      ...statin,
      at: right('base'),
      between: [0.48, 0.65],
    },
    statinSft: { says: 'the same after fine-tuning', ...statin, at: right('SFT'), between: [0.3, 0.55] },
    statinPpo: { says: 'the same after PPO', ...statin, at: right('PPO'), between: [0.6, 1] },
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
      between: [2.8, 5.5],
    },
    unknownAlarm: {
      says: 'score of the alarm about it',
      ...unknown,
      at: score('alarm: avoid, toxicity'),
      unit: '',
      between: [-2, 1],
    },
    unknownClear: {
      says: 'score of the all clear about it',
      ...unknown,
      at: score('all clear: usual dose'),
      unit: '',
      between: [-6, 0],
    },
  },
  goals: {
    few: {
      says: 'the right answer on the desk after PPO, with as few reports of the pair as that takes',
      label: 'reaches the desk, PPO',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.9, 1],
      at: only('desk', 'reaches', { model: 'PPO' }),
      unless: ({ a, b, c, d, question }) =>
        b !== 1976 || c !== 120 || d !== 197_880
          ? 'Leave the other three cells as they are.'
          : question !== 'carrier'
            ? 'The question is that about carriers.'
            : a > 4
              ? 'Fewer are enough.'
              : undefined,
      hint: 'About 1.2 reports are expected. Which rule asks for how many, and by how much?',
      solution: { a: 4 },
      because:
        'With four reports where 1.23 are expected Evans’ rule calls (PRR 3.3, χ² 4.3), as does the lower end of the ROR; with three none of the six rules does. The model knew the answer all the time.',
      wrong: [
        {
          settings: { a: 3 },
          fails: 'low',
          because: 'Three reports meet n ≥ 3 and PRR ≥ 2, but χ² is below 4: nobody asks.',
        },
        {
          settings: { a: 4, rule: 'EMA' },
          fails: 'low',
          because: 'The rule of the EMA asks for five reports.',
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
