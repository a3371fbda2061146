/** Fingerprints: two 32-bit multiplicative hashes side by side, over the exact bits of rows or parameters. */
import type { Row, SeriesMap } from './experiment.ts';

interface Fingerprint {
  word(bits: number): void;
  /** 16 hexadecimal digits. */
  digest(): string;
}

function createFingerprint(): Fingerprint {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  return {
    word(w) {
      a = Math.imul(a ^ w, 0x01000193);
      a ^= a >>> 15;
      b = Math.imul(b ^ w, 0x85ebca6b);
      b ^= b >>> 13;
    },
    digest: () => [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}

export interface RowHash {
  add(row: Row): void;
  digest(): string;
}

const bits = new DataView(new ArrayBuffer(8));

export function createRowHash(series: SeriesMap): RowHash {
  const { word, digest } = createFingerprint();
  return {
    add(row) {
      for (let i = 0; i < row.series.length; i++) word(row.series.charCodeAt(i));
      for (const [metric, { text }] of Object.entries(series[row.series]!.metrics)) {
        if (text) {
          const value = row[metric] as string;
          word(value.length);
          for (let i = 0; i < value.length; i++) word(value.charCodeAt(i));
          continue;
        }
        bits.setFloat64(0, row[metric] as number);
        word(bits.getUint32(0));
        word(bits.getUint32(4));
      }
    },
    digest,
  };
}

/** Of 32-bit words, such as the bits of float32 parameters. */
export function hashWords(words: ArrayLike<number>): string {
  const { word, digest } = createFingerprint();
  for (let i = 0; i < words.length; i++) word(words[i]!);
  return digest();
}
