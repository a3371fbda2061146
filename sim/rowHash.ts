/** The fingerprint of a history: the exact bits of all its rows. */
import type { Row, SeriesMap } from './experiment.ts';
import { createFingerprint } from './hash.ts';

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
