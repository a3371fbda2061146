/** Where shards are computed: the models of a stage by their roles. The worker that runs the stage has one, and so has each helper. */
import type { Weights } from '../crew.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { createDecoder, type Decoder } from '../model/decoder.ts';
import type { Shape } from '../model/shape.ts';
import { createTransformer, type Transformer } from '../model/transformer.ts';
import { LARGEST_BATCH } from './batches.ts';

export type Role = 'policy' | 'reference' | 'reward';

export interface Workbench {
  readonly kernels: Kernels;
  /** @throws Error for a role that nobody has here */
  model(role: Role): Transformer;
  decoder(role: Role): Decoder;
}

/** The models of a stage that runs here. */
export function workbenchOf(
  models: Readonly<Partial<Record<Role, Transformer>>>,
  decoders: Readonly<Partial<Record<Role, Decoder>>> = {},
): Workbench {
  const model = (role: Role) => present(models[role], role);
  const { kernels } = Object.values(models)[0]!;
  return { kernels, model, decoder: (role) => present(decoders[role], role) };
}

function present<T>(one: T | undefined, role: Role): T {
  if (!one) throw new Error(`nobody has the role "${role}" here`);
  return one;
}

/** A helper's models: made when their weights come. */
export interface HelperWorkbench extends Workbench {
  /** Takes the weights of an order. */
  load(weights: Weights): void;
}

export function createWorkbench(kernels: Kernels): HelperWorkbench {
  const models = new Map<string, Transformer>();
  const decoders = new Map<string, Decoder>();
  const model = (role: Role) => present(models.get(role), role);
  return {
    kernels,
    model,
    decoder(role) {
      const decoder = decoders.get(role) ?? createDecoder(model(role), LARGEST_BATCH);
      decoders.set(role, decoder);
      return decoder;
    },
    load({ role, shape, values }) {
      let loaded = models.get(role);
      if (!loaded || !isSame(loaded.shape, shape)) {
        loaded = createTransformer(kernels, shape, LARGEST_BATCH);
        models.set(role, loaded);
        decoders.delete(role);
      }
      kernels.heap.f32.set(values, loaded.parameters.at);
    },
  };
}

const isSame = (a: Shape, b: Shape) =>
  a.vocabulary === b.vocabulary &&
  a.context === b.context &&
  a.width === b.width &&
  a.layers === b.layers &&
  a.heads === b.heads;
