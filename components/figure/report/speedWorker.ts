/** Measures off the main thread, so that the page does not stand still meanwhile and does not disturb the clock. */
import { kernelsHere } from '../../host/browserKernels.ts';
import { modelHere } from '../../host/browserModels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import { speedOf, type Speed } from './speed.ts';

/** The model of a run; without one, the PPO model of the course. */
export interface ToSpeed {
  readonly trained: Checkpoint | undefined;
}

export type FromSpeed =
  | ({
      readonly type: 'speed';
      readonly kind: string;
      readonly width: number;
      readonly layers: number;
    } & Speed)
  | { readonly type: 'failed'; readonly reason: string };

async function measure({ trained }: ToSpeed): Promise<FromSpeed> {
  const { kind, kernels } = await kernelsHere();
  const model = trained ?? (await modelHere('ppo'));
  const { width, layers } = model.shape;
  return { type: 'speed', kind, width, layers, ...speedOf(kernels(), model, () => performance.now()) };
}

self.onmessage = ({ data }: MessageEvent<ToSpeed>) => {
  void measure(data)
    .catch((error: unknown): FromSpeed => ({
      type: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }))
    .then((answer) => self.postMessage(answer));
};
