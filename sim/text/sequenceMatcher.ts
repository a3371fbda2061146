/**
 * Similarity of two texts as Python's difflib.SequenceMatcher gives it: the longest common block, then the longest
 * to its left and to its right, and so on; M characters lie in blocks, and the ratio is 2 M / (|a| + |b|).
 * (Ratcliff and Metzener 1988.) It is the specification against which a fixture of Python's own results is held.
 */

/** Python's "autojunk" begins at texts of this length. */
const POPULAR_FROM = 200;

/** Positions of every character of b; with autojunk, none of those that make up more than 1 % of a long text. */
function positionsOf(b: readonly string[], autojunk: boolean): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [j, c] of b.entries()) {
    const known = positions.get(c);
    if (known) known.push(j);
    else positions.set(c, [j]);
  }
  if (!autojunk || b.length < POPULAR_FROM) return positions;
  const most = Math.floor(b.length / 100) + 1;
  return new Map([...positions].filter(([, at]) => at.length <= most));
}

export interface Comparison {
  readonly ratio: number;
  /** Pairs of equal characters that were looked at: what the comparison cost. */
  readonly steps: number;
}

/**
 * @param autojunk Python's default: in texts of 200 characters or more, frequent characters start no block. Between
 *   texts compared letter by letter that is nearly every letter, and the ratio falls.
 */
export function compareSequences(textA: string, textB: string, autojunk = true): Comparison {
  const a = Array.from(textA);
  const b = Array.from(textB);
  const positions = positionsOf(b, autojunk);
  let matched = 0;
  let steps = 0;
  const queue: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  // Lengths of the common suffixes that end at a[i − 1] and b[j − 1], and at a[i] and b[j]; 0 stands for no entry.
  let before = new Int32Array(b.length + 1);
  let here = new Int32Array(b.length + 1);
  for (;;) {
    const range = queue.pop();
    if (!range) break;
    const [fromA, toA, fromB, toB] = range;
    let [bestA, bestB, size] = [fromA, fromB, 0];
    before.fill(0, fromB, toB + 1);
    for (let i = fromA; i < toA; i++) {
      here.fill(0, fromB, toB + 1);
      for (const j of positions.get(a[i]!) ?? []) {
        if (j < fromB) continue;
        if (j >= toB) break;
        steps++;
        const length = before[j]! + 1;
        here[j + 1] = length;
        if (length > size) [bestA, bestB, size] = [i - length + 1, j - length + 1, length];
      }
      [before, here] = [here, before];
    }
    // Characters that start no block may still lengthen one.
    while (bestA > fromA && bestB > fromB && a[bestA - 1] === b[bestB - 1]) {
      bestA--;
      bestB--;
      size++;
    }
    while (bestA + size < toA && bestB + size < toB && a[bestA + size] === b[bestB + size]) size++;
    if (size === 0) continue;
    matched += size;
    if (fromA < bestA && fromB < bestB) queue.push([fromA, bestA, fromB, bestB]);
    if (bestA + size < toA && bestB + size < toB) queue.push([bestA + size, toA, bestB + size, toB]);
  }
  const length = a.length + b.length;
  return { ratio: length === 0 ? 1 : (2 * matched) / length, steps };
}

/** difflib.SequenceMatcher(None, a, b).ratio(), or without its autojunk. */
export function sequenceRatio(a: string, b: string, autojunk = true): number {
  return compareSequences(a, b, autojunk).ratio;
}
