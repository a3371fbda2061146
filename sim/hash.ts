/** Fingerprints: two 32-bit multiplicative hashes side by side, over exact bits. */

export interface Fingerprint {
  word(bits: number): void;
  /** 16 hexadecimal digits. */
  digest(): string;
}

export function createFingerprint(): Fingerprint {
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

/** Of 32-bit words, such as the bits of float32 parameters. */
export function hashWords(words: ArrayLike<number>): string {
  const { word, digest } = createFingerprint();
  for (let i = 0; i < words.length; i++) word(words[i]!);
  return digest();
}
