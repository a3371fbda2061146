/** Attention as lines of SVG: what the last token takes from each, by head. */
import type { AttentionView, Row, SeriesMap } from '../../../sim/experiment.ts';
import { looksOf } from '../looks.ts';
import { px, textAt, type Block } from './markup.ts';
import { widthOf } from './type.ts';

const SIZE = 12;
const LINE = 20;
const GAP = 14;

export function attentionBlock(
  view: AttentionView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  width: number,
): Block {
  const looks = looksOf(view, series, rows);
  const last = looks.at(-1);
  if (!last) return { markup: '', height: 0 };
  const words = looks.map(({ token, below }) => `${token} ${below}`);
  const left = Math.min(width / 3, Math.max(...words.map((word) => widthOf(word, SIZE)))) + GAP;
  const column = (width - left) / last.heads.length;
  const bold = { size: SIZE, weight: 600, colour: 'muted' } as const;
  const parts = [
    textAt(0, 13, `“${last.token}” gathers from`, bold),
    ...last.heads.map(({ name }, h) => textAt(left + column * h, 13, name, bold)),
  ];
  for (const [j, word] of words.entries()) {
    const y = LINE * (j + 1);
    parts.push(textAt(0, y + 14, word, { size: SIZE }));
    for (const [h, { weights }] of last.heads.entries()) {
      const { share, text } = weights[j] ?? { share: 0, text: '' };
      const x = left + column * h;
      parts.push(
        `<rect x="${px(x)}" y="${y + 2}" width="${px((column - GAP - 30) * share)}" height="${LINE - 4}" fill="var(--gold)" fill-opacity="0.35"/>`,
        textAt(x + column - GAP, y + 14, text, { size: SIZE, anchor: 'end' }),
      );
    }
  }
  return { markup: parts.join(''), height: LINE * (words.length + 1) + 4 };
}
