/** What prose quotes of `data-cleaning`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { wordsOf } from '../../text/words.ts';
import experiment, { ON_PAGE, LOST } from './data-cleaning.ts';

interface Differences {
  of(series: 'difference'): readonly { readonly count: number; readonly text: string }[];
}

const countOf = (rows: Differences, what: number) => rows.of('difference')[what]!.count;

const lostOf = (rows: Differences) => countOf(rows, LOST);

const timesLost = (rows: Differences, word: string) =>
  wordsOf(rows.of('difference')[LOST]!.text).filter((lost) => lost === word).length;

export default wordsOn(experiment, {
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
});
