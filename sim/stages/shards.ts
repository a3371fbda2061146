/** Batches in shards: how they are cut, and how what they give is put together. */
import { SHARDS, type Crew, type Order, type Portion } from '../crew.ts';
import type { Parameters } from '../model/parameters.ts';
import { reserveParameters } from '../model/parameters.ts';
import type { Part, Transformer } from '../model/transformer.ts';
import type { Bench, Role } from './bench.ts';

/** Neighbouring items, in as many groups as there are shards: of one size as nearly as can be, the last ones larger. */
export function shardsOf<T>(items: readonly T[]): T[][] {
  const cut = (shard: number) => Math.floor((shard * items.length) / SHARDS);
  return Array.from({ length: SHARDS }, (_, shard) => items.slice(cut(shard), cut(shard + 1)));
}

/**
 * Work on shards that any worker can do: pure, but for the models of the bench on which it is done.
 *
 * @typeParam C what all shards need alike; @typeParam I what each shard has of its own; @typeParam O what comes of it.
 *   All three are plain data, which can be posted.
 */
export interface Task<C, I, O> {
  readonly name: string;
  /** Whose weights it reads. */
  readonly roles: readonly Role[];
  /** The model whose gradient it leaves in the slots of `partsOf`, if it does: shard i of those given in slot i. */
  readonly trains?: Role;
  /** Each of these shards on its own, as to the bits; they may be computed together. */
  run(bench: Bench, common: C, inputs: readonly I[]): O[];
}

/** Who computes, and on which models. */
export interface Team {
  readonly bench: Bench;
  readonly crew: Crew;
}

const slots = new WeakMap<Transformer, Parameters[]>();

/** Gradients of a model, one for each shard. */
function slotsOf(model: Transformer): readonly Parameters[] {
  let kept = slots.get(model);
  if (!kept) {
    kept = Array.from({ length: SHARDS }, () => reserveParameters(model.kernels, model.shape));
    slots.set(model, kept);
  }
  return kept;
}

/** Parts of a batch, a shard each, whose gradients begin at 0. */
export function partsOf(model: Transformer, sequences: readonly number[]): Part[] {
  const reserved = slotsOf(model);
  const { f32 } = model.kernels.heap; // only now: to reserve moves the heap
  return sequences.map((count, shard) => {
    const gradients = reserved[shard]!;
    f32.fill(0, gradients.at, gradients.at + gradients.count);
    return { sequences: count, gradients };
  });
}

/** A sum over neighbouring shards: where it lies, and over how many. */
interface Sum {
  readonly at: number;
  readonly size: number;
}

/**
 * Adds sums up as a balanced tree, always the same one.
 *
 * @param to where the whole is to stand; if left out, in place of the first of them
 * @returns where the whole stands
 */
function addUp(model: Transformer, sums: ReadonlyMap<number, Sum>, size: number, to?: number): number {
  const { kernels, parameters } = model;
  const add = (first: number, wanted: number, to?: number): number => {
    const given = sums.get(first);
    if (given?.size === wanted) return given.at;
    const half = wanted / 2;
    const leaves = [0, 1, 2, 3].map((i) => sums.get(first + i));
    if (wanted === 4 && leaves.every((leaf) => leaf?.size === 1)) {
      // The same tree in one pass: a worker that is alone does this at every step.
      const [a, b, c, d] = leaves.map((leaf) => leaf!.at) as [number, number, number, number];
      kernels.addFour(a, b, c, d, to ?? a, parameters.count);
      return to ?? a;
    }
    const [left, right] = [add(first, half), add(first + half, half)];
    kernels.add(left, right, to ?? left, parameters.count);
    return to ?? left;
  };
  return add(0, size, to);
}

/**
 * Computes some shards here.
 *
 * @param shards neighbours, and as many as a branch of the tree has: 1, 2 or all
 * @returns with their gradient, unless they are all shards: then it stands in the model
 */
export function portionOf<C, I, O>(
  task: Task<C, I, O>,
  bench: Bench,
  { common, inputs }: { readonly common: C; readonly inputs: readonly I[] },
  shards: readonly number[],
): Portion {
  const outputs = task.run(bench, common, inputs);
  if (!task.trains) return { shards, outputs };
  const model = bench.model(task.trains);
  const { f32 } = model.kernels.heap;
  const { at: whole, count } = model.gradients;
  const sums = new Map(shards.map((_, i) => [i, { at: slotsOf(model)[i]!.at, size: 1 }]));
  if (shards.length === SHARDS) {
    addUp(model, sums, SHARDS, whole);
    return { shards, outputs };
  }
  const sum = addUp(model, sums, shards.length);
  return { shards, outputs, gradient: f32.slice(sum, sum + count) };
}

/** All shards of a batch, whoever computes them; the gradient then stands in the model that the task trains. */
export function* together<C, I, O>(
  task: Task<C, I, O>,
  { bench, crew }: Team,
  common: C,
  inputs: readonly I[],
): Generator<undefined, O[], undefined> {
  const order: Order = {
    task: task.name,
    weights: task.roles.map((role) => weightsOf(bench, role)),
    common,
    inputs,
  };
  const ticket = crew.start(order, (shards) =>
    portionOf(task, bench, { common, inputs: shards.map((shard) => inputs[shard]!) }, shards),
  );
  while (!ticket.portions) yield undefined;
  const { portions } = ticket;
  if (task.trains && portions.length > 1) gather(bench.model(task.trains), portions);
  return portions.flatMap(({ outputs }) => outputs as readonly O[]);
}

function weightsOf(bench: Bench, role: Role) {
  const { shape, parameters } = bench.model(role);
  const { at, count, version } = parameters;
  return { role, shape, version, values: bench.kernels.heap.f32.subarray(at, at + count) };
}

/** The gradients of all portions, added up in the model. */
function gather(model: Transformer, portions: readonly Portion[]): void {
  const { f32 } = model.kernels.heap;
  const sums = new Map<number, Sum>();
  for (const { shards, gradient } of portions) {
    const { at } = slotsOf(model)[shards[0]!]!;
    f32.set(gradient!, at);
    sums.set(shards[0]!, { at, size: shards.length });
  }
  addUp(model, sums, SHARDS, model.gradients.at);
}

/** What comes of work that one worker does alone: nothing is waited for. */
export function atOnce<T>(work: Generator<unknown, T, undefined>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
