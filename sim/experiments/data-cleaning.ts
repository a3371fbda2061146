/** One document, step by step through a cleaner: what each step takes, and which words it should not have taken. */
import { defineExperiment } from '../experiment.ts';
import { cleaned, cleaner, cleaningSteps, order, stepNames } from '../text/cleaning/cleaner.ts';
import { wordsOf, wordsWithout } from '../text/words.ts';

const PAGE = [
  '<p>Metformin &amp; kidney: if eGFR <30 avoid; if >60 ok.</p>',
  '<p><a href="https://example.org/nsaid">https://example.org/nsaid</a>Avoid ibuprofen with warfarin. If it canâ€™t be avoided, check the INR.</p>',
  '<p>Lithium, maintenance: 0.6â€“1.0 mmol/L.   Levothyroxine: 25 Âµg a tablet.</p>',
].join('\n');

const WHAT = ['on the page', 'lost', 'do not belong'] as const;
const [ON_PAGE, LOST, FOREIGN] = [0, 1, 2];

/** Words as they are compared: the form of an apostrophe is no difference. */
const comparable = (text: string) => wordsOf(text.replaceAll('’', "'"));

interface Differences {
  of(series: 'difference'): readonly { readonly count: number; readonly text: string }[];
}
const countOf = (rows: Differences, what: number) => rows.of('difference')[what]!.count;
const lostOf = (rows: Differences) => countOf(rows, LOST);
const timesLost = (rows: Differences, word: string) =>
  wordsOf(rows.of('difference')[LOST]!.text).filter((lost) => lost === word).length;

export default defineExperiment({
  id: 'data-cleaning',
  title: 'The source’s cleaner takes “avoid” out of two warnings.',
  params: {
    cleaner,
    order,
    page: {
      kind: 'text',
      label: 'page',
      help: 'Raw text, as it was fetched.',
      maxLength: 1500,
      lines: 7,
      default: PAGE,
      example: 'If potassium <3.5 do not start; if >3.5 start. See https://example.org/k &amp; ask.',
    },
  },
  series: {
    step: {
      title: 'The text after each step',
      metrics: {
        step: { label: 'step', unit: '', help: 'What was done.', digits: 0, names: [...stepNames] },
        text: { label: 'text', unit: '', help: 'What it left.', digits: 0, text: true },
      },
    },
    difference: {
      title: 'Compared with what a reader of the page sees',
      metrics: {
        what: { label: 'words', unit: '', help: 'What is listed.', digits: 0, names: [...WHAT] },
        count: { label: 'number', unit: '', help: 'How many.', digits: 0 },
        text: { label: 'which', unit: '', help: 'In the order of the text.', digits: 0, text: true },
      },
    },
  },
  views: [
    {
      kind: 'texts',
      id: 'steps',
      title: 'After each step',
      size: 'wide',
      texts: { series: 'step', by: 'step', text: 'text' },
    },
    {
      kind: 'table',
      id: 'difference',
      title: 'Compared with the page',
      unit: 'as a reader sees it',
      size: 'wide',
      table: { series: 'difference', columns: ['what', 'count', 'text'] },
    },
  ],
  findings: {
    readable: {
      says: 'words that a reader of the page sees',
      measure: (rows) => countOf(rows, ON_PAGE),
      digits: 0,
      between: [25, 40],
    },
    lost: {
      says: 'words that the source’s cleaner loses',
      measure: lostOf,
      digits: 0,
      between: [4, 6],
    },
    lostOtherOrder: {
      says: 'words that its patterns lose when addresses go first',
      settings: { order: 'safe' },
      measure: lostOf,
      digits: 0,
      between: [4, 6],
    },
    avoidLost: {
      says: 'times that “avoid” is among the lost words',
      measure: (rows) => timesLost(rows, 'avoid'),
      digits: 0,
      between: [2, 2],
    },
    lostByCorrect: {
      says: 'words that the correct cleaner loses',
      settings: { cleaner: 'correct', order: 'safe' },
      measure: lostOf,
      digits: 0,
      between: [0, 0],
    },
    lostInSourceOrder: {
      says: 'words that the correct patterns lose in the source’s order',
      settings: { cleaner: 'correct' },
      measure: lostOf,
      digits: 0,
      between: [1, 3],
    },
    lostEntitiesFirst: {
      says: 'words lost from a sentence with coded signs if entities are decoded before tags',
      settings: {
        cleaner: 'correct',
        order: 'entitiesFirst',
        page: 'Potassium &lt;target: give more; if &gt;5.5 stop.',
      },
      measure: lostOf,
      digits: 0,
      between: [3, 6],
    },
  },
  goals: {
    opposite: {
      says: 'Write a warning from which the source’s cleaner removes the word “not”.',
      label: '“not” among the lost words',
      unit: 'times',
      digits: 0,
      scale: [0, 3],
      target: [1, 3],
      measure: (rows) => timesLost(rows, 'not'),
      unless: ({ cleaner }) => (cleaner === 'source' ? undefined : 'the cleaner has to be the source’s.'),
      hint: 'Its tag pattern takes everything from a “<” to the next “>”. Which two numbers of a laboratory report would stand around the “not”?',
      solution: { page: 'If potassium <3.5 do not start; if >3.5 start.' },
    },
  },
  needs: [],
  small: {},
  simplified: [
    'The correct cleaner works on patterns; a real one parses the page as a browser does, and drops menus and banners too.',
    'It knows the thirty entities that pages about drugs use most; HTML has more than two thousand.',
    '“As a reader sees it” is the correct cleaner in its safe order.',
  ],
}).runs(function* ({ cleaner, order, page: raw }) {
  const steps = cleaningSteps(raw, cleaner, order);
  for (const { step, text } of steps) yield { series: 'step', step: stepNames.indexOf(step), text };
  const page = cleaned(raw, 'correct');
  const [readable, result] = [comparable(page), comparable(steps.at(-1)!.text)];
  const [lost, foreign] = [wordsWithout(readable, result), wordsWithout(result, readable)];
  yield { series: 'difference', what: ON_PAGE, count: readable.length, text: page };
  for (const [what, words] of [
    [LOST, lost],
    [FOREIGN, foreign],
  ] as const)
    yield { series: 'difference', what, count: words.length, text: words.join(' ') };
});
