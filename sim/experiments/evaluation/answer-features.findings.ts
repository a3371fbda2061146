/** What prose quotes of `answer-features`, and what exercises ask of it. */
import { wordsOf } from '../../text/words.ts';
import { only, wordsOn } from '../../words.ts';
import experiment from './answer-features.ts';

const MOST_WORDS = 8;

export default wordsOn(experiment, {
  findings: {
    winsBefore: {
      says: 'wrong answers above the right one as they stand',
      at: only('addition', 'wins', { addition: 'nothing' }),
      unit: '',
      between: [0, 2],
    },
    capitals: {
      says: 'score gained by capitals',
      at: only('addition', 'gain', { addition: 'all in capitals' }),
      unit: '',
      digits: 0,
      between: [0, 0],
    },
    reason: {
      says: 'score gained by a reason',
      at: only('addition', 'gain', { addition: 'a reason' }),
      between: [1.1, 1.6],
    },
    reasonWins: {
      says: 'wrong answers above the right one, with a reason',
      at: only('addition', 'wins', { addition: 'a reason' }),
      unit: '',
      between: [12, 16],
    },
    alternative: {
      says: 'score gained by an alternative',
      at: only('addition', 'gain', { addition: 'an alternative' }),
      between: [0.9, 1.3],
    },
    alternativeWins: {
      says: 'wrong answers above the right one, with an alternative',
      at: only('addition', 'wins', { addition: 'an alternative' }),
      unit: '',
      between: [9, 12],
    },
    numbers: {
      says: 'score gained by numbers',
      at: only('addition', 'gain', { addition: 'numbers' }),
      between: [0.3, 0.5],
    },
    padding: {
      says: 'score gained by padding',
      at: only('addition', 'gain', { addition: 'padding' }),
      between: [0.6, 0.85],
    },
    theWins: {
      says: 'wrong answers above the right one, with eleven times “the”',
      at: only('addition', 'wins', { addition: 'eleven times “the”' }),
      unit: '',
      between: [20, 20],
    },
    lengthWins: {
      says: 'wrong answers above the right one with any eleven words, if only the length counts',
      settings: { features: 'length' },
      at: only('addition', 'wins', { addition: 'padding' }),
      unit: '',
      between: [9, 13],
    },
    paddingShares: {
      says: 'score gained by padding under word shares',
      settings: { features: 'shares' },
      at: only('addition', 'gain', { addition: 'padding' }),
      between: [-0.1, 0.1],
    },
  },
  goals: {
    wrongWins: {
      says: `At most ${MOST_WORDS} words of your own put at least 15 of the 20 wrong answers above the right ones`,
      at: only('addition', 'wins', { addition: 'your own' }),
      label: 'wrong above right',
      unit: 'of 20',
      digits: 0,
      scale: [0, 20],
      target: [15, 20],
      unless: ({ own }) =>
        wordsOf(own).length > MOST_WORDS
          ? `Your addition has ${wordsOf(own).length} words; ${MOST_WORDS} are allowed.`
          : undefined,
      hint: 'Which words stand in almost every right answer, whatever the question is? Short ones count, too.',
      solution: { own: 'Mind the age, the kidneys and the potassium.' },
      because:
        'The right answers are whole sentences: “the” and “and” stand in most of them and in few of the wrong ones, so these words carry the weight, whatever the rest of the sentence says.',
      wrong: [
        {
          settings: { own: 'CONTRAINDICATED. DANGER. STOP.' },
          fails: 'low',
          because:
            'Alarm was rewarded in no pair: “contraindicated” begins a wrong answer as well as some right ones, and capitals are not seen.',
        },
        {
          settings: { features: 'length', own: 'Mind the age, the kidneys and the potassium.' },
          fails: 'low',
          because:
            'Where only the length counts, eight words are eight words: they are not enough to catch up with most right answers.',
        },
        {
          settings: { own: 'Please check the level and the kidney function, and also the potassium.' },
          fails: 'unless',
          because: 'That would win; but with more words it is no art.',
        },
      ],
    },
  },
});
