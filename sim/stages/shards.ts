/** Batches in shards: how they are cut, and how what they give is put together. */
import { SHARDS, type Crew, type Order, type Portion } from '../crew.ts';
import { reserveParameters, type Parameters } from '../model/parameters.ts';
import type { Part, Transformer } from '../model/transformer.ts';
import type { Workbench, Role } from './workbench.ts';

/** Neighbouring items, in as many groups as there are shards: of one size as nearly as can be, the last ones larger. */
export function shardsOf<T>(items: readonly T[]): T[][] {
  const cut = (shard: number) => Math.floor((shard * items.length) / SHARDS);
  return Array.from({ length: SHARDS }, (_, shard) => items.slice(cut(shard), cut(shard + 1)));
}

/**
 * Work on shards that any worker can do: pure, but for the models of the workbench on which it is done.
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
  run(workbench: Workbench, common: C, inputs: readonly I[]): O[];
}

/** Who computes, and on which models. */
export interface Team {
  readonly workbench: Workbench;
  readonly crew: Crew;
}

const slotsKept = new WeakMap<Transformer, Parameters[]>();

/** Gradients of a model, one for each shard. */
function slotsOf(model: Transformer): readonly Parameters[] {
  let kept = slotsKept.get(model);
  if (!kept) {
    kept = Array.from({ length: SHARDS }, () => reserveParameters(model.kernels, model.shape));
    slotsKept.set(model, kept);
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

/** Adds sums up as a balanced tree, always the same one; returns where the whole stands: in place of the first of them. */
function addUp(model: Transformer, sums: ReadonlyMap<number, Sum>, size: number): number {
  const { kernels, parameters } = model;
  const add = (first: number, wanted: number): number => {
    const given = sums.get(first);
    if (given?.size === wanted) return given.at;
    const [left, right] = [add(first, wanted / 2), add(first + wanted / 2, wanted / 2)];
    kernels.add(left, right, left, parameters.count);
    return left;
  };
  return add(0, size);
}

/**
 * Computes some shards here.
 *
 * @param shards neighbours, and as many as a branch of the tree has: 1, 2 or all
 * @returns with their gradient, unless they are all shards: then it stands in the model
 */
export function portionOf<C, I, O>(
  task: Task<C, I, O>,
  workbench: Workbench,
  { common, inputs }: { readonly common: C; readonly inputs: readonly I[] },
  shards: readonly number[],
): Portion {
  const outputs = task.run(workbench, common, inputs);
  if (!task.trains) return { shards, outputs };
  const model = workbench.model(task.trains);
  const { kernels, gradients } = model;
  const slots = slotsOf(model).map(({ at }) => at) as [number, number, number, number];
  if (shards.length === SHARDS) {
    // The same tree in one pass: a worker that is alone does this at every step.
    kernels.addFour(...slots, gradients.at, gradients.count);
    return { shards, outputs };
  }
  const sum = addUp(model, new Map(shards.map((_, i) => [i, { at: slots[i]!, size: 1 }])), shards.length);
  return { shards, outputs, gradient: kernels.heap.f32.slice(sum, sum + gradients.count) };
}

/** All shards of a batch, whoever computes them; the gradient then stands in the model that the task trains. */
export function* together<C, I, O>(
  task: Task<C, I, O>,
  { workbench, crew }: Team,
  common: C,
  inputs: readonly I[],
): Generator<undefined, O[], undefined> {
  const order: Order = {
    task: task.name,
    weights: task.roles.map((role) => weightsOf(workbench, role)),
    common,
    inputs,
  };
  const ticket = crew.start(order, (shards) =>
    portionOf(task, workbench, { common, inputs: shards.map((shard) => inputs[shard]!) }, shards),
  );
  while (!ticket.portions) yield undefined;
  const { portions } = ticket;
  if (task.trains && portions.length > 1) gather(workbench.model(task.trains), portions);
  return portions.flatMap(({ outputs }) => outputs as readonly O[]);
}

function weightsOf(workbench: Workbench, role: Role) {
  const { shape, parameters } = workbench.model(role);
  const { at, count, version } = parameters;
  return { role, shape, version, values: workbench.kernels.heap.f32.subarray(at, at + count) };
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
  const sum = addUp(model, sums, SHARDS);
  f32.copyWithin(model.gradients.at, sum, sum + model.gradients.count);
}

/** What comes of work that one worker does alone: nothing is waited for. */
export function atOnce<T>(work: Generator<unknown, T, undefined>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
