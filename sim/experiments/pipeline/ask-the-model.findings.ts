/** What prose quotes of `ask-the-model`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment, { VALUES, steps } from './ask-the-model.ts';

const rightOfBase = only('sureness', 'right', { model: 'base' });

/** How sure it is where it is wrong. */
const wrongly = (model: 'base' | 'PPO') => only('sureness', 'wrongly', { model });

const nitrofurantoin = { settings: { drug: 'nitrofurantoin', egfr: 22 } } as const;

export default wordsOn(experiment, {
  findings: {
    drugs: {
      says: 'drugs whose verdict depends on kidney function',
      measure: () => steps.length,
      between: [20, 40],
    },
    sureWhereWrongBase: {
      says: 'how sure the base model is where it is wrong',
      at: wrongly('base'),
      between: [0.4, 0.75],
    },
    sureWhereWrongAfterPpo: {
      says: 'how sure the PPO model is where it is wrong',
      at: wrongly('PPO'),
      between: [0.9, 1],
    },
    lithiumSure: {
      says: 'how sure the PPO model is where it is wrong about lithium',
      settings: { drug: 'lithium' },
      at: wrongly('PPO'),
      between: [0.85, 1],
    },
    lithiumWrong: {
      says: 'values of 100 at which it is wrong',
      settings: { drug: 'lithium' },
      measure: (rows) => VALUES - Math.round(rows.of('sureness').at(-1)!.right * VALUES),
      between: [20, 40],
    },
    baseRightMetformin: {
      says: 'values at which the base model is right about metformin',
      settings: { drug: 'metformin' },
      at: rightOfBase,
      between: [0.85, 1],
    },
    baseRightNitrofurantoin: {
      says: 'values at which the base model is right about nitrofurantoin',
      ...nitrofurantoin,
      at: rightOfBase,
      between: [0.3, 0.75],
    },
    baseNitrofurantoin: {
      says: 'P(avoid) of the base model for nitrofurantoin at a creatinine clearance of 22',
      ...nitrofurantoin,
      at: only('answer', 'probability', { who: 'base' }),
      between: [0.05, 0.4],
    },
    baseMetformin: {
      says: 'P(avoid) of the base model for metformin at an eGFR of 22',
      settings: { drug: 'metformin', egfr: 22 },
      at: only('answer', 'probability', { who: 'base' }),
      between: [0.5, 1],
    },
  },
  goals: {
    sureAndWrong: {
      says: 'a drug and a kidney function at which the PPO model gives the right verdict at most 5 %',
      label: 'P(right) after PPO',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0, 0.05],
      measure: (rows) => {
        const { judged, probability } = rows.of('answer').at(-1)!;
        return judged === 2 ? 1 : probability;
      },
      unless: ({ drug }) =>
        drug === 'empagliflozin' ? 'the picture begins with empagliflozin: find another drug.' : undefined,
      hint: 'Look for a step that is not at a multiple of ten, or one that the outline puts far from the dark cells.',
      solution: { drug: 'lithium', egfr: 75 },
      because:
        'The label of lithium asks for a lower dose from 89 down, but the model puts this step at 60. At 75 it still gives the usual dose, and is sure of it.',
      wrong: [
        {
          settings: { drug: 'metformin', egfr: 28 },
          fails: 'high',
          because:
            'Below 30 metformin is contraindicated, and the model has learned it: this step stands at a multiple of ten.',
        },
        {
          settings: { drug: 'ibuprofen', egfr: 28 },
          fails: 'high',
          because:
            'The steps of ibuprofen stand at multiples of ten, where most texts have theirs: here the model is right and sure.',
        },
      ],
    },
  },
  presets: [
    { label: 'Empagliflozin at 47', settings: {} },
    { label: 'Metformin at 28', settings: { drug: 'metformin', egfr: 28 } },
    { label: 'Ibuprofen at 28', settings: { drug: 'ibuprofen', egfr: 28 } },
    { label: 'Lithium at 75', settings: { drug: 'lithium', egfr: 75 } },
  ],
});
