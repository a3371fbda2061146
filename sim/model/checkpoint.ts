/**
 * A model as a file: the name of the format, its version, the length of a JSON header, the header, the parameters as
 * float32, and a fingerprint of all that. Everything is little-endian.
 */
import { hashWords } from '../hash.ts';
import { checkShape, parameterCount, type Shape } from './shape.ts';
import type { Transformer } from './transformer.ts';

const FORMAT = 0x4d41544c; // "LTAM"
const VERSION = 1;
const HEAD_WORDS = 3;
const HASH_BYTES = 16;

/** A file that is no checkpoint, or a damaged one, or one that does not fit. The message is for the reader. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

export interface Checkpoint {
  readonly shape: Shape;
  /** What the file says of itself: stage, seed, settings. */
  readonly about: Readonly<Record<string, string | number>>;
  readonly parameters: Float32Array;
}

export function checkpointOf(model: Transformer, about: Checkpoint['about']): Checkpoint {
  const { at, count } = model.parameters;
  return { shape: model.shape, about, parameters: model.kernels.heap.f32.slice(at, at + count) };
}

/** A fingerprint of the parameters, 16 hexadecimal digits. */
export function hashOf({ parameters }: Checkpoint): string {
  return hashWords(new Uint32Array(parameters.slice().buffer));
}

export function writeCheckpoint({ shape, about, parameters }: Checkpoint): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ shape, about }));
  const headerBytes = Math.ceil(json.length / 4) * 4;
  const start = HEAD_WORDS * 4 + headerBytes;
  const file = new Uint8Array(start + parameters.byteLength + HASH_BYTES);
  new Uint32Array(file.buffer, 0, HEAD_WORDS).set([FORMAT, VERSION, headerBytes]);
  file.fill(0x20, HEAD_WORDS * 4, start);
  file.set(json, HEAD_WORDS * 4);
  file.set(new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength), start);
  file.set(new TextEncoder().encode(fingerprint(file)), file.length - HASH_BYTES);
  return file;
}

/** @throws CheckpointError */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const file = bytes.slice(); // aligned, and the caller's bytes stay as they are
  const head = new Uint32Array(file.buffer, 0, Math.min(HEAD_WORDS, file.length >> 2));
  if (head[0] !== FORMAT) throw new CheckpointError('this file is not a model saved by this course');
  if (head[1] !== VERSION) {
    throw new CheckpointError(
      `this file has version ${head[1] ?? 0} of the format; this page reads version ${VERSION}`,
    );
  }
  const start = HEAD_WORDS * 4 + head[2]!;
  const end = file.length - HASH_BYTES;
  if (file.length % 4 !== 0 || end < start) throw new CheckpointError('this file is cut off');
  if (fingerprint(file) !== new TextDecoder().decode(file.subarray(end))) {
    throw new CheckpointError('this file is damaged: its fingerprint does not fit its content');
  }
  const { shape, about } = headerOf(file.subarray(HEAD_WORDS * 4, start));
  const parameters = new Float32Array(file.buffer, start, (end - start) / 4);
  if (parameters.length !== parameterCount(shape)) {
    throw new CheckpointError(
      `this file holds ${parameters.length} parameters; a model of its shape has ${parameterCount(shape)}`,
    );
  }
  if (!parameters.every(Number.isFinite)) {
    throw new CheckpointError('this file holds parameters that are not numbers');
  }
  return { shape, about, parameters };
}

/**
 * Sets a model to a checkpoint.
 *
 * @throws CheckpointError if the shapes differ
 */
export function restore(model: Transformer, { shape, parameters }: Checkpoint): void {
  for (const [name, value] of Object.entries(model.shape) as [keyof Shape, number][]) {
    if (shape[name] !== value) {
      throw new CheckpointError(`the saved model has ${name} ${shape[name]}; this one has ${value}`);
    }
  }
  model.kernels.heap.f32.set(parameters, model.parameters.at);
}

function fingerprint(file: Uint8Array): string {
  return hashWords(new Uint32Array(file.buffer, 0, (file.length - HASH_BYTES) / 4));
}

function headerOf(json: Uint8Array): Pick<Checkpoint, 'shape' | 'about'> {
  try {
    const header = JSON.parse(new TextDecoder().decode(json)) as Pick<Checkpoint, 'shape' | 'about'>;
    const { vocabulary, context, width, layers, heads } = header.shape;
    const shape = { vocabulary, context, width, layers, heads };
    checkShape(shape);
    return { shape, about: header.about };
  } catch {
    throw new CheckpointError('this file does not say what model it holds');
  }
}
