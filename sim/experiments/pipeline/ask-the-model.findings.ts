/** What prose quotes of `ask-the-model`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './ask-the-model.ts';
import experiment, { VALUES, steps } from './ask-the-model.ts';

const surenessOf = (rows: Measured<typeof series>, model: number) =>
  rows.of('sureness').find((row) => row.model === model)!;

export default wordsOn(experiment, {
  findings: {
    drugs: {
      says: 'drugs whose verdict depends on kidney function',
      measure: () => steps.length,
      digits: 0,
      between: [20, 40],
    },
    rightAfterPpo: {
      says: 'values at which the PPO model is right about empagliflozin',
      measure: (rows) => surenessOf(rows, 2).right,
      digits: 0,
      percent: true,
      between: [0.85, 0.99],
    },
    sureWhereWrongBase: {
      says: 'how sure the base model is where it is wrong',
      measure: (rows) => surenessOf(rows, 0).wrongly,
      digits: 0,
      percent: true,
      between: [0.4, 0.75],
    },
    sureWhereWrongAfterPpo: {
      says: 'how sure the PPO model is where it is wrong',
      measure: (rows) => surenessOf(rows, 2).wrongly,
      digits: 0,
      percent: true,
      between: [0.9, 1],
    },
    lithiumSure: {
      says: 'how sure the PPO model is where it is wrong about lithium',
      settings: { drug: 'lithium' },
      measure: (rows) => surenessOf(rows, 2).wrongly,
      digits: 0,
      percent: true,
      between: [0.85, 1],
    },
    lithiumWrong: {
      says: 'values of 100 at which it is wrong',
      settings: { drug: 'lithium' },
      measure: (rows) => VALUES - Math.round(surenessOf(rows, 2).right * VALUES),
      digits: 0,
      between: [20, 40],
    },
    baseRightMetformin: {
      says: 'values at which the base model is right about metformin',
      settings: { drug: 'metformin' },
      measure: (rows) => surenessOf(rows, 0).right,
      digits: 0,
      percent: true,
      between: [0.85, 1],
    },
    baseRightNitrofurantoin: {
      says: 'values at which the base model is right about nitrofurantoin',
      settings: { drug: 'nitrofurantoin', egfr: 22 },
      measure: (rows) => surenessOf(rows, 0).right,
      digits: 0,
      percent: true,
      between: [0.3, 0.75],
    },
    baseNitrofurantoin: {
      says: 'P(avoid) of the base model for nitrofurantoin at a creatinine clearance of 22',
      settings: { drug: 'nitrofurantoin', egfr: 22 },
      measure: (rows) => rows.of('answer')[1]!.probability,
      digits: 0,
      percent: true,
      between: [0.05, 0.4],
    },
    baseMetformin: {
      says: 'P(avoid) of the base model for metformin at an eGFR of 22',
      settings: { drug: 'metformin', egfr: 22 },
      measure: (rows) => rows.of('answer')[1]!.probability,
      digits: 0,
      percent: true,
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
        const { judged, probability } = rows.of('answer').find(({ who }) => who === 3)!;
        return judged === 2 ? 1 : probability;
      },
      unless: ({ drug }) =>
        drug === 'empagliflozin' ? 'the picture begins with empagliflozin: find another drug.' : undefined,
      hint: 'Look for a step that is not at a multiple of ten, or one that the outline puts far from the dark cells.',
      solution: { drug: 'lithium', egfr: 75 },
    },
  },
});
