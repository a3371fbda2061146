/** What prose quotes of `ask-the-model`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { only, wordsOn } from '../../words.ts';
import experiment, { type series } from './ask-the-model.ts';
import { byMyth, steps } from './kidneyVerdicts.ts';

type Model = 'base' | 'SFT' | 'PPO' | 'kidneys alone';
type About = 'this drug' | 'all drugs' | 'with a myth' | 'without a myth';
type Measure = 'right' | 'lost' | 'confidence' | 'wrongly' | 'calibration';

const over = (about: About, measure: Measure, model: Model) => only('sureness', measure, { about, model });

const nitrofurantoin = { settings: { drug: 'nitrofurantoin', egfr: 22 } } as const;

/** Groups of drugs, as rows have them. */
const [ALL, NO_MYTH] = [1, 3];

/** Of those who answer: the key, then the three models. */
const PPO = 3;

/** Shares that lie so close are called the same; shares are whole numbers of values, differences of them are rounded. */
const CLOSE = 0.05 - 1e-9;

type Rows = Measured<typeof series>;

/** Differences between two models in the values at which they are right, a drug each. */
const changes = (rows: Rows, from: 'base' | 'sft', to: 'sft' | 'ppo') =>
  rows.of('drugs').map((row) => row[to] - row[from]);

/** Of one drug: at how many values of a hundred a model is right. */
const rightAbout = (rows: Rows, drug: string, model: 'base' | 'sft' | 'ppo') =>
  rows.of('drugs').find((row) => steps[row.drug]!.drug === drug)![model];

const points = (share: number) => 100 * share;

