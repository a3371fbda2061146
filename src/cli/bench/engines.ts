/** The engines that are compared: each makes training steps of one case for some time and says how many a second. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { plainKernels, type Kernels } from '../../../sim/kernels/kernels.ts';
import { createAdamW } from '../../../sim/model/adamW.ts';
import { initialise } from '../../../sim/model/parameters.ts';
import { createTransformer } from '../../../sim/model/transformer.ts';
import { createRng } from '../../../sim/rng.ts';
import { nodeKernels } from '../../../components/host/node.ts';
import type { Case } from './cases.ts';
import { tfjsStep, type Tf } from './tfjs.ts';

export interface Engine {
  readonly name: string;
  /** Training steps per second, over about `seconds`. */
  time(of: Case, seconds: number): Promise<number>;
}

export async function stepsPerSecond(step: () => unknown, seconds: number): Promise<number> {
  const started = performance.now();
  let steps = 0;
  let passed: number;
  do {
    await step();
    steps += 1;
    passed = (performance.now() - started) / 1000;
  } while (passed < seconds);
  return steps / passed;
}

function ours(name: string, create: () => Kernels): Engine {
  const ready = new Map<string, () => void>();
  const stepOf = ({ name: id, shape, sequences }: Case) => {
    const known = ready.get(id);
    if (known) return known;
    const model = createTransformer(create(), shape, sequences);
    initialise(model.kernels, model.parameters, createRng(1));
    const optimiser = createAdamW(model);
    const rows = sequences * shape.context;
    const rng = createRng('tokens');
    const tokens = Int32Array.from({ length: rows }, () => rng.integer(shape.vocabulary));
    const targets = Int32Array.from({ length: rows }, () => rng.integer(shape.vocabulary));
    const weights = new Float32Array(rows).fill(1 / rows);
    const starts = Int32Array.from({ length: sequences + 1 }, (_, s) => s * shape.context);
    const predicting = Int32Array.from({ length: rows }, (_, row) => row);
    const step = () => {
      model.zeroGradients();
      const pass = model.forward({ tokens, starts, predicting });
      model.crossEntropy(targets, weights);
      model.backward(pass, { logits: true });
      optimiser.step(1e-3);
    };
    for (let i = 0; i < 3; i++) step();
    ready.set(id, step);
    return step;
  };
  return { name, time: (of, seconds) => stepsPerSecond(stepOf(of), seconds) };
}

/** TensorFlow.js, if `BENCH_PEERS` (or the project) has it installed: a peer of the benchmark, never of the site. */
async function tfjs(): Promise<Engine | undefined> {
  try {
    const peers = createRequire(join(resolve(process.env['BENCH_PEERS'] ?? '.'), 'package.json'));
    const tf = peers('@tensorflow/tfjs') as Tf;
    const wasm = peers('@tensorflow/tfjs-backend-wasm') as {
      setThreadsCount(n: number): void;
      setWasmPaths(path: string): void;
    };
    wasm.setWasmPaths(join(peers.resolve('@tensorflow/tfjs-backend-wasm'), '..', '/'));
    wasm.setThreadsCount(1);
    await tf.setBackend('wasm');
    const ready = new Map<string, () => Promise<unknown>>();
    return {
      name: 'tfjs-wasm',
      async time(of, seconds) {
        const step = ready.get(of.name) ?? tfjsStep(tf, of);
        if (!ready.has(of.name)) await step();
        ready.set(of.name, step);
        return stepsPerSecond(step, seconds);
      },
    };
  } catch {
    return undefined;
  }
}

/** PyTorch on one thread, if Python has it. */
function pytorch(): Engine | undefined {
  const script = join(import.meta.dirname, 'pytorch.py');
  const run = (...args: string[]) =>
    spawnSync(process.env['PYTHON'] ?? 'python3', [script, ...args], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
    });
  const { status, stdout } = run('--blas');
  if (status !== 0) return undefined;
  if (!stdout.includes('openblas')) {
    console.error(
      'PyTorch has no OpenBLAS here: its matrix products are many times slower than they could be.',
    );
  }
  return {
    name: 'pytorch',
    time({ shape, sequences }, seconds) {
      const { vocabulary, context, width, layers, heads } = shape;
      const sizes = [vocabulary, context, width, layers, heads, sequences].map(String);
      const timed = run(...sizes, String(seconds));
      if (timed.status !== 0) throw new Error(`pytorch.py: ${timed.stderr}`);
      return Promise.resolve(Number(timed.stdout));
    },
  };
}

/** Ours always; peers where they are installed. */
export async function availableEngines(): Promise<Engine[]> {
  const peers = [await tfjs(), pytorch()].filter((engine) => engine !== undefined);
  return [ours('simd', nodeKernels), ours('plain', plainKernels), ...peers];
}
