/**
 * The workers of one run, seen from the one that runs it: shards are handed out, those of the lead are computed at once,
 * and those of a helper that has failed, when the answers are collected. What comes out never depends on any of this.
 */
import { SHARDS, type Crew, type Order, type Portion, type Ticket } from '../../../sim/crew.ts';
import { createGate } from './gate.ts';
import type { Asked, Helper } from './helper.ts';
import type { Helpers } from './helpers.ts';
import type { Clock } from './messages.ts';
import type { Pace, Turn } from './pace.ts';
import { sharesOf, sizesUpTo } from './shares.ts';
import { createTimes, type CrewTimes } from './times.ts';

/** Shorter runs are over before a helper could help. */
const LASTING_MS = 250;
/** A helper may take so many times as long as the lead, and never less than this: other programs run too. */
const PATIENCE = 20;
const PATIENCE_MS = 1000;
/** What has come by then, while this worker was busy, is heard first. */
const GRACE_MS = 100;

export interface CrewOptions {
  /** So many, whether they win or not; undefined: as many as pay. */
  readonly workers?: number | undefined;
  /** As many at most, where what pays decides. */
  readonly most: number;
  /** The run computes in plain TypeScript: the helpers do too. */
  readonly plain: boolean;
}

export interface RunCrew extends Crew {
  /** Resolves when the helpers that were asked for are there, or will not come. */
  ready(): Promise<void>;
  /** While helpers compute: resolves when the run can go on. */
  waiting(): Promise<void> | undefined;
  /** How many workers most of the time was spent with, so far. */
  used(): number;
  /** Where the time went, so far. */
  times(): CrewTimes;
  /** The run is over. A helper that still computes for it is ended. */
  end(): void;
}

interface Duty {
  readonly helper: Helper;
  readonly asked: Asked;
}

/** An order whose answers are not all there. */
interface Pending {
  readonly duties: readonly Duty[];
  callOff(): void;
}

const isOpen = ({ asked }: Duty) => asked.state === 'open';

/** Whether it could stand in the place of the lead's own: another kind of thing would end the run. */
const isLike = (output: unknown, own: unknown) =>
  typeof output === typeof own &&
  (output === null) === (own === null) &&
  Array.isArray(output) === Array.isArray(own) &&
  (typeof output !== 'number' || Number.isFinite(output));

/** One that is not all numbers is computed again here: where training diverges, the same comes out. */
function isAllNumbers(gradient: Float32Array): boolean {
  let sum = 0; // of float32 in float64: it does not overflow
  for (const slope of gradient) sum += slope;
  return Number.isFinite(sum);
}

/**
 * Whether it is what a helper was asked for, as far as the lead's own portion of the same order tells. That its numbers
 * are the right ones is not checked: a helper runs the same program.
 *
 * @param parameters length of the gradient that is wanted; 0 where none is
 */
function isPortion(
  answer: unknown,
  shards: readonly number[],
  parameters: number,
  own: Portion,
): answer is Portion {
  if (typeof answer !== 'object' || answer === null) return false;
  const portion: Partial<Record<keyof Portion, unknown>> = answer;
  const { gradient, outputs } = portion;
  return (
    Array.isArray(portion.shards) &&
    portion.shards.join() === shards.join() &&
    Array.isArray(outputs) &&
    outputs.length === shards.length &&
    outputs.every((output) => isLike(output, own.outputs[0])) &&
    (parameters === 0
      ? gradient === undefined
      : gradient instanceof Float32Array && gradient.length === parameters && isAllNumbers(gradient))
  );
}

