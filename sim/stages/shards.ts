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
  /** The model whose gradient it leaves in the slots of `partsOf`, if it does. */
  readonly trains?: Role;
  /**
   * Each of these shards on its own, as to the bits; they may be computed together.
   *
   * @param first the number of the first of them
   */
  run(workbench: Workbench, common: C, inputs: readonly I[], first: number): O[];
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

/**
 * Parts of a batch, a shard each, whose gradients begin at 0.
 *
 * @param first the number of the first shard: each has a slot of its own, and those of others are left alone
 */
export function partsOf(model: Transformer, sequences: readonly number[], first: number): Part[] {
  const reserved = slotsOf(model);
  const { f32 } = model.kernels.heap; // only now: to reserve moves the heap
  return sequences.map((count, i) => {
    const gradients = reserved[first + i]!;
    f32.fill(0, gradients.at, gradients.at + gradients.count);
    return { sequences: count, gradients };
  });
}

/**
 * Adds the slots of neighbouring shards up in place, as a balanced tree, always the same one.
 *
 * @param ready sums that stand already in the slot of their first shard: over how many
 * @returns where the sum stands
 */
function addUp(model: Transformer, first: number, size: number, ready: ReadonlyMap<number, number>): number {
  const { at, count } = slotsOf(model)[first]!;
  if (size === 1 || ready.get(first) === size) return at;
  const half = size / 2;
  const [left, right] = [addUp(model, first, half, ready), addUp(model, first + half, half, ready)];
  model.kernels.add(left, right, left, count);
  return left;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** Does a helper's share of some work. @param vessel for the gradient, if the task trains: (parameters) */
export function portionOf<C, I, O>(
  task: Task<C, I, O>,
  workbench: Workbench,
  { common, inputs }: { readonly common: C; readonly inputs: readonly I[] },
  shards: readonly number[],
  vessel?: Float32Array,
): Portion {
  const outputs = task.run(workbench, common, inputs, shards[0]!);
  if (!task.trains) return { shards, outputs };
  const model = workbench.model(task.trains);
  const { count } = model.parameters;
  const sum = addUp(model, shards[0]!, shards.length, NONE);
  const gradient = vessel ?? new Float32Array(count);
  gradient.set(model.kernels.heap.f32.subarray(sum, sum + count));
  return { shards, outputs, gradient };
}

/** All shards of a batch, whoever computes them; the gradient then stands in the model that the task trains. */
export function* together<C, I, O>(
  task: Task<C, I, O>,
  { workbench, crew }: Team,
  common: C,
  inputs: readonly I[],
): Generator<undefined, O[], undefined> {
  const { name, roles, trains } = task;
  const weights = roles.map((role) => weightsOf(workbench, role));
  const order: Order = { task: name, weights, ...(trains && { trains }), common, inputs };
  const ticket = crew.start(order, (shards) => {
    const own = shards.map((shard) => inputs[shard]!);
    return { shards, outputs: task.run(workbench, common, own, shards[0]!) };
  });
  while (!ticket.portions) yield undefined;
  if (trains) gather(workbench.model(trains), ticket.portions);
  return ticket.portions.flatMap(({ outputs }) => outputs as readonly O[]);
}

function weightsOf(workbench: Workbench, role: Role) {
  const { shape, parameters } = workbench.model(role);
  const { at, count, version } = parameters;
  return { role, shape, version, values: workbench.kernels.heap.f32.subarray(at, at + count) };
}

/** The gradients of all shards, added up in the model: those of this worker from their slots, the others as they came. */
function gather(model: Transformer, portions: readonly Portion[]): void {
  const { kernels, gradients } = model;
  const slots = slotsOf(model).map(({ at }) => at) as [number, number, number, number];
  const came = portions.filter(({ gradient }) => gradient !== undefined);
  if (came.length === 0) {
    // The same tree in one pass: a worker that is alone does this at every step.
    kernels.addFour(...slots, gradients.at, gradients.count);
    return;
  }
  for (const { shards, gradient } of came) kernels.heap.f32.set(gradient!, slots[shards[0]!]);
  const ready = new Map(came.map(({ shards }) => [shards[0]!, shards.length]));
  const half = SHARDS / 2;
  const [left, right] = [addUp(model, 0, half, ready), addUp(model, half, half, ready)];
  kernels.add(left, right, gradients.at, gradients.count);
}

/** What comes of work that one worker does alone: nothing is waited for. */
export function atOnce<T>(work: Generator<unknown, T, undefined>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
