/**
 * A model in the safetensors format (github.com/huggingface/safetensors): the length of a JSON header as a little-endian
 * 64-bit number, the header, which says of each tensor its type, its shape and where its bytes begin and end, and the
 * bytes.
 */
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import { MLP_FACTOR, type Shape } from '../../../sim/model/shape.ts';

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The tensors of a model in the order of its parameters; a matrix has a row for each number that it reads. */
export function tensorsOf({ vocabulary, context, width, layers }: Shape): Tensor[] {
  return [
    { name: 'tokens', shape: [vocabulary, width] },
    { name: 'positions', shape: [context, width] },
    ...Array.from({ length: layers }, (_, layer) => [
      { name: `layer${layer}.qkv`, shape: [width, 3 * width] },
      { name: `layer${layer}.attentionOut`, shape: [width, width] },
      { name: `layer${layer}.up`, shape: [width, MLP_FACTOR * width] },
      { name: `layer${layer}.down`, shape: [MLP_FACTOR * width, width] },
    ]).flat(),
    { name: 'head', shape: [width, vocabulary] },
    { name: 'scalarHead', shape: [width, 1] },
    { name: 'scalarBias', shape: [1, 1] },
  ];
}

const sizeOf = ({ shape }: Tensor) => shape.reduce((product, size) => product * size, 1);

/** Each tensor with its numbers. */
export function splitBy(
  tensors: readonly Tensor[],
  numbers: Float32Array,
): { readonly tensor: Tensor; readonly from: number; readonly values: Float32Array }[] {
  let next = 0;
  return tensors.map((tensor) => {
    const from = next;
    next += sizeOf(tensor);
    return { tensor, from, values: numbers.subarray(from, next) };
  });
}

/** The data begin at a multiple of so many bytes, so that a reader may look at them in place. */
const ALIGNED = 8;
const LENGTH_BYTES = 8;

/** @param about texts, as the format wants them */
export function writeSafetensors(
  { shape, parameters }: Checkpoint,
  about: Readonly<Record<string, string>>,
): Uint8Array {
  const bytes = Float32Array.BYTES_PER_ELEMENT;
  const entries = splitBy(tensorsOf(shape), parameters).map(({ tensor, from, values }) => [
    tensor.name,
    { dtype: 'F32', shape: tensor.shape, data_offsets: [from * bytes, (from + values.length) * bytes] },
  ]);
  const json = JSON.stringify({ __metadata__: about, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json);
  const padded = Math.ceil(header.length / ALIGNED) * ALIGNED;
  const file = new Uint8Array(LENGTH_BYTES + padded + parameters.byteLength);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(header, LENGTH_BYTES);
  parameters.forEach((value, i) => view.setFloat32(LENGTH_BYTES + padded + i * bytes, value, true));
  return file;
}