export default wordsOn(experiment, {
  findings: {
    drugs: {
      says: 'drugs whose verdict depends on kidney function',
      measure: () => steps.length,
      between: [20, 40],
    },
    baseRightIbuprofen: {
      says: 'values at which the base model is right about ibuprofen',
      at: over('this drug', 'right', 'base'),
      between: [0.9, 1],
    },
    ppoRightIbuprofen: {
      says: 'the same after PPO',
      at: over('this drug', 'right', 'PPO'),
      between: [0.9, 1],
    },
    baseSureIbuprofen: {
      says: 'how sure the base model is about ibuprofen',
      at: over('this drug', 'confidence', 'base'),
      between: [0.65, 0.88],
    },
    sftSureIbuprofen: {
      says: 'the same after fine-tuning',
      at: over('this drug', 'confidence', 'SFT'),
      between: [0.7, 0.93],
    },
    ppoSureIbuprofen: {
      says: 'the same after PPO',
      at: over('this drug', 'confidence', 'PPO'),
      between: [0.92, 1],
    },
    hardlyMoved: {
      says: 'drugs about which the last model is as often right as the base model, within five points',
      measure: (rows) => changes(rows, 'base', 'ppo').filter((change) => Math.abs(change) < CLOSE).length,
      between: [5, 13],
    },
    lessSure: {
      says: 'drugs about which the last model is less sure than the base model',
      measure: (rows) => rows.of('drugs').filter(({ baseSure, ppoSure }) => ppoSure < baseSure).length,
      as: 'count',
      between: [0, 0],
    },
    lessSureByPpo: {
      says: 'drugs about which the last model is less sure than the fine-tuned one',
      measure: (rows) => rows.of('drugs').filter(({ sftSure, ppoSure }) => ppoSure < sftSure).length,
      as: 'count',
      between: [0, 0],
    },
    kidneysAlone: {
      says: 'values at which the verdict that is right for most drugs there is right',
      at: over('all drugs', 'right', 'kidneys alone'),
      between: [0.65, 0.75],
    },
    kidneysAloneMyth: {
      says: 'the same, drugs with a myth',
      at: over('with a myth', 'right', 'kidneys alone'),
      between: [0.73, 0.76],
    },
    kidneysAloneCalibration: {
      says: 'expected calibration error of that guess, over all drugs',
      at: over('all drugs', 'calibration', 'kidneys alone'),
      unit: '',
      digits: 3,
      between: [0, 0.0005],
    },
    movedByPpo: {
      says: 'drugs about which PPO changes the share of right verdicts by five points or more',
      measure: (rows) => changes(rows, 'sft', 'ppo').filter((change) => Math.abs(change) >= CLOSE).length,
      as: 'count',
      between: [3, 18],
    },
    gainedByPpo: {
      says: 'drugs about which the last model is right more often than the fine-tuned one, by five points or more',
      measure: (rows) => changes(rows, 'sft', 'ppo').filter((change) => change >= CLOSE).length,
      as: 'count',
      between: [2, 16],
    },
    lostByPpo: {
      says: 'drugs about which it is right less often, by five points or more',
      measure: (rows) => changes(rows, 'sft', 'ppo').filter((change) => change <= -CLOSE).length,
      as: 'count',
      between: [1, 10],
    },
    lithiumGain: {
      says: 'points that PPO adds to the right verdicts about lithium',
      measure: (rows) => points(rightAbout(rows, 'lithium', 'ppo') - rightAbout(rows, 'lithium', 'sft')),
      unit: 'points',
      between: [10, 50],
    },
    lisinoprilLoss: {
      says: 'points that PPO takes from the right verdicts about lisinopril',
      measure: (rows) =>
        points(rightAbout(rows, 'lisinopril', 'sft') - rightAbout(rows, 'lisinopril', 'ppo')),
      unit: 'points',
      between: [5, 30],
    },
    addedByPpo: {
      says: 'points that PPO adds to the right verdicts over all drugs',
      measure: (rows) => {
        const [, sft, ppo] = rows.of('sureness').filter(({ about }) => about === ALL);
        return points(ppo!.right - sft!.right);
      },
      digits: 1,
      unit: 'points',
      between: [0, 8],
    },
    surerByPpo: {
      says: 'points that PPO adds to the mean probability of the likeliest verdict, over all drugs',
      measure: (rows) => {
        const [, sft, ppo] = rows.of('sureness').filter(({ about }) => about === ALL);
        return points(ppo!.confidence - sft!.confidence);
      },
      digits: 1,
      unit: 'points',
      between: [12, 25],
    },
    lostAfterSft: {
      says: 'values at which the base model was right and the fine-tuned one is not',
      at: over('all drugs', 'lost', 'SFT'),
      digits: 1,
      between: [0.01, 0.1],
    },
    lostAfterPpo: {
      says: 'values at which the base model was right and the last one is not',
      at: over('all drugs', 'lost', 'PPO'),
      digits: 1,
      between: [0.005, 0.08],
    },
    tramadolBase: {
      says: 'values at which the base model is right about tramadol',
      measure: (rows) => rightAbout(rows, 'tramadol', 'base'),
      unit: 'share',
      between: [0.9, 1],
    },
    tramadolSft: {
      says: 'the same after fine-tuning',
      measure: (rows) => rightAbout(rows, 'tramadol', 'sft'),
      unit: 'share',
      between: [0.6, 0.88],
    },
    othersWorse: {
      says: 'points that fine-tuning takes from the right verdicts, drugs without a myth',
      measure: (rows) => {
        const [base, sft] = rows.of('sureness').filter(({ about }) => about === NO_MYTH);
        return points(base!.right - sft!.right);
      },
      digits: 1,
      unit: 'points',
      between: [0.1, 8],
    },
    baseRight: {
      says: 'likeliest verdicts of the base model that are right, over all drugs',
      at: over('all drugs', 'right', 'base'),
      between: [0.76, 0.93],
    },
    sftRight: {
      says: 'the same after fine-tuning',
      at: over('all drugs', 'right', 'SFT'),
      between: [0.8, 0.98],
    },
    ppoRight: { says: 'the same after PPO', at: over('all drugs', 'right', 'PPO'), between: [0.88, 0.98] },
    baseSure: {
      says: 'mean probability of the likeliest verdict, base model, over all drugs',
      at: over('all drugs', 'confidence', 'base'),
      between: [0.64, 0.78],
    },
    sftSure: {
      says: 'the same after fine-tuning',
      at: over('all drugs', 'confidence', 'SFT'),
      between: [0.68, 0.86],
    },
    ppoSure: { says: 'the same after PPO', at: over('all drugs', 'confidence', 'PPO'), between: [0.9, 0.99] },
    baseWrongly: {
      says: 'how sure the base model is where it is wrong, over all drugs',
      at: over('all drugs', 'wrongly', 'base'),
      between: [0.48, 0.68],
    },
    sftWrongly: {
      says: 'the same after fine-tuning',
      at: over('all drugs', 'wrongly', 'SFT'),
      between: [0.48, 0.68],
    },
    ppoWrongly: {
      says: 'the same after PPO',
      at: over('all drugs', 'wrongly', 'PPO'),
      between: [0.72, 0.97],
    },
    baseCalibration: {
      says: 'expected calibration error of the base model, over all drugs',
      at: over('all drugs', 'calibration', 'base'),
      unit: '',
      digits: 3,
      between: [0.06, 0.2],
    },
    sftCalibration: {
      says: 'the same after fine-tuning',
      at: over('all drugs', 'calibration', 'SFT'),
      unit: '',
      digits: 3,
      between: [0.08, 0.2],
    },
    ppoCalibration: {
      says: 'the same after PPO',
      at: over('all drugs', 'calibration', 'PPO'),
      unit: '',
      digits: 3,
      between: [0, 0.075],
    },
    mythDrugs: {
      says: 'drugs about whose kidney limits this web has a myth',
      measure: () => byMyth[0]!.length,
      as: 'count',
      between: [5, 15],
    },
    mythBase: {
      says: 'values at which the base model is right, drugs with a myth',
      at: over('with a myth', 'right', 'base'),
      between: [0.5, 0.73],
    },
    mythSureBase: {
      says: 'how sure the base model is, drugs with a myth',
      at: over('with a myth', 'confidence', 'base'),
      between: [0.66, 0.8],
    },
    mythSft: {
      says: 'values at which the fine-tuned model is right, drugs with a myth',
      at: over('with a myth', 'right', 'SFT'),
      between: [0.8, 0.97],
    },
    mythPpo: { says: 'the same after PPO', at: over('with a myth', 'right', 'PPO'), between: [0.84, 0.99] },
    baseRightMetformin: {
      says: 'values at which the base model is right about metformin',
      settings: { drug: 'metformin' },
      at: over('this drug', 'right', 'base'),
      between: [0.8, 1],
    },
    baseRightNitrofurantoin: {
      says: 'values at which the base model is right about nitrofurantoin',
      ...nitrofurantoin,
      at: over('this drug', 'right', 'base'),
      between: [0.3, 0.75],
    },
    sftRightNitrofurantoin: {
      says: 'the same after fine-tuning',
      ...nitrofurantoin,
      at: over('this drug', 'right', 'SFT'),
      between: [0.9, 1],
    },
    baseNitrofurantoin: {
      says: 'P(avoid) of the base model for nitrofurantoin at a creatinine clearance of 22',
      ...nitrofurantoin,
      at: only('answer', 'probability', { who: 'base' }),
      between: [0.05, 0.4],
    },
    sftNitrofurantoin: {
      says: 'the same after fine-tuning',
      ...nitrofurantoin,
      at: only('answer', 'probability', { who: 'SFT' }),
      between: [0.55, 1],
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
        const { judged, probability } = rows.of('answer').find(({ who }) => who === PPO)!;
        return judged === 2 ? 1 : probability;
      },
      hint: 'The tab “Every drug” says about which drugs the last model is not always right. Choose one of them, and look for values at which the outline is empty and another row is full.',
      solution: { drug: 'empagliflozin', egfr: 12 },
      because:
        'Below 20 it is not to be newly started, but the model goes on saying “monitor”, as is right above, and is nearly certain of it. The base model prefers the same wrong verdict with far less confidence: it did not know better, it was less sure. In this run that holds wherever the last model gives the right verdict 5 % or less. Where it gives a little more, it need not: about tramadol at 35 the base model was right.',
      wrong: [
        {
          settings: { drug: 'metformin', egfr: 28 },
          fails: 'high',
          because:
            'Below 30 metformin is contraindicated, and the model has learned it from the values around.',
        },
        {
          settings: { drug: 'nitrofurantoin', egfr: 22 },
          fails: 'high',
          because:
            'Here the web has a myth, but the experts contradict it: the base model is wrong, the last one is not.',
        },
      ],
    },
  },
  presets: [
    { label: 'Ibuprofen at 28', settings: {} },
    { label: 'Nitrofurantoin at 22', settings: { drug: 'nitrofurantoin', egfr: 22 } },
    { label: 'Metformin at 28', settings: { drug: 'metformin', egfr: 28 } },
    { label: 'Codeine at 22', settings: { drug: 'codeine', egfr: 22 } },
  ],
});
