/**
 * The question bank in Moodle's XML format: a category for each page, questions as `multichoice`, exercises as `essay`.
 * Element by element as Moodle's importer reads it (question/format/xml/format.php); formulas in \(…\), which its MathJax
 * filter sets.
 */
import { SHORT_DISCLAIMER } from '../disclaimer.ts';
import { nameOf, type CoursePage } from '../text/coursePages.ts';
import { escape } from '../writing.ts';
import { placeOf, type Choice, type Exercise, type Item, type PageItems, type Question } from './items.ts';
import { text, type Paragraph } from './piece.ts';
import { htmlOf } from './writing.ts';

export interface About {
  readonly title: string;
  readonly licence: string;
  /** Address of the site, with a slash at its end. */
  readonly root: string;
}

export function moodleXml(bank: readonly PageItems[], about: About): string {
  const pages = bank.map(({ page, items }) =>
    [categoryOf(page, about), ...items.map((item) => questionOf(item, about))].join('\n'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${pages.join('\n')}\n</quiz>\n`;
}

/** Moodle sorts categories by their names: chapters have two digits. */
export const categoryName = (page: CoursePage): string =>
  nameOf(page).replace(/^\d\b/, '0$&').replaceAll('\u00a0', ' ');

/** Questions that follow stand in this category. A slash would begin another level; two are one that is meant. */
function categoryOf(page: CoursePage, { title }: About): string {
  const path = ['$course$', ...[title, categoryName(page)].map((name) => name.replaceAll('/', '//'))].join(
    '/',
  );
  return `<question type="category"><category><text>${escape(path)}</text></category></question>`;
}

function questionOf(item: Item, about: About): string {
  const { root } = about;
  const head = [
    `<name><text>${escape(`${item.label}: ${item.id}`)}</text></name>`,
    field('questiontext', asked(item, root)),
    field('generalfeedback', paragraphs([sourceOf(item, about)], root)),
    '<defaultgrade>1</defaultgrade>',
    `<penalty>${item.kind === 'question' ? '0.3333333' : '0'}</penalty>`,
    '<hidden>0</hidden>',
    `<idnumber>${item.id}</idnumber>`,
  ];
  const [type, rest] =
    item.kind === 'question' ? ['multichoice', choicesOf(item, root)] : ['essay', essayOf(item, root)];
  return [`<question type="${type}">`, ...head, ...rest, '</question>'].join('\n');
}

function asked(item: Item, root: string): string {
  if (item.kind === 'question') return paragraphs([item.asks], root);
  const goal = [text(`Goal: ${item.goal}. The figure that shows it: `), ...item.figure, text('.')];
  const hand = [text('Hand in the address of the figure with your settings, the number that it shows, and your reasons in two to four sentences.')]; // prettier-ignore
  return paragraphs([...item.asks, goal, hand], root);
}

const choicesOf = ({ choices }: Question, root: string): string[] => [
  '<single>true</single>',
  '<shuffleanswers>true</shuffleanswers>',
  '<answernumbering>abc</answernumbering>',
  ...choices.map((choice) => answerOf(choice, root)),
];

const answerOf = ({ text: chosen, right, why }: Choice, root: string): string =>
  [
    `<answer fraction="${right ? 100 : 0}" format="html">`,
    data(paragraphs([chosen], root)),
    field('feedback', paragraphs([why], root)),
    '</answer>',
  ].join('');

const essayOf = ({ hint, solution, wrong }: Exercise, root: string): string[] => [
  '<responseformat>editor</responseformat>',
  '<responserequired>1</responserequired>',
  '<responsefieldlines>10</responsefieldlines>',
  '<attachments>0</attachments>',
  '<attachmentsrequired>0</attachmentsrequired>',
  field(
    'graderinfo',
    paragraphs([[text('Solution: '), ...solution]], root) +
      `<p>What does not work:</p><ul>${wrong.map((each) => `<li>${htmlOf(each, root)}</li>`).join('')}</ul>` +
      paragraphs([[text('Hint: '), ...hint]], root),
  ),
  '<responsetemplate format="html"><text></text></responsetemplate>',
];

/** What is shown when it has been answered: from where it comes. */
function sourceOf(item: Item, { title, licence }: About): Paragraph {
  const { page, label } = item;
  return [
    { kind: 'link', to: placeOf(item), pieces: [text(`${label} of “${nameOf(page)}”`)] },
    text(`, ${title}, ${licence}.${page.clinical ? ` ${SHORT_DISCLAIMER}` : ''}`),
  ];
}

const paragraphs = (list: readonly Paragraph[], root: string): string =>
  list.map((paragraph) => `<p>${htmlOf(paragraph, root)}</p>`).join('');

const field = (name: string, html: string): string => `<${name} format="html">${data(html)}</${name}>`;

/** `]]>` cannot stand in such a section: escaped HTML has no `>` of a text. */
const data = (html: string): string => `<text><![CDATA[${html}]]></text>`;
