/** One document, step by step through a cleaner: what each step takes, and which words it should not have taken. */
import { defineExperiment } from '../../experiment.ts';
import { cleaner, cleaningSteps, order, stepNames } from '../../text/cleaning/cleaner.ts';
import { readablePage } from '../../text/cleaning/page.ts';
import { wordsCompared } from '../../text/comparedWords.ts';
import { KEPT, markedRuns, marks, shortened } from '../../text/marked.ts';
import { visible } from '../../text/spelling.ts';
import { wordsWithout } from '../../text/words.ts';

const PAGE = [
  '<p>Metformin &amp; kidney: if eGFR <30 avoid; if >60 ok.</p>',
  '<p><a href="https://example.org/nsaid">https://example.org/nsaid</a>Avoid ibuprofen with warfarin. If it canâ€™t be avoided, check the INR.</p>',
  '<p>Lithium, maintenance: 0.6â€“1.0 mmol/L.   Levothyroxine: 25 Âµg a tablet.</p>',
].join('\n');

const WHAT = ['on the page', 'lost', 'do not belong'] as const;

export const [ON_PAGE, LOST, FOREIGN] = [0, 1, 2];

/** Characters that are shown on each side of a change. */
const BESIDE = 28;

/** As texts are compared: neither the form of an apostrophe nor the number of spaces is a difference. */
const comparable = (text: string) => text.replaceAll('’', "'").replace(/\s+/g, ' ');

/** A change of nothing but spaces can be seen. */
const shown = (mark: number, text: string) => (mark !== KEPT && /^\s+$/.test(text) ? visible(text) : text);

export default defineExperiment({
  id: 'data-cleaning',
  title: 'A cleaner is a series of patterns, and may take more than it should.',
  params: {
    cleaner,
    order,
    page: {
      kind: 'text',
      label: 'page',
      help: 'Raw text, as it was fetched.',
      maxLength: 1500,
      lines: 4,
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
    marked: {
      title: 'The page, marked',
      metrics: {
        text: { label: 'text', unit: '', help: 'A stretch of it.', digits: 0, text: true },
        mark: { label: 'mark', unit: '', help: 'What became of it.', digits: 0, names: [...marks] },
      },
    },
    change: {
      title: 'What each step did',
      metrics: {
        step: { label: 'step', unit: '', help: 'What was done.', digits: 0, names: [...stepNames] },
        text: {
          label: 'text',
          unit: '',
          help: 'A stretch of it; … stands for what no step touched.',
          digits: 0,
          text: true,
        },
        mark: { label: 'mark', unit: '', help: 'What became of it.', digits: 0, names: [...marks] },
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
      kind: 'tokens',
      id: 'marked',
      title: 'What a reader of the page sees, and what the cleaner made of it',
      unit: 'struck out: lost; underlined: does not belong',
      size: 'wide',
      tokens: { series: 'marked', text: 'text', marked: 'mark' },
    },
    {
      kind: 'tokens',
      id: 'changes',
      title: 'What each step did',
      unit: 'struck out: taken; underlined: put in',
      size: 'wide',
      tokens: { series: 'change', text: 'text', line: 'step', marked: 'mark' },
    },
    {
      kind: 'table',
      id: 'difference',
      title: 'Words',
      unit: 'compared with the page as a reader sees it',
      size: 'wide',
      table: { series: 'difference', columns: ['what', 'count', 'text'] },
    },
  ],
  tabs: [
    { label: 'Marked', views: ['marked'] },
    { label: 'Step by step', views: ['changes'] },
    { label: 'Lost words', views: ['difference'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'The correct cleaner works on patterns; a real one parses the page as a browser does, and drops menus and banners too.',
    'It knows the 253 named entities of HTML 4; HTML today has more than two thousand.',
    '“As a reader sees it” is the text between the tags, found by a second program that looks for tags and addresses in its own way, and decodes entities and repairs bytes as the correct cleaner does; addresses are left out of it.',
  ],
}).runs(function* runDataCleaning({ cleaner, order, page: raw }) {
  const steps = cleaningSteps(raw, cleaner, order);
  for (const { step, text } of steps) yield { series: 'step', step: stepNames.indexOf(step), text };
  const page = readablePage(raw);
  const result = steps.at(-1)!.text;
  for (const { mark, text } of markedRuns(comparable(page), comparable(result)))
    yield { series: 'marked', text, mark };
  for (const [i, { step, text }] of steps.entries()) {
    const runs = shortened(markedRuns(steps[i - 1]?.text ?? raw, text), BESIDE);
    // A step that changed nothing has no line.
    if (runs.every(({ mark }) => mark === KEPT)) continue;
    for (const { mark, text } of runs)
      yield { series: 'change', step: stepNames.indexOf(step), text: shown(mark, text), mark };
  }
  const [seen, left] = [wordsCompared(comparable(page)), wordsCompared(comparable(result))];
  yield { series: 'difference', what: ON_PAGE, count: seen.length, text: page };
  for (const [what, words] of [
    [LOST, wordsWithout(seen, left)],
    [FOREIGN, wordsWithout(left, seen)],
  ] as const)
    yield { series: 'difference', what, count: words.length, text: words.join(' ') };
});
