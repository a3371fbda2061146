/**
 * Very many answers to one prompt. Most of them begin alike, so they are drawn down a tree: where N answers have the same
 * beginning, the next token of all of them comes from one distribution, which is computed once, and N draws from it say
 * how many answers go on in which way. The counts are distributed as those of N answers drawn one by one.
 */
import { log } from '../float.ts';
import { createRng, type Rng } from '../rng.ts';
import { inBatches } from './batches.ts';
import { shardsOf, together, type Task, type Team } from './shards.ts';
import type { Workbench } from './workbench.ts';

interface Drawing {
  /** Answers to each prompt. */
  readonly draws: number;
  readonly end: number;
  readonly longest: number;
  /** Beginnings that the decoder keeps at once. */
  readonly room: number;
}

/** A prompt, and where its random numbers come from. */
interface Wanted {
  readonly prompt: readonly number[];
  /** Of an `Rng`. */
  readonly path: string;
}

/** An answer, and how often it was drawn. */
export interface Drawn {
  readonly answer: readonly number[];
  readonly count: number;
  /** log P(answer | prompt), nats. */
  readonly logProb: number;
}

/** Answers that have begun alike. */
interface Branch extends Drawn {
  readonly prompt: readonly number[];
}

/** Prompts of an order: eight for each shard. */
const TOGETHER = 32;

/** The answers to one prompt, at T = 1. A branch for which the decoder has no room waits, and is read again later. */
function drawnTo(
  workbench: Workbench,
  { draws, end, longest, room }: Drawing,
  prompt: readonly number[],
  rng: Rng,
): Drawn[] {
  const decoder = workbench.decoder('policy');
  const { vocabulary } = workbench.model('policy').shape;
  const { kernels } = workbench;
  const finished: Drawn[] = [];
  let waiting: Branch[] = [{ prompt, answer: [], count: draws, logProb: 0 }];
  while (waiting.length > 0) {
    let open = waiting.slice(0, room).map((branch, slot) => ({ branch, slot }));
    waiting = waiting.slice(room);
    const free = Array.from({ length: room - open.length }, (_, i) => room - 1 - i);
    decoder.reset(room);
    while (open.length > 0) {
      const at = decoder.position;
      const tokens = open.map(({ branch }) => branch.prompt[at] ?? branch.answer[at - branch.prompt.length]!);
      const asked = [...open.keys()].filter((row) => at + 1 >= lengthOf(open[row]!.branch));
      const logits = decoder.next(
        tokens,
        open.map(({ slot }) => slot),
        asked,
      );
      kernels.softmax(logits, asked.length, vocabulary, 1);
      const reading = open.filter(({ branch }) => at + 1 < lengthOf(branch));
      const grown: typeof open = [];
      for (const [place, row] of asked.entries()) {
        const { branch, slot } = open[row]!;
        const from = logits + place * vocabulary;
        const chances = kernels.heap.f32.subarray(from, from + vocabulary);
        let left: number | undefined = slot;
        for (const [token, count] of countsOf(chances, branch.count, rng)) {
          const logProb = branch.logProb + log(chances[token]!);
          const next = { prompt, answer: [...branch.answer, token], count, logProb };
          if (token === end || next.answer.length >= longest) {
            finished.push({ answer: next.answer, count, logProb });
            continue;
          }
          const taken: number | undefined = left ?? free.pop();
          if (taken === undefined) {
            waiting.push(next);
            continue;
          }
          if (taken !== slot) decoder.fork(slot, taken);
          left = undefined;
          grown.push({ branch: next, slot: taken });
        }
        if (left !== undefined) free.push(left);
      }
      open = [...reading, ...grown];
    }
  }
  return finished;
}

const lengthOf = ({ prompt, answer }: Branch) => prompt.length + answer.length;

/** How often each token comes in so many draws, in the order in which they first came. */
function countsOf(chances: Float32Array, draws: number, rng: Rng): Map<number, number> {
  const reached = new Float64Array(chances.length);
  let total = 0;
  for (let i = 0; i < chances.length; i++) reached[i] = total += chances[i]!;
  const counts = new Map<number, number>();
  for (let draw = 0; draw < draws; draw++) {
    const mark = rng.uniform() * total;
    let [low, high] = [0, reached.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reached[middle]! > mark) high = middle;
      else low = middle + 1;
    }
    counts.set(low, (counts.get(low) ?? 0) + 1);
  }
  return counts;
}

export const drawingTask: Task<Drawing, readonly Wanted[], Drawn[][]> = {
  name: 'draw',
  roles: ['policy'],
  run: (workbench, common, shards) =>
    shards.map((shard) =>
      shard.map(({ prompt, path }) => drawnTo(workbench, common, prompt, createRng(path))),
    ),
};

/** By prompt: its answers at T = 1, like ones counted. */
export function* drawnAnswers(
  team: Team,
  prompts: readonly (readonly number[])[],
  drawing: Drawing,
  rng: Rng,
): Generator<undefined, Drawn[][], undefined> {
  const drawn: Drawn[][] = [];
  for (const some of inBatches(prompts, TOGETHER)) {
    const wanted = some.map((prompt, i) => ({ prompt, path: rng.stream(String(drawn.length + i)).path }));
    drawn.push(...(yield* together(drawingTask, team, drawing, shardsOf(wanted))).flat());
    yield undefined;
  }
  return drawn;
}
