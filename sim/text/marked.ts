/** What was taken out of a text and what was put in, in order of the text. */

export const marks = ['kept', 'taken out', 'put in'] as const;
export const [KEPT, TAKEN, ADDED] = [0, 1, 2];

export interface Run {
  readonly mark: number;
  readonly text: string;
}

/** Words, numbers, single signs: what a reader takes for one piece. */
const PIECES = /\s|[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}\s]/gu;
const piecesOf = (text: string) => text.match(PIECES) ?? [];

/** Runs of pieces by a longest common subsequence; of neighbouring changes, what was taken out stands first. */
export function markedRuns(before: string, after: string): Run[] {
  const [a, b] = [piecesOf(before), piecesOf(after)];
  const width = b.length + 1;
  /** Pieces in common of a from i and b from j. */
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const down = common[(i + 1) * width + j]!;
      const right = common[i * width + j + 1]!;
      common[i * width + j] = a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(down, right);
    }
  }
  const runs: { mark: number; text: string }[] = [];
  const add = (mark: number, text: string) => {
    const last = runs.at(-1);
    if (last?.mark === mark) last.text += text;
    else runs.push({ mark, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(KEPT, a[i]!);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      add(TAKEN, a[i++]!);
    else add(ADDED, b[j++]!);
  }
  return runs;
}

/** The same with long stretches that were kept shortened to some characters beside each change. */
export function shortened(runs: readonly Run[], beside: number): Run[] {
  return runs.map(({ mark, text }, i) => {
    const head = i === 0 ? 0 : beside;
    const tail = i === runs.length - 1 ? 0 : beside;
    if (mark !== KEPT || text.length <= head + tail + 3) return { mark, text };
    const [start, end] = [text.slice(0, head), tail === 0 ? '' : text.slice(-tail)];
    return { mark, text: `${start.replace(/\S*$/, '')} … ${end.replace(/^\S*/, '')}` };
  });
}
