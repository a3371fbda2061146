/** Reads PNG files as far as tests need it: 8 bits, RGB or RGBA, not interlaced (W3C 2003, sections 5 to 10). */
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bytes a pixel: 3 or 4. */
  readonly channels: number;
  readonly bytes: Uint8Array;
}

const SIGNATURE = '89504e470d0a1a0a';
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The neighbour that is nearest to left + above − corner. */
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(guess - each)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** @throws if it is no such PNG */
export function decodePng(file: Buffer): Pixels {
  if (file.toString('hex', 0, 8) !== SIGNATURE) throw new Error('no PNG');
  const parts: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      const [depth, colour, , , interlaced] = data.subarray(8);
      channels = CHANNELS[colour!] ?? 0;
      if (depth !== 8 || channels === 0 || interlaced !== 0) throw new Error('another kind of PNG');
    }
    if (kind === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * channels;
  const bytes = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]!;
    for (let x = 0; x < line; x++) {
      const at = y * line + x;
      const left = x >= channels ? bytes[at - channels]! : 0;
      const above = y > 0 ? bytes[at - line]! : 0;
      const corner = x >= channels && y > 0 ? bytes[at - line - channels]! : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      bytes[at] = raw[y * (line + 1) + 1 + x]! + predicted;
    }
  }
  return { width, height, channels, bytes };
}

/** Share of the pixels that differ clearly from the first one, which is ground. */
export function inkOf({ channels, bytes }: Pixels): number {
  let ink = 0;
  for (let at = 0; at < bytes.length; at += channels) {
    const distance = Math.max(...[0, 1, 2].map((k) => Math.abs(bytes[at + k]! - bytes[k]!)));
    if (distance > 64) ink += 1;
  }
  return (ink * channels) / bytes.length;
}
