/** The block, asked about every drug whose verdict depends on the kidneys: where it looks, and which part brings the verdict. */
import type { Checkpoint } from '../../model/checkpoint.ts';
import { readClosely, type Reading } from '../../model/reading.ts';
import type { Transformer } from '../../model/transformer.ts';
import { createWorld, drugsWithRenalSteps, verdicts } from '../../world/world.ts';

export const HEADS = ['head 1', 'head 2', 'head 3'] as const;

/** The next words that are listed. */
const LISTED = 6;

/** Kidney functions at which every drug is asked about: one with each tens digit that most limits lie near. */
export const ASKED_AT = [25, 45, 65] as const;

const PLACES = ['verb', 'drug', 'measure', 'tens', 'ones', '?'] as const;

export const drugs = drugsWithRenalSteps();

/** The tokens with the largest numbers, the largest first. */
export function likeliest(numbers: readonly number[]): number[] {
  return [...numbers.keys()].sort((a, b) => numbers[b]! - numbers[a]!).slice(0, LISTED);
}

/** The stream of the last word after the embedding, after attention, and after the MLP. */
export function statesOf({ embedded, blocks, leaving }: Reading): (readonly number[])[] {
  const last = embedded.length - 1;
  const attended = blocks[0]!.attended[last]!;
  return [embedded[last]!, embedded[last]!.map((each, i) => each + attended[i]!), leaving[last]!];
}

interface EveryDrug {
  /** By head and place. */
  readonly weights: readonly (readonly number[])[];
  readonly readouts: readonly { readonly ahead: number; readonly right: number }[];
}

/** Once asked, a figure can go from question to question at once. */
const asked = new WeakMap<Checkpoint, EveryDrug>();

/** What the block does with the verdict of every drug: where the last word looks, and after which part it knows. */
export function everyDrug(model: Transformer, checkpoint: Checkpoint): EveryDrug {
  const found = asked.get(checkpoint) ?? askEveryDrug(model);
  asked.set(checkpoint, found);
  return found;
}

function askEveryDrug(model: Transformer): EveryDrug {
  const { vocabulary } = createWorld();
  const ids = verdicts.map((verdict) => vocabulary.indexOf(verdict));
  const sums = HEADS.map(() => PLACES.map(() => 0));
  const readouts = [0, 1, 2].map(() => ({ ahead: 0, right: 0 }));
  const questions = drugs.flatMap((drug) =>
    ASKED_AT.filter((value) => drug.asked(value)).map((value) => ({
      prompt: drug.phrasings(value)[0]!,
      truth: vocabulary.indexOf(drug.truth(value)),
    })),
  );
  for (const { prompt, truth } of questions) {
    const reading = readClosely(model, prompt);
    for (const [h, ofHead] of reading.blocks[0]!.weights.entries()) {
      for (const [place, weight] of ofHead.at(-1)!.entries()) sums[h]![place]! += weight;
    }
    for (const [i, state] of statesOf(reading).entries()) {
      const first = likeliest(reading.logitsOf(state))[0]!;
      if (ids.includes(first)) readouts[i]!.ahead += 1;
      if (first === truth) readouts[i]!.right += 1;
    }
  }
  const count = questions.length;
  const truths = questions.map(({ truth }) => truth);
  readouts.push({
    ahead: count,
    right: Math.max(...ids.map((id) => truths.filter((truth) => truth === id).length)),
  });
  return {
    weights: sums.map((ofHead) => ofHead.map((sum) => sum / count)),
    readouts: readouts.map(({ ahead, right }) => ({ ahead: ahead / count, right: right / count })),
  };
}