export function createCrew(
  helpers: Helpers,
  pace: Pace,
  clock: Clock,
  { workers, most, plain }: CrewOptions,
): RunCrew {
  const created = clock.now();
  /** How many helpers at most. */
  const wanted = (workers === undefined ? sizesUpTo(most).at(-1)! : Math.min(SHARDS, workers)) - 1;
  const pending = new Set<Pending>();
  const spent = new Map<number, number>();
  const timed = createTimes(clock);
  let begun = false;
  let ended = false;
  const answers = createGate();
  const arrivals = createGate();

  const changed = () => {
    for (const each of pending) {
      if (each.duties.some(isOpen)) continue;
      each.callOff();
      pending.delete(each);
      answers.open();
    }
    arrivals.open();
  };

  const isOver = () => ended;
  const begin = () => {
    begun = true;
    if (wanted === 0) return;
    helpers.listen(changed);
    pace.begin();
    // By timing, one first: a browser may report more cores than there are, and each start takes time from the lead.
    helpers.begin(workers === undefined ? 1 : wanted, plain);
  };
  if (workers !== undefined) begin();

  const turnOf = (task: string, there: number): Turn => {
    if (workers !== undefined) return { size: there, proven: false, took: () => undefined };
    const turn = pace.turn(task, sizesUpTo(there));
    // A second worker wins: perhaps more do.
    if (turn.proven && turn.size === 2 && there === 2) helpers.want(wanted);
    return turn;
  };

  const patience = (duties: readonly Duty[], milliseconds: number) => {
    let callOff = clock.after(Math.max(PATIENCE_MS, PATIENCE * milliseconds), () => {
      callOff = clock.after(GRACE_MS, () => {
        for (const duty of duties) if (isOpen(duty)) duty.helper.drop();
      });
    });
    return () => callOff();
  };

  return {
    times: timed.sum,
    get size() {
      return Math.min(wanted, helpers.ready().length) + 1;
    },
    start(order: Order, compute): Ticket {
      const started = clock.now();
      const here = timed.of(compute);
      if (!begun && started - created >= LASTING_MS) begin();
      const there = begun ? helpers.ready().slice(0, wanted) : [];
      const turn = turnOf(order.task, there.length + 1);
      const [own, ...others] = sharesOf(turn.size);
      const duties = others.map((shards, i): Duty => {
        const helper = there[i]!;
        return { helper, asked: helper.ask(order, shards) };
      });
      const trained = order.weights.find(({ role }) => role === order.trains);
      const parameters = trained?.values.length ?? 0; // now: what is computed here may move the heap
      const mine = here(own!);
      if (duties.some(isOpen)) {
        pending.add({ duties, callOff: patience(duties, clock.now() - started) });
      }

      let portions: readonly Portion[] | undefined;
      /** An answer that is none costs its helper the place; its shards are computed here. */
      const collect = () => {
        const others = duties.map(({ helper, asked: { answer, shards } }) => {
          if (isPortion(answer, shards, parameters, mine)) return answer;
          helper.drop();
          return here(shards);
        });
        const milliseconds = clock.now() - started;
        // Who has failed to do its share has not computed.
        const size = 1 + duties.filter(({ helper }) => helper.state !== 'lost').length;
        spent.set(size, (spent.get(size) ?? 0) + milliseconds);
        timed.ended(size);
        if (size === turn.size) turn.took(milliseconds);
        return [mine, ...others];
      };
      return {
        get portions() {
          if (!portions && !duties.some(isOpen)) portions = collect();
          return portions;
        },
      };
    },
    async ready() {
      if (workers === undefined) return;
      while (!isOver() && helpers.starting()) await arrivals.wait();
    },
    waiting: () => (ended || pending.size === 0 ? undefined : answers.wait()),
    used() {
      let longest = 1;
      for (const [size, time] of spent) if (time > (spent.get(longest) ?? 0)) longest = size;
      return longest;
    },
    end() {
      if (ended) return;
      ended = true;
      if (begun && wanted > 0) helpers.rest();
      for (const { duties, callOff } of pending) {
        callOff();
        for (const duty of duties) if (isOpen(duty)) duty.helper.drop();
      }
      pending.clear();
      answers.open();
      arrivals.open();
    },
  };
}
