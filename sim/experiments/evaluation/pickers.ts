/** Ways to pick one of several sampled answers; of equals each takes the first. */
import type { Verdict } from '../../world/world.ts';

export interface Sample {
  readonly answer: readonly number[];
  /** Of the reward model, logits. */
  readonly score: number;
  /** log P(y | x) to the model that has sampled it, nats. */
  readonly likelihood: number;
  readonly gold: number;
  /** Undefined where none, or more than one, is stated. */
  readonly verdict: Verdict | undefined;
}

export type Picker = (samples: readonly Sample[]) => Sample;

const highest =
  (mark: (sample: Sample) => number): Picker =>
  (samples) =>
    samples.reduce((best, each) => (mark(each) > mark(best) ? each : best));

/** Voting (self-consistency): of the samples with the commonest verdict, the likeliest. A sample without one has no vote. */
const commonest: Picker = (samples) => {
  const votes = (of: Sample) =>
    of.verdict === undefined ? 0 : samples.filter(({ verdict }) => verdict === of.verdict).length;
  const most = Math.max(...samples.map(votes));
  return highest(({ likelihood }) => likelihood)(samples.filter((each) => votes(each) === most));
};

/** By length, by likelihood, by votes, by the reward model, and by the truth, which no picker in use can know. */
export const pickers: readonly Picker[] = [
  highest(({ answer }) => answer.length),
  highest(({ likelihood }) => likelihood),
  commonest,
  highest(({ score }) => score),
  highest(({ gold }) => gold),
];
