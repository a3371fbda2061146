/** Seeded random numbers whose bits are the same everywhere; named streams, so that one more draw in one place shifts no number in another. */
import seedrandom from 'seedrandom';
import { log } from './float.ts';

export interface Rng {
  /** The seed and the names on the way to it: `createRng` makes the same generator of it elsewhere. */
  readonly path: string;
  /** Uniform on [0, 1), 32 random bits. */
  uniform(): number;
  /** Uniform on 0 … n − 1. */
  integer(n: number): number;
  /** Standard normal (Marsaglia's polar method, 1964). */
  normal(): number;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator that depends only on the seed and the names on the way to it. */
  stream(name: string): Rng;
}

export function createRng(seed: number | string): Rng {
  // Alea (Baagøe 2010) mixes short seeds well; seedrandom's xorshift generators ignore strings under nine letters.
  const source = seedrandom.alea(String(seed));
  const uniform = () => (source.int32() >>> 0) / 4294967296;
  return {
    path: String(seed),
    uniform,
    integer: (n) => Math.floor(uniform() * n),
    normal() {
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const s = u * u + v * v;
        // The second variate is dropped: no hidden state between calls.
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
      }
    },
    shuffle(items) {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1));
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
    stream: (name) => createRng(`${seed}/${name}`),
  };
}
