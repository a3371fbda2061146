/** WOFF 1.0 (W3C 2012) unpacked: the same tables as in the TrueType file that it wraps, each inflated. */
import { inflateSync } from 'node:zlib';

const SIGNATURE = 0x774f4646; // "wOFF"
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/** Offsets of tables are multiples of four. */
const padded = (length: number) => Math.ceil(length / 4) * 4;

/**
 * The font as TrueType or OpenType, which is what renderers outside browsers read.
 *
 * @throws if the file is not WOFF 1.0 (WOFF2 is another format)
 */
export function unpackWoff(file: Uint8Array): Uint8Array {
  const woff = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (woff.getUint32(0) !== SIGNATURE) throw new Error('not a WOFF 1.0 file');
  const flavour = woff.getUint32(4);
  const count = woff.getUint16(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = WOFF_HEADER + i * WOFF_ENTRY;
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((field) =>
      woff.getUint32(at + field),
    ) as [number, number, number, number, number];
    const bytes = file.subarray(offset, offset + packed);
    return { tag, checksum, bytes: packed < length ? new Uint8Array(inflateSync(bytes)) : bytes };
  });

  const start = SFNT_HEADER + count * SFNT_ENTRY;
  const size = tables.reduce((sum, { bytes }) => sum + padded(bytes.length), start);
  const sfnt = new Uint8Array(size);
  const view = new DataView(sfnt.buffer);
  // A binary search over the directory begins at the largest power of two that is at most the count.
  const steps = Math.floor(Math.log2(count));
  const range = SFNT_ENTRY * 2 ** steps;
  view.setUint32(0, flavour);
  [count, range, steps, SFNT_ENTRY * count - range].forEach((field, i) => view.setUint16(4 + 2 * i, field));
  let offset = start;
  for (const [i, { tag, checksum, bytes }] of tables.entries()) {
    const at = SFNT_HEADER + i * SFNT_ENTRY;
    [tag, checksum, offset, bytes.length].forEach((field, k) => view.setUint32(at + 4 * k, field));
    sfnt.set(bytes, offset);
    offset += padded(bytes.length);
  }
  return sfnt;
}
