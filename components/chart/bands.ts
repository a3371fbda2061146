/** The stages of a run side by side, as a table: how far each is, and what it left behind. */
import type { BandsView, Row, SeriesMap } from '../../sim/experiment.ts';
import { element } from './element.ts';
import { legendOf, NOTHING, stagesOf, type Answer, type Band, type Mark } from './stages.ts';

/** Signs beside the words "right" and "wrong", as in other views of texts: by style sheet, so that no one hears them. */
const KINDS = ['good', 'bad'] as const;
/** A longer answer is no sentence of this world: its beginning is shown, so that the rest of the picture stays in sight. */
const MOST_LETTERS = 80;

export function bandsOf(
  view: BandsView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const { bands, asked, marks } = stagesOf(view, series, rows);
  // On a phone the cells stand under each other, which takes the meaning from a table: the roles keep it.
  const make = (tag: string, role: string, className = '', text = '') => {
    const made = element(document, tag, className, text);
    made.setAttribute('role', role);
    return made;
  };
  const rowOf = (className: string, cells: readonly HTMLElement[]) => {
    const line = make('tr', 'row', className);
    line.append(...cells);
    return line;
  };
  const heading = (text: string, note: string) => {
    const cell = make('th', 'rowheader', '', text);
    cell.setAttribute('colspan', String(bands.length));
    cell.setAttribute('scope', 'rowgroup');
    if (note) cell.append(' ', element(document, 'small', '', note));
    return rowOf('question', [cell]);
  };
  const cell = (band: Band, contents: readonly (HTMLElement | string)[]) => {
    const made = make('td', 'cell');
    made.append(element(document, 'span', 'of', band.name), ...contents);
    return made;
  };
  const group = (lines: readonly HTMLElement[]) => {
    const body = make('tbody', 'rowgroup');
    body.append(...lines);
    return body;
  };

  const table = make('table', 'table', 'bands');
  table.append(element(document, 'caption', 'sr-only', view.title));
  const head = make('thead', 'rowgroup');
  head.append(rowOf('', bands.map((band) => headOf(band, make, document)))); // prettier-ignore
  table.append(head);
  for (const { question, note, answers } of asked) {
    const cells = bands.map((band, i) => cell(band, answerOf(answers[i], band, document)));
    table.append(group([heading(question, note), rowOf('answers', cells)]));
  }
  const cells = bands.map((band, i) => cell(band, marksOf(marks[i]!, band, document)));
  const legend = heading(view.marks.title, '');
  for (const { kind, label } of legendOf(view, series)) {
    legend.firstElementChild!.append(' ', element(document, 'small', `value ${kind}`, label));
  }
  table.append(group([legend, rowOf('measured', cells)]));
  return table;
}

function headOf(
  band: Band,
  make: (tag: string, role: string, className: string) => HTMLElement,
  document: Document,
): HTMLElement {
  const cell = make('th', 'columnheader', `band ${band.state}`);
  cell.setAttribute('scope', 'col');
  cell.style.setProperty('--gone', band.share.toFixed(3));
  cell.append(
    element(document, 'b', '', `${band.number} ${band.name}`),
    ' ',
    element(document, 'small', '', band.place),
  );
  return cell;
}

/** Nothing yet is empty; nothing for good is said. */
const absent = ({ state }: Band) => (state === 'never' ? [NOTHING] : []);

function answerOf(answer: Answer | undefined, band: Band, document: Document): (HTMLElement | string)[] {
  if (!answer) return absent(band);
  const { text, verdict, judged } = answer;
  const isLong = text.length > MOST_LETTERS;
  const said = element(document, 'span', isLong ? 'said-so long' : 'said-so', text);
  if (isLong) said.title = text;
  return [said, ' ', element(document, 'b', KINDS[verdict] ?? 'unjudged', judged)];
}

function marksOf(marks: readonly Mark[], band: Band, document: Document): (HTMLElement | string)[] {
  if (marks.length === 0) return absent(band);
  const scale = element(document, 'span', 'scale');
  scale.setAttribute('aria-hidden', 'true');
  for (const { kind, at } of marks) {
    const mark = element(document, 'i', kind);
    mark.style.setProperty('--at', at.toFixed(3));
    scale.append(mark);
  }
  const numbers = marks.flatMap(({ kind, label, text }) => {
    const number = element(document, 'span', `value ${kind}`);
    number.append(element(document, 'span', 'sr-only', `${label} `), text);
    return [number, ' '];
  });
  return [scale, ...numbers];
}
