/** Program 1: pretraining, supervised fine-tuning and reward model on the small pharmacy sets, told as text. */
import demonstrationsRun from '../../sim/experiments/sft/demonstrations.ts';
import memorisation from '../../sim/experiments/pretraining/memorisation.ts';
import { log } from '../../sim/float.ts';
import { writeNumber } from '../chart/scale.ts';
import { sizes } from './sizes.ts';
import { columns, lastOf, type Results, type Stage } from './stage.ts';

/** Of the loss of a model that has learned nothing from pairs: ln 2. */
const COIN = log(2);

const fixed = (value: number | string, digits: number) => writeNumber(value as number, digits);
const percent = (value: number | string) => `${writeNumber(value as number, 0, true)} %`;
/** The last row is printed by the foot; between, every so manieth step. */
const every = (step: number | string, interval: number) => (step as number) % interval === 0;

export const headOfProgram1 = (seed: number): string[] => [
  'PROGRAM 1: PRETRAINING, SUPERVISED FINE-TUNING, REWARD MODEL',
  `seed ${seed}`,
  '',
  ...sizes('  (asked in Program 2)'),
];

const pretraining: Stage = {
  experiment: 'memorisation',
  name: 'pretraining',
  head: [
    '',
    'STAGE 1: PRETRAINING (next character)',
    `loss in nats per character; ${memorisation.params.heldOut.default} sentences are held out`,
    columns('step', 'training', 'held-out'),
  ],
  line: ({ step, loss, heldOutLoss }) =>
    every(step!, 20) ? columns(step!, fixed(loss!, 3), fixed(heldOutLoss!, 3)) : undefined,
  results(rows) {
    const { loss, heldOutLoss, uniform, bigram } = lastOf(rows, 'training');
    return { loss, heldOutLoss, guessing: uniform, countingPairs: bigram } as Results;
  },
  foot: ({ loss, heldOutLoss, guessing, countingPairs }) => [
    `Final loss: ${fixed(loss!, 3)} in training, ${fixed(heldOutLoss!, 3)} held-out`,
    `For comparison: guessing ${fixed(guessing!, 3)}, counting pairs ${fixed(countingPairs!, 3)}`,
  ],
};

const fineTuning: Stage = {
  experiment: 'demonstrations',
  name: 'sft',
  head: [
    '',
    'STAGE 2: SUPERVISED FINE-TUNING (expert answers)',
    'loss in nats per character of the answers; prompts are masked',
    `${demonstrationsRun.params.heldOut.default} demonstrations are held out`,
    columns('step', 'training', 'held-out'),
  ],
  line: ({ series, step, loss, heldOutLoss }) =>
    series === 'fineTuning' && every(step!, 20)
      ? columns(step!, fixed(loss!, 4), fixed(heldOutLoss!, 4))
      : undefined,
  results(rows) {
    const { loss, heldOutLoss, uniform } = lastOf(rows, 'fineTuning');
    const { seen, unseen } = lastOf(rows, 'recital');
    return { loss, heldOutLoss, guessing: uniform, recited: seen, answered: unseen } as Results;
  },
  foot: ({ loss, heldOutLoss, guessing, recited, answered }) => [
    `Final loss: ${fixed(loss!, 4)} in training, ${fixed(heldOutLoss!, 4)} held-out`,
    `For comparison: guessing ${fixed(guessing!, 4)}`,
    `Expert's answer word for word: ${percent(recited!)} in training, ${percent(answered!)} held-out`,
  ],
};

const rewardModel: Stage = {
  experiment: 'program-1',
  name: 'rewardModel',
  head: [
    '',
    'STAGE 3: REWARD MODEL (Bradley-Terry)',
    'loss in nats, margin and scores in logits',
    'held-out: each pair by a model that never saw it',
    columns('', 'training', 'held-out', 'held-out', 'held-out', 'chosen', 'rejected'),
    columns('epoch', 'loss', 'loss', 'margin', 'accuracy', 'score', 'score'),
  ],
  line: ({ epoch, loss, heldOutLoss, heldOutMargin, heldOutAccuracy, chosen, rejected }) =>
    every(epoch!, 10)
      ? columns(
          epoch!,
          fixed(loss!, 4),
          fixed(heldOutLoss!, 4),
          fixed(heldOutMargin!, 3),
          percent(heldOutAccuracy!),
          fixed(chosen!, 2),
          fixed(rejected!, 2),
        )
      : undefined,
  results(rows) {
    const { loss, heldOutLoss, heldOutMargin, heldOutAccuracy } = lastOf(rows, 'training');
    return { loss, heldOutLoss, heldOutMargin, heldOutAccuracy, coin: COIN } as Results;
  },
  foot: ({ heldOutLoss, heldOutMargin, heldOutAccuracy, coin }) => [
    `Final: accuracy ${percent(heldOutAccuracy!)}, margin ${fixed(heldOutMargin!, 3)}, loss ${fixed(heldOutLoss!, 4)} held-out`,
    `For comparison: a coin has 50 %, 0, ${fixed(coin!, 4)}`,
  ],
};

export const program1: readonly Stage[] = [pretraining, fineTuning, rewardModel];
