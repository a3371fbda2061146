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
/** Weights of a trained model stay below 10; the square of this one is still a number in float32. */
const LARGEST_WEIGHT = 1e4;
/** Of vocabulary, context, width, layers, heads: so its parameters can be counted exactly. */
const LARGEST_SIZE = 65_536;
/** Characters of a model's name. */
const LONGEST_NAME = 40;
const NO_MODEL = 'this file does not say what model it holds';

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

/**
 * Checks all that a file says, before anything is made of it: a damaged file ends here, and so does one whose maker
 * gave a fitting fingerprint to content that no model could have.
 *
 * @throws CheckpointError
 */
export function readCheckpoint(bytes: Uint8Array): Checkpoint {
  const file = bytes.slice(); // aligned, and the caller's bytes stay as they are
  const [format, version, headerBytes] = new Uint32Array(
    file.buffer,
    0,
    Math.min(HEAD_WORDS, file.length >> 2),
  );
  if (format !== FORMAT) throw new CheckpointError('this file is not a model saved by this course');
  if (version === undefined || headerBytes === undefined) throw new CheckpointError('this file is cut off');
  if (version !== VERSION) {
    throw new CheckpointError(
      `this file has version ${version} of the format; this page reads version ${VERSION}`,
    );
  }
  const start = HEAD_WORDS * 4 + headerBytes;
  const end = file.length - HASH_BYTES;
  if (file.length % 4 !== 0 || end < start) throw new CheckpointError('this file is cut off');
  if (fingerprint(file) !== new TextDecoder().decode(file.subarray(end))) {
    throw new CheckpointError('this file is damaged: its fingerprint does not fit its content');
  }
  if (headerBytes % 4 !== 0) throw new CheckpointError(NO_MODEL);
  const { shape, about } = headerOf(file.subarray(HEAD_WORDS * 4, start));
  const parameters = new Float32Array(file.buffer, start, (end - start) / 4);
  // A shape may claim any size: what it may cost is bounded by what the file really holds.
  if (parameters.length !== parameterCount(shape)) {
    throw new CheckpointError(
      `this file holds ${parameters.length} parameters; a model of its shape has ${parameterCount(shape)}`,
    );
  }
  if (!parameters.every((weight) => Math.abs(weight) <= LARGEST_WEIGHT)) {
    throw new CheckpointError('its weights are no numbers that a model could have');
  }
  return { shape, about, parameters };
}

/** @throws CheckpointError if a checkpoint is not of the shape that is wanted */
export function checkFits({ shape }: Pick<Checkpoint, 'shape'>, wanted: Shape): void {
  for (const [name, value] of Object.entries(wanted) as [keyof Shape, number][]) {
    if (shape[name] !== value) {
      throw new CheckpointError(`the saved model has ${name} ${shape[name]}; the one it is for has ${value}`);
    }
  }
}

/**
 * Sets a model to a checkpoint.
 *
 * @throws CheckpointError if the shapes differ
 */
export function restore(model: Transformer, saved: Checkpoint): void {
  checkFits(saved, model.shape);
  model.kernels.heap.f32.set(saved.parameters, model.parameters.at);
  model.parameters.version += 1;
}

function fingerprint(file: Uint8Array): string {
  return hashWords(new Uint32Array(file.buffer, 0, (file.length - HASH_BYTES) / 4));
}

function headerOf(json: Uint8Array): Pick<Checkpoint, 'shape' | 'about'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(json);
    const header = JSON.parse(text) as { readonly shape: Shape; readonly about: unknown };
    const { vocabulary, context, width, layers, heads } = header.shape;
    const shape = { vocabulary, context, width, layers, heads };
    checkShape(shape);
    const isSane = Object.values(shape).every((size) => size <= LARGEST_SIZE);
    if (isSane && isAbout(header.about)) return { shape, about: header.about };
  } catch {
    // No text, no JSON, no object, or no shape: to the reader it is the same.
  }
  throw new CheckpointError(NO_MODEL);
}

/** A plain object of texts and finite numbers, whose model has a name that can be shown. */
function isAbout(about: unknown): about is Checkpoint['about'] {
  if (typeof about !== 'object' || about === null || Array.isArray(about)) return false;
  const { model } = about as Record<string, unknown>;
  return (
    Object.values(about).every((value) => typeof value === 'string' || Number.isFinite(value)) &&
    (model === undefined || (typeof model === 'string' && model.length <= LONGEST_NAME))
  );
}
