/** What each token takes from those before it: rows of a view of attention, sorted by who looks. */
import type { AttentionView, Row, SeriesMap } from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';
import { metricText, valueText } from './values.ts';

export interface Look {
  readonly token: string;
  readonly below: string;
  readonly heads: readonly { readonly name: string; readonly weights: readonly Weight[] }[];
}

interface Weight {
  readonly token: string;
  readonly share: number;
  readonly text: string;
}

export function looksOf(
  { tokens, attention }: AttentionView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
): readonly Look[] {
  const metrics = series[attention.series]!.metrics;
  const below = series[tokens.series]!.metrics[tokens.below]!;
  const shown = rowsOf(rows, tokens.series);
  const words = shown.map((row) => String(row[tokens.text]));
  const looks = shown.map((row, i) => ({
    token: words[i]!,
    below: valueText(below, row[tokens.below]!),
    heads: (metrics[attention.head]!.names ?? []).map((name) => ({ name, weights: [] as Weight[] })),
  }));
  for (const row of rowsOf(rows, attention.series)) {
    const share = row[attention.weight] as number;
    // Rows arrive one by one: a weight may be there before its token.
    looks[row[attention.from] as number]?.heads[row[attention.head] as number]?.weights.push({
      token: words[row[attention.to] as number] ?? '',
      share,
      text: metricText(metrics[attention.weight]!, share),
    });
  }
  return looks;
}

/** "“?” gathers by head 1 most from “egfr” 91 %, by head 2 …" */
export function sayLook({ token, heads }: Look): string {
  const most = heads.flatMap(({ name, weights }) => {
    const [first] = weights.toSorted((a, b) => b.share - a.share);
    return first ? [`by ${name} most from “${first.token}” ${first.text} %`] : [];
  });
  return `“${token}” gathers ${most.join(', ')}`;
}
