/** A fixed pseudo-random fraction per name: it decides split and myths, so that no seed moves them. */

/** On [0, 1): FNV-1a over the characters, then the finaliser of MurmurHash3 (its low bits alone are uneven). */
export function fractionOf(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** A copy in the fixed order of the names' fractions. */
export function inFixedOrder<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, at: fractionOf(nameOf(item)) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
