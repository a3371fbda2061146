/** Whatever happens to a model's file, reading it ends in a model that could be or in words for the reader. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashWords } from '../../sim/hash.ts';
import {
  CheckpointError,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../sim/model/checkpoint.ts';
import { parameterCount } from '../../sim/model/shape.ts';

const shape = { vocabulary: 5, context: 7, width: 4, layers: 1, heads: 2 };
const saved: Checkpoint = {
  shape,
  about: { model: 'base', seed: 7 },
  parameters: Float32Array.from({ length: parameterCount(shape) }, (_, i) => Math.sin(i)),
};
const file = writeCheckpoint(saved);
const headerEnd = 12 + new Uint32Array(file.buffer, 8, 1)[0]!;

interface Mutant {
  readonly bytes: Uint8Array;
  /** Its maker gave it a fingerprint that fits: only the content can tell. */
  readonly mended: boolean;
}

function mend(bytes: Uint8Array): Mutant {
  const end = bytes.length - 16;
  if (end < 0 || bytes.length % 4 !== 0) return { bytes, mended: false };
  const mended = bytes.slice();
  mended.set(new TextEncoder().encode(hashWords(new Uint32Array(mended.buffer, 0, end / 4))), end);
  return { bytes: mended, mended: true };
}

const place = fc.oneof(fc.nat(headerEnd - 1), fc.nat(file.length - 1));
const flipped = fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 4 }).map((flips) => {
  const bytes = file.slice();
  for (const [at, bit] of flips) bytes[at]! ^= 1 << bit;
  return bytes;
});
const cut = fc.nat(file.length - 1).map((length) => file.slice(0, length));
const spliced = fc
  .tuple(place, fc.nat(64), fc.uint8Array({ maxLength: 64 }))
  .map(([at, gone, put]) => Uint8Array.from([...file.subarray(0, at), ...put, ...file.subarray(at + gone)]));

/** A header with another value, or none, at one place. */
const headers = fc
  .tuple(
    fc.constantFrom('shape', 'about', ...Object.keys(shape).map((name) => `shape.${name}`), 'about.model', 'about.seed', 'about.__proto__'), // prettier-ignore
    fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.nat(20), fc.constantFrom('base', 4, 1e300, -1, 1.5)),
  )
  .map(([path, value]) => {
    const header = structuredClone({ shape: saved.shape, about: saved.about }) as Record<string, unknown>;
    const [outer, inner] = path.split('.') as [string, string?];
    const holder = inner === undefined ? header : (header[outer] as Record<string, unknown>);
    Object.defineProperty(holder, inner ?? outer, { value, enumerable: true, configurable: true });
    return JSON.stringify(header);
  });
const texts = fc.oneof(
  headers,
  fc.string(),
  fc.json(),
  headers.map((json) => json.slice(0, -1)),
);
const reheaded = fc.tuple(texts, fc.nat(3)).map(([text, odd]) => {
  const json = new TextEncoder().encode(text);
  const length = Math.ceil(json.length / 4) * 4;
  const rest = file.subarray(headerEnd);
  const bytes = new Uint8Array(12 + length + rest.length).fill(0x20);
  bytes.set(file.subarray(0, 8));
  // Now and then the length of the header is no multiple of four.
  new Uint32Array(bytes.buffer, 8, 1)[0] = odd === 3 ? json.length : length;
  bytes.set(json, 12);
  bytes.set(rest, 12 + length);
  return mend(bytes);
});

const weighted = fc
  .tuple(
    fc.nat(saved.parameters.length - 1),
    fc.oneof(fc.float(), fc.constantFrom(NaN, Infinity, 3e38, 10_001)),
  )
  .map(([at, weight]) => {
    const bytes = file.slice();
    new DataView(bytes.buffer).setFloat32(headerEnd + 4 * at, weight, true);
    return mend(bytes);
  });

const mutants = fc.oneof(
  fc
    .tuple(fc.oneof(flipped, cut, spliced), fc.boolean())
    .map(([bytes, mends]) => (mends ? mend(bytes) : { bytes, mended: false })),
  reheaded,
  weighted,
);

const ENGINE = /undefined|null|NaN|Infinity|JSON|token|propert(y|ies) of|Invalid|typed array|object|stack/i;

function outcomeOf(bytes: Uint8Array): Checkpoint | CheckpointError {
  try {
    return readCheckpoint(bytes);
  } catch (error) {
    if (error instanceof CheckpointError) return error;
    throw error;
  }
}

function expectLegal({ shape, about, parameters }: Checkpoint): void {
  for (const size of Object.values(shape)) expect(Number.isSafeInteger(size) && size > 0).toBe(true);
  expect(shape.width % shape.heads).toBe(0);
  expect(parameters).toHaveLength(parameterCount(shape));
  expect(parameters.every((weight) => weight >= -10_000 && weight <= 10_000)).toBe(true);
  for (const value of Object.values(about))
    expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
  expect(String(about['model'] ?? '').length).toBeLessThanOrEqual(40);
}

/** What the bytes say, read with no check at all. */
function contentOf(bytes: Uint8Array): Checkpoint {
  const start = 12 + new DataView(bytes.buffer).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, start))) as Checkpoint;
  const { vocabulary, context, width, layers, heads } = header.shape;
  return {
    shape: { vocabulary, context, width, layers, heads },
    about: header.about,
    parameters: new Float32Array(bytes.slice(start, bytes.length - 16).buffer),
  };
}

test('2,000 mutants: refused in words, or the same model, or one that its maker meant', () => {
  const count = { refused: 0, meant: 0 };
  fc.assert(
    fc.property(mutants, ({ bytes, mended }) => {
      const outcome = outcomeOf(bytes);
      if (outcome instanceof CheckpointError) {
        count.refused += 1;
        expect(outcome.message).not.toMatch(ENGINE);
        return;
      }
      count.meant += 1;
      expectLegal(outcome);
      expect(outcome).toEqual(contentOf(bytes));
      if (!mended) expect(outcome).toEqual(saved);
    }),
    { numRuns: 2000, seed: 11 },
  );
  // Both kinds were there.
  expect(count.refused).toBeGreaterThan(1000);
  expect(count.meant).toBeGreaterThan(50);
});
