/** One document, step by step through a cleaner: what each step takes, and which words it should not have taken. */
import { defineExperiment } from '../../experiment.ts';
import { cleaned, cleaner, cleaningSteps, order, stepNames } from '../../text/cleaning/cleaner.ts';
import { wordsOf, wordsWithout } from '../../text/words.ts';

const PAGE = [
  '<p>Metformin &amp; kidney: if eGFR <30 avoid; if >60 ok.</p>',
  '<p><a href="https://example.org/nsaid">https://example.org/nsaid</a>Avoid ibuprofen with warfarin. If it canâ€™t be avoided, check the INR.</p>',
  '<p>Lithium, maintenance: 0.6â€“1.0 mmol/L.   Levothyroxine: 25 Âµg a tablet.</p>',
].join('\n');

const WHAT = ['on the page', 'lost', 'do not belong'] as const;

export const [ON_PAGE, LOST, FOREIGN] = [0, 1, 2];

/** Words as they are compared: the form of an apostrophe is no difference. */
const comparable = (text: string) => wordsOf(text.replaceAll('’', "'"));

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
  tabs: [
    { label: 'Lost words', views: ['difference'] },
    { label: 'Step by step', views: ['steps'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'The correct cleaner works on patterns; a real one parses the page as a browser does, and drops menus and banners too.',
    'It knows the thirty entities that pages about drugs use most; HTML has more than two thousand.',
    '“As a reader sees it” is the correct cleaner in its safe order.',
  ],
}).runs(function* runDataCleaning({ cleaner, order, page: raw }) {
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
