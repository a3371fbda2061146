/** What a picture says, in one line and without the picture: header numbers, and sentences for screen readers. */
import type { Declaration, Row, View } from '../../sim/experiment.ts';
import { rowsOf } from './rows.ts';
import { sayView } from './say.ts';
import { textColourOf } from './theme.ts';
import { metricText } from './values.ts';

export interface HeadNumber {
  readonly label: string;
  readonly text: string;
  readonly colour: string;
}

/** The numbers in a view's header at the playhead; an empty text where nothing is measured yet. */
export function headOf(view: View, declaration: Declaration, rows: readonly Row[]): HeadNumber[] {
  if (view.kind !== 'xy') return [];
  return (view.head ?? []).map(({ series, metric: name, prefix }) => {
    const row = rowsOf(rows, series).at(-1);
    const metric = declaration.series[series]!.metrics[name]!;
    const number = row ? metricText(metric, row[name] as number) : '';
    const text = row && prefix ? `${prefix} ${number}` : number;
    return { label: metric.label, text, colour: textColourOf(metric) };
  });
}

/** Longer texts are cut by some screen readers, and heard to their end by nobody. */
const MOST = 690;
const MOST_ANNOUNCED = 240;
const NOTHING = 'Nothing is measured yet.';

/** "At epoch 60.", where there is a clock. */
function momentOf({ clock, series }: Declaration, rows: readonly Row[]): string[] {
  const row = clock && rowsOf(rows, clock.series).at(-1);
  if (!row) return [];
  const metric = series[clock.series]!.metrics[clock.metric]!;
  // "At tokens 0.4 million", but not "at step 60 updates".
  const unit = /^(million|thousand)$/.test(metric.unit) ? ` ${metric.unit}` : '';
  return [`At ${metric.label} ${metricText(metric, row[clock.metric] as number)}${unit}.`];
}

const sentence = (title: string, said: string) => `${title}: ${said}${/[.!?…]$/.test(said) ? '' : '.'}`;

/** Every view in a sentence, as far as there is room: the last ones first give up their course, then their numbers. */
export function summaryOf(declaration: Declaration, rows: readonly Row[]): string {
  const said = declaration.views.flatMap((view) => {
    const words = sayView(view, declaration.series, rows);
    return words ? [{ title: view.title, ...words }] : [];
  });
  if (said.length === 0) return `${declaration.title} ${NOTHING}`;
  const parts = said.map(({ title, long }) => sentence(title, long));
  const text = () => [...momentOf(declaration, rows), ...parts].join(' ');
  const shorten = (write: (of: (typeof said)[number]) => string) => {
    for (let i = said.length - 1; i >= 0 && text().length > MOST; i--) {
      const shorter = write(said[i]!);
      if (shorter.length < parts[i]!.length) parts[i] = shorter;
    }
  };
  shorten(({ title, short }) => sentence(title, short));
  shorten(({ title }) => `${title}.`);
  return text();
}

/** For a live region: the main numbers of the first views, in a sentence or two. */
export function announcementOf(declaration: Declaration, rows: readonly Row[]): string {
  const said = declaration.views.flatMap((view) => {
    const words = sayView(view, declaration.series, rows);
    return words ? [sentence(view.title, words.short)] : [];
  });
  const [first = NOTHING, ...others] = said;
  const parts = [...momentOf(declaration, rows), first];
  for (const each of others.slice(0, 1)) {
    if ([...parts, each].join(' ').length <= MOST_ANNOUNCED) parts.push(each);
  }
  return parts.join(' ');
}
