/** MinHash and locality-sensitive hashing: similar sets share a bucket, so that most pairs need never be compared. */
import { exp, log } from '../float.ts';

/** Murmur3's finaliser: mixes 32 bits so that each depends on all. (Appleby 2011) */
function mix(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The least value of each hash function over the set. Two sets share a least value with probability equal to their
 * Jaccard similarity. Broder 1997. [@broder1997]
 *
 * @param set   hashes of shingles, 32 bits
 * @param seeds (K), one for each hash function
 * @returns     (K), 32 bits; all 2³² − 1 for an empty set
 */
export function signatureOf(set: ReadonlySet<number>, seeds: Uint32Array): Uint32Array {
  // As an array: a set is walked once, not once a function.
  const shingles = Uint32Array.from(set);
  return seeds.map((seed) => {
    let least = 0xffffffff;
    for (let i = 0; i < shingles.length; i++) {
      const hash = mix(shingles[i]! ^ seed);
      if (hash < least) least = hash;
    }
    return least;
  });
}

/** Share of the K functions on which two signatures agree: an estimate of J with standard error √(J (1 − J) / K). */
export function estimatedJaccard(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let k = 0; k < a.length; k++) if (a[k] === b[k]) equal++;
  return equal / a.length;
}

/** One key for each band of r rows: documents that have a key in common are compared. (b) */
export function bandKeys(signature: Uint32Array, bands: number, rows: number): string[] {
  return Array.from({ length: bands }, (_, band) => {
    let key = String.fromCharCode(band);
    for (let i = band * rows; i < (band + 1) * rows; i++) {
      const x = signature[i]!;
      key += String.fromCharCode(x >>> 16, x & 0xffff);
    }
    return key;
  });
}

/** s^n for 0 ≤ s ≤ 1 and n > 0. */
const power = (s: number, n: number) => (s <= 0 ? 0 : exp(n * log(s)));

/** Probability that two sets of Jaccard similarity s share a bucket: 1 − (1 − s^r)^b. Indyk and Motwani 1998. [@indyk1998] */
export function candidateProbability(s: number, bands: number, rows: number): number {
  return 1 - power(1 - power(s, rows), bands);
}

/** The similarity (1/b)^(1/r), near which the curve is steepest. */
export const bandThreshold = (bands: number, rows: number) => power(1 / bands, 1 / rows);
