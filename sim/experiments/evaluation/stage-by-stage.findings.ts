/** What prose quotes of `stage-by-stage`. */
import { only, wordsOn } from '../../words.ts';
import experiment from './stage-by-stage.ts';

type Stage = 'base' | 'SFT' | 'PPO';

const right = (stage: Stage) => only('verdict', 'right', { stage });

const cirrhosis = { settings: { question: 'cirrhosis' } } as const;
const harmless = { settings: { question: 'harmless' } } as const;

export default wordsOn(experiment, {
  findings: {
    kidneyBase: { says: 'P(avoid) of base at an eGFR of 28', at: right('base'), between: [0.5, 0.75] },
    kidneySft: { says: 'the same after fine-tuning', at: right('SFT'), between: [0.65, 0.88] },
    kidneyPpo: { says: 'the same after PPO', at: right('PPO'), between: [0.96, 1] },
    cirrhosisBase: {
      says: 'P(avoid) of base in decompensated cirrhosis',
      ...cirrhosis,
      at: right('base'),
      between: [0.15, 0.4],
    },
    cirrhosisReduce: {
      says: 'P(reduce) of base in decompensated cirrhosis',
      ...cirrhosis,
      at: only('verdict', 'reduce', { stage: 'base' }),
      between: [0.25, 0.42],
    },
    cirrhosisSft: {
      says: 'the same after fine-tuning',
      ...cirrhosis,
      at: right('SFT'),
      between: [0.35, 0.6],
    },
    cirrhosisPpo: { says: 'the same after PPO', ...cirrhosis, at: right('PPO'), between: [0.94, 1] },
    harmlessBase: {
      says: 'P(usual) of base at an eGFR of 90',
      ...harmless,
      at: right('base'),
      between: [0.75, 0.92],
    },
    harmlessPpo: { says: 'the same after PPO', ...harmless, at: right('PPO'), between: [0.97, 1] },
  },
  goals: {
    unsure: {
      says: 'a question to which the base model gives the right verdict at most 35 %',
      label: 'P(right), base',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0, 0.35],
      at: right('base'),
      hint: 'For one of the three reasons the texts of this world give a number; for another they give a word.',
      solution: { question: 'cirrhosis' },
      because:
        'The base model prefers “reduce” in decompensated cirrhosis. Its web says many things about metformin, most of them about the kidney; what it has read about this liver is little, and part of it belongs to a milder stage, in which metformin may be given with monitoring.',
      wrong: [
        {
          settings: { question: 'kidney' },
          fails: 'high',
          because:
            'That is the question of the source, and the base model has it right: values around 28 stand in its texts, and nearly everything they say of those below 30 is “avoid”.',
        },
        {
          settings: { question: 'harmless' },
          fails: 'high',
          because: 'Nothing speaks against it, and “usual” is the commonest thing to say of healthy kidneys.',
        },
      ],
    },
  },
  presets: [{ settings: cirrhosis.settings }, { settings: harmless.settings }],
});
