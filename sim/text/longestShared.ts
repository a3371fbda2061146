/** The longest piece that two texts have in common. */

/** Length of the longest common substring, in UTF-16 units, by dynamic programming over both texts. */
export function longestShared(a: string, b: string): number {
  let best = 0;
  let before = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const here = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      here[j + 1] = before[j]! + 1;
      best = Math.max(best, here[j + 1]!);
    }
    before = here;
  }
  return best;
}
