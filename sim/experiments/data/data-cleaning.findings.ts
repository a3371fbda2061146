/** What prose quotes of `data-cleaning`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { wordsCompared } from '../../text/comparedWords.ts';
import experiment, { LOST } from './data-cleaning.ts';

const lost = only('difference', 'count', { what: 'lost' });

const timesLost = (word: string) => (rows: Measured<typeof experiment.series>) =>
  wordsCompared(rows.of('difference')[LOST]!.text).filter((each) => each === word).length;

export default wordsOn(experiment, {
  findings: {
    readable: {
      says: 'words that a reader of the page sees',
      at: only('difference', 'count', { what: 'on the page' }),
      between: [25, 40],
    },
    lost: {
      says: 'words of the page that the careless cleaner does not leave as they were',
      at: lost,
      as: 'count',
      between: [8, 8],
    },
    lostOtherOrder: {
      says: 'words that its patterns lose when addresses go first',
      settings: { order: 'safe' },
      at: lost,
      as: 'before a noun',
      between: [6, 9],
    },
    avoidLost: {
      says: 'times that “avoid” is among the lost words',
      measure: timesLost('avoid'),
      as: 'times',
      between: [2, 2],
    },
    lostByCorrect: {
      says: 'words that the correct cleaner loses',
      settings: { cleaner: 'correct', order: 'safe' },
      at: lost,
      as: 'before a noun',
      between: [0, 0],
    },
    lostInSourceOrder: {
      says: 'words that the correct patterns lose in the careless order',
      settings: { cleaner: 'correct' },
      at: lost,
      as: 'before a noun',
      between: [1, 1],
    },
    lostEntitiesFirst: {
      says: 'words lost from a sentence with coded signs if entities are decoded before tags',
      settings: {
        cleaner: 'correct',
        order: 'entitiesFirst',
        page: 'Potassium &lt;target: give more; if &gt;5.5 stop.',
      },
      at: lost,
      as: 'before a noun',
      between: [3, 6],
    },
  },
  goals: {
    opposite: {
      says: 'Write a warning from which the careless cleaner removes the word “not”.',
      label: '“not” among the lost words:',
      unit: 'times',
      digits: 0,
      scale: [0, 3],
      target: [1, 3],
      measure: timesLost('not'),
      unless: ({ cleaner }) => (cleaner === 'source' ? undefined : 'the cleaner has to be the careless one.'),
      hint: 'Its tag pattern takes everything from a “<” to the next “>”. Which two numbers of a laboratory report would stand around the “not”?',
      solution: { page: 'If potassium <3.5 do not start; if >3.5 start.' },
      because:
        'The pattern takes what stands between “<” and the next “>” for a tag. With “not” between the two bounds of a laboratory value it is taken out, and the warning says the opposite.',
      wrong: [
        {
          settings: { page: 'If potassium >3.5 do not start; if <3.5 start.' },
          fails: 'low',
          because:
            'Here “>” comes before “<”: nothing stands between a “<” and a later “>”, so no tag is seen.',
        },
        {
          settings: { page: 'Potassium &lt;3.5: do not start; &gt;3.5: start.' },
          fails: 'low',
          because:
            'As entities the signs are no tags, and this cleaner never decodes them: it leaves the sentence as it is.',
        },
      ],
    },
  },
  presets: [
    { label: 'Careless cleaner', settings: {} },
    { label: 'The same, addresses first', settings: { order: 'safe' } },
    { label: 'Correct cleaner', settings: { cleaner: 'correct', order: 'safe' } },
  ],
});
