/** What prose quotes of `sft`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import type { series } from './sft.ts';
import experiment from './sft.ts';

const measured = (rows: Measured<typeof series>, model: number, temperature: number) =>
  rows.of('measurement').find((row) => row.model === model && row.temperature === temperature)!;

export default wordsOn(experiment, {
  findings: {
    goldBefore: {
      says: 'gold reward of sampled answers before fine-tuning',
      measure: (rows) => measured(rows, 0, 1).gold,
      digits: 2,
      between: [0.1, 0.4],
    },
    goldAfter: {
      says: 'gold reward of sampled answers after it',
      measure: (rows) => measured(rows, 1, 1).gold,
      digits: 2,
      between: [0.3, 0.55],
    },
    accuracyBefore: {
      says: 'accuracy of sampled answers before fine-tuning',
      measure: (rows) => measured(rows, 0, 1).accuracy,
      digits: 0,
      percent: true,
      between: [0.35, 0.55],
    },
    accuracyAfter: {
      says: 'accuracy of sampled answers after it',
      measure: (rows) => measured(rows, 1, 1).accuracy,
      digits: 0,
      percent: true,
      between: [0.45, 0.65],
    },
    likeliestAfter: {
      says: 'accuracy of the likeliest answers after it',
      measure: (rows) => measured(rows, 1, 0).accuracy,
      digits: 0,
      percent: true,
      between: [0.6, 0.8],
    },
    humilityBefore: {
      says: 'unanswerable questions that the base model hands back, sampled',
      measure: (rows) => measured(rows, 0, 1).humility,
      digits: 0,
      percent: true,
      between: [0.2, 0.6],
    },
    humilityAfter: {
      says: 'the same after fine-tuning',
      measure: (rows) => measured(rows, 1, 1).humility,
      digits: 0,
      percent: true,
      between: [0.35, 0.75],
    },
    safetyAfter: {
      says: 'contraindications that the fine-tuned model recognises, sampled',
      measure: (rows) => measured(rows, 1, 1).safety,
      digits: 0,
      percent: true,
      between: [0.35, 0.65],
    },
    heldOutFirst: {
      says: 'held-out loss before fine-tuning',
      measure: (rows) => rows.of('heldOut')[0]!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.1, 0.3],
    },
    heldOutLast: {
      says: 'held-out loss after it',
      measure: (rows) => rows.of('heldOut').at(-1)!.loss,
      digits: 2,
      unit: 'nats',
      between: [0.08, 0.25],
    },
    badDemonstrations: {
      says: 'gold reward when every demonstration is careless',
      settings: { quality: 0 },
      measure: (rows) => measured(rows, 1, 1).gold,
      digits: 2,
      between: [-0.4, 0.2],
    },
    fewDemonstrations: {
      says: 'gold reward after 50 demonstrations',
      settings: { demonstrations: 50 },
      measure: (rows) => measured(rows, 1, 1).gold,
      digits: 2,
      between: [0.15, 0.45],
    },
  },
  goals: {
    better: {
      says: 'a gold reward of sampled answers of at least 0.5',
      label: 'gold reward after',
      unit: '',
      digits: 2,
      scale: [-0.4, 1],
      target: [0.5, 1],
      measure: (rows) => measured(rows, 1, 1).gold,
      hint: 'More demonstrations, or better ones: which of the two is cheaper for a pharmacy?',
      solution: { demonstrations: 5000, quality: 1, epochs: 4 },
    },
  },
});
