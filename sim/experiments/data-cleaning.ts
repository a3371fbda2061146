/** One document, step by step through a cleaner: what each step takes, and which words it should not have taken. */
import { defineExperiment } from '../experiment.ts';
import { cleaned, cleaner, cleaningSteps, order, stepNames } from '../text/cleaning/cleaner.ts';
import { wordsOf } from '../text/words.ts';

const PAGE = [
  '<p>Metformin &amp; kidney: if eGFR <30 avoid; if >60 ok.</p>',
  '<p><a href="https://example.org/nsaid">https://example.org/nsaid</a>Avoid ibuprofen with warfarin. If it canâ€™t be avoided, check the INR.</p>',
  '<p>Lithium, maintenance: 0.6â€“1.0 mmol/L.   Levothyroxine: 25 Âµg a tablet.</p>',
].join('\n');

/** Words of `these` that are left when those of `others` have been taken away, each as often as it occurs. */
function without(these: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return these.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0;
  });
}

const WHAT = ['words lost', 'words that do not belong', 'as a reader sees it'] as const;

interface Words {
  of(series: 'words'): readonly { readonly lost: number }[];
}
interface Differences {
  of(series: 'difference'): readonly { readonly text: string }[];
}
const lostOf = (rows: Words) => rows.of('words')[0]!.lost;
const timesLost = (rows: Differences, word: string) =>
  wordsOf(rows.of('difference')[0]!.text).filter((lost) => lost === word).length;

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
        what: { label: 'what', unit: '', help: 'What is listed.', digits: 0, names: [...WHAT] },
        text: { label: 'words', unit: '', help: 'In the order of the text.', digits: 0, text: true },
      },
    },
    words: {
      title: 'Words',
      metrics: {
        readable: { label: 'readable', unit: 'words', help: 'On the page.', digits: 0 },
        lost: { label: 'lost', unit: 'words', help: 'On the page, but not in the result.', digits: 0 },
        foreign: {
          label: 'foreign',
          unit: 'words',
          help: 'In the result, but not on the page.',
          digits: 0,
        },
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
      kind: 'texts',
      id: 'difference',
      title: 'Compared with the page',
      size: 'wide',
      texts: { series: 'difference', by: 'what', text: 'text' },
    },
    {
      kind: 'table',
      id: 'words',
      title: 'Words',
      size: 'wide',
      table: { series: 'words', columns: ['readable', 'lost', 'foreign'] },
    },
  ],
  findings: {
    readable: {
      says: 'words that a reader of the page sees',
      measure: (rows) => rows.of('words')[0]!.readable,
      digits: 0,
      between: [25, 40],
    },
    lost: {
      says: 'words that the source’s cleaner loses',
      measure: lostOf,
      digits: 0,
      between: [5, 12],
    },
    lostOtherOrder: {
      says: 'words that its patterns lose when addresses go first',
      settings: { order: 'safe' },
      measure: lostOf,
      digits: 0,
      between: [5, 40],
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
      label: 'times that “not” is lost',
      unit: '',
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
  const [readable, result] = [wordsOf(page), wordsOf(steps.at(-1)!.text)];
  const [lost, foreign] = [without(readable, result), without(result, readable)];
  const listed = (words: readonly string[]) => (words.length > 0 ? words.join(' ') : '(none)');
  yield { series: 'difference', what: 0, text: listed(lost) };
  yield { series: 'difference', what: 1, text: listed(foreign) };
  yield { series: 'difference', what: 2, text: page };
  yield { series: 'words', readable: readable.length, lost: lost.length, foreign: foreign.length };
});
