/** Engines side by side: rounds in which each has its turn, so that a noisy machine is as unfair to one as to another. */
import { matrix, multiply } from '../../../sim/kernels/matrix.ts';
import { MLP_FACTOR, trainingFlop } from '../../../sim/model/shape.ts';
import { nodeKernels } from '../../../components/host/node.ts';
import { CASES, type Case } from './cases.ts';
import { availableEngines, stepsPerSecond } from './engines.ts';
import { createPeak } from './peak.ts';

export interface Timing {
  readonly case: string;
  readonly engine: string;
  readonly stepsPerSecond: number;
  readonly gflops: number;
  /** Of the WASM SIMD peak measured in the same rounds, 0–1. */
  readonly shareOfPeak: number;
  /** Steps per second relative to PyTorch in the same rounds, where it is installed. */
  readonly timesPytorch?: number;
}

/** The product of all hidden states with the first matrix of the MLP: (rows, d) · (d, 4d). */
const productFlop = ({ shape: { width, context }, sequences }: Case) =>
  2 * sequences * context * width * MLP_FACTOR * width;

function createProduct({ shape: { width, context }, sequences }: Case): () => void {
  const kernels = nodeKernels();
  const rows = sequences * context;
  const zeros = (r: number, c: number) => matrix(kernels.heap.reserve(r * c), r, c);
  const [a, b, c] = [zeros(rows, width), zeros(width, MLP_FACTOR * width), zeros(rows, MLP_FACTOR * width)];
  return () => multiply(kernels, a, b, c);
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

export interface Effort {
  readonly rounds: number;
  /** A turn, seconds. */
  readonly seconds: number;
}

export async function benchEngine({ rounds, seconds }: Effort): Promise<Timing[]> {
  const engines = await availableEngines();
  const peak = createPeak();
  const timings: Timing[] = [];
  for (const each of CASES) {
    const product = createProduct(each);
    const speeds = new Map<string, number[]>(engines.map(({ name }) => [name, []]));
    const peaks: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      peaks.push(peak(seconds / 4));
      rates.push(await stepsPerSecond(product, seconds / 4));
      for (const engine of engines) speeds.get(engine.name)!.push(await engine.time(each, seconds));
    }
    const flop = trainingFlop(each.shape, each.sequences, each.shape.context);
    const torch = [...speeds].find(([name]) => name.startsWith('pytorch'))?.[1];
    for (const [engine, rates] of speeds) {
      const gflops = rates.map((rate) => (rate * flop) / 1e9);
      timings.push({
        case: each.name,
        engine,
        stepsPerSecond: median(rates),
        gflops: median(gflops),
        shareOfPeak: median(gflops.map((value, round) => value / peaks[round]!)),
        ...(torch && { timesPytorch: median(rates.map((rate, round) => rate / torch[round]!)) }),
      });
    }
    const gflops = rates.map((rate) => (rate * productFlop(each)) / 1e9);
    timings.push({
      case: `${each.name} matmul`,
      engine: 'simd',
      stepsPerSecond: median(rates),
      gflops: median(gflops),
      shareOfPeak: median(gflops.map((value, round) => value / peaks[round]!)),
    });
  }
  return timings;
}
