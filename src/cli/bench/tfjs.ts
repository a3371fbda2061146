/** One training step of the same transformer in TensorFlow.js. */
import type { Case } from './cases.ts';

/** The part of TensorFlow.js that is used; the package is not a dependency, so its types are not there. */
interface Tensor {
  add(other: Tensor): Tensor;
  mul(other: Tensor | number): Tensor;
  square(): Tensor;
  mean(axis?: number, keepDims?: boolean): Tensor;
  rsqrt(): Tensor;
  relu(): Tensor;
  softmax(): Tensor;
  matMul(other: Tensor, turnThis?: boolean, turnOther?: boolean): Tensor;
  reshape(shape: readonly number[]): Tensor;
  transpose(axes: readonly number[]): Tensor;
  asScalar(): Tensor;
  dispose(): void;
}
export interface Tf {
  setBackend(name: string): Promise<boolean>;
  variable(tensor: Tensor): Tensor;
  randomNormal(shape: readonly number[], mean: number, deviation: number): Tensor;
  tensor1d(values: readonly number[], type: string): Tensor;
  tensor(values: readonly number[], shape: readonly number[]): Tensor;
  split(tensor: Tensor, parts: number, axis: number): Tensor[];
  oneHot(ids: Tensor, depth: number): Tensor;
  losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  train: {
    adam(
      rate: number,
      beta1: number,
      beta2: number,
    ): { minimize(f: () => Tensor, returnCost: boolean): Tensor };
  };
  tidy<T>(f: () => T): T;
}

export function tfjsStep(tf: Tf, { shape, sequences: B }: Case): () => Promise<unknown> {
  const { vocabulary: V, context: T, width: D, layers: L, heads: H } = shape;
  const matrix = (...sizes: number[]) => tf.variable(tf.randomNormal(sizes, 0, 1 / Math.sqrt(sizes[0]!)));
  const [tokens, positions, head] = [matrix(V, D), matrix(T, D), matrix(D, V)];
  const layers = Array.from({ length: L }, () => ({
    qkv: matrix(D, 3 * D),
    out: matrix(D, D),
    up: matrix(D, 4 * D),
    down: matrix(4 * D, D),
  }));
  const optimiser = tf.train.adam(1e-3, 0.9, 0.995);
  const random = (n: number) => Array.from({ length: n }, (_, i) => (i * 7919) % V);
  // Its WebAssembly backend has no way back through `gather`: the table is read by a matrix product.
  const ids = tf.oneHot(tf.tensor1d(random(B * T), 'int32'), V);
  const targets = tf.oneHot(tf.tensor1d(random(B * T + 1).slice(1), 'int32'), V);
  const mask = tf.tensor(
    Array.from({ length: T * T }, (_, i) => (i % T > Math.floor(i / T) ? -1e9 : 0)),
    [1, 1, T, T],
  );
  const norm = (x: Tensor) => x.mul(x.square().mean(-1, true).rsqrt());
  const loss = () => {
    let x = ids
      .matMul(tokens)
      .reshape([B, T, D])
      .add(positions)
      .reshape([B * T, D]);
    for (const { qkv, out, up, down } of layers) {
      const [q, k, v] = tf
        .split(norm(x).matMul(qkv), 3, 1)
        .map((part) => part.reshape([B, T, H, D / H]).transpose([0, 2, 1, 3])) as [Tensor, Tensor, Tensor];
      const scores = q.matMul(k, false, true).mul(1 / Math.sqrt(D / H));
      const attended = scores.add(mask).softmax().matMul(v).transpose([0, 2, 1, 3]);
      x = x.add(attended.reshape([B * T, D]).matMul(out));
      x = x.add(norm(x).matMul(up).relu().square().matMul(down));
    }
    return tf.losses.softmaxCrossEntropy(targets, norm(x).matMul(head)).asScalar();
  };
  return () => {
    tf.tidy(() => {
      optimiser.minimize(loss, false);
    });
    return Promise.resolve();
  };
}
