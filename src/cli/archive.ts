/** A ZIP archive (APPNOTE 6.3, without 64-bit sizes): entries, then their directory. */
import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchiveEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, midnight: the same files make the same archive. */
const DAY = 0x21;

/** 16- and 32-bit numbers, the lowest byte first. */
function record(...fields: readonly (readonly [bits: 16 | 32, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bits, value]) => {
      const field = Buffer.alloc(bits / 8);
      field.writeUIntLE(value, 0, bits / 8);
      return field;
    }),
  );
}

export function archive(entries: readonly ArchiveEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of entries) {
    const name = Buffer.from(path);
    const deflated = deflateRawSync(bytes, { level: 9 });
    const isSmaller = deflated.length < bytes.length;
    const body = isSmaller ? deflated : Buffer.from(bytes);
    const common = [
      [16, VERSION],
      [16, FLAGS],
      [16, isSmaller ? DEFLATED : STORED],
      [16, 0],
      [16, DAY],
      [32, crc32(bytes)],
      [32, body.length],
      [32, bytes.length],
      [16, name.length],
      [16, 0],
    ] as const;
    const head = record([32, LOCAL], ...common);
    bodies.push(head, name, body);
    directory.push(
      record([32, CENTRAL], [16, VERSION], ...common, [16, 0], [16, 0], [16, 0], [32, 0], [32, offset]),
      name,
    );
    offset += head.length + name.length + body.length;
  }
  const central = Buffer.concat(directory);
  const count = entries.length;
  const end = record([32, END], [16, 0], [16, 0], [16, count], [16, count], [32, central.length], [32, offset], [16, 0]); // prettier-ignore
  return Buffer.concat([...bodies, central, end]);
}
