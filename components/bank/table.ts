/** The question bank as a table: CSV after RFC 4180, an item a line, safe to open in a spreadsheet. */
import { csvOfRows } from '../csv.ts';
import { SHORT_DISCLAIMER } from '../disclaimer.ts';
import { nameOf } from '../text/coursePages.ts';
import { placeOf, rightOf, type Item, type PageItems } from './items.ts';
import type { About } from './moodle.ts';
import type { Paragraph } from './piece.ts';
import { plainOf } from './writing.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

export const COLUMNS = [
  'id', 'type', 'page', 'label', 'address', 'text',
  ...LETTERS.map((letter) => `choice ${letter}`),
  'right',
  ...LETTERS.map((letter) => `feedback ${letter}`),
  'goal', 'figure', 'hint', 'solution', 'licence', 'note',
] as const; // prettier-ignore

/** Excel takes a file for UTF-8 if it begins with this mark. */
export const MARK = '\ufeff';

export function csvOfBank(bank: readonly PageItems[], about: About): string {
  const rows = bank.flatMap(({ items }) => items.map((item) => rowOf(item, about)));
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ')));
  return MARK + csvOfRows([COLUMNS, ...plain]);
}

function rowOf(item: Item, { root, title, licence }: About): string[] {
  const plain = (paragraph: Paragraph) => plainOf(paragraph, root);
  const { id, page, label } = item;
  const head = [id, item.kind, nameOf(page), label, root + placeOf(item)];
  const foot = [`${title}, ${licence}`, page.clinical ? SHORT_DISCLAIMER : ''];
  const empty = LETTERS.map(() => '');
  if (item.kind === 'exercise') {
    const asks = item.asks.map(plain).join('\n\n');
    const { goal, figure, hint, solution } = item;
    return [
      ...head,
      asks,
      ...empty,
      '',
      ...empty,
      goal,
      plain(figure),
      plain(hint),
      plain(solution),
      ...foot,
    ];
  }
  const { asks, choices } = item;
  if (choices.length > LETTERS.length) throw new Error(`${id} has ${choices.length} choices; add a letter`);
  const each = (of: (choice: (typeof choices)[number]) => Paragraph) =>
    LETTERS.map((_, i) => (choices[i] ? plain(of(choices[i])) : ''));
  const right = LETTERS[choices.indexOf(rightOf(item))]!;
  return [
    ...head,
    plain(asks),
    ...each(({ text }) => text),
    right,
    ...each(({ why }) => why),
    '',
    '',
    '',
    '',
    ...foot,
  ];
}
