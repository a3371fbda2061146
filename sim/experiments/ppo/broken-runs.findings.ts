/** What prose quotes of `broken-runs`, and what exercises ask of it. */
import type { SettingsOf } from '../../param.ts';
import { only, wordsOn, type Wrong } from '../../words.ts';
import experiment from './broken-runs.ts';

type Run = SettingsOf<typeof experiment.params>['run'];
type Mend = SettingsOf<typeof experiment.params>['mend'];
type Result = 'gold' | 'proxy' | 'kl' | 'clipFraction' | 'valueLoss' | 'entropy' | 'length' | 'forbids';

const result = (metric: Result) => only('result', metric);

/** A number of a run as it was. */
const of = (run: Run, metric: Result, says: string, between: readonly [number, number]) => ({
  says,
  ...(run !== 'healthy' && { settings: { run } }),
  at: result(metric),
  between,
});

/** Gold reward of a run with one change. */
const changed = (run: Run, mend: Mend, says: string, between: readonly [number, number]) => ({
  says,
  settings: { run, mend },
  at: result('gold'),
  between,
});

const wrong = (run: Run, mend: Mend, because: string): Wrong<typeof experiment.params> => ({
  settings: { run, mend },
  fails: 'low',
  because,
});

/** Mend this run: back to what the healthy one reaches on most seeds. */
const mended = (
  run: Exclude<Run, 'healthy'>,
  mend: Mend,
  hint: string,
  because: string,
  wrongs: readonly [
    Wrong<typeof experiment.params>,
    Wrong<typeof experiment.params>,
    ...Wrong<typeof experiment.params>[],
  ],
) => {
  const name = experiment.params.run.choices[run];
  return {
    says: `${name}, mended: a gold reward of at least 0.62`,
    label: 'gold reward at the end',
    unit: '',
    digits: 2,
    scale: [-0.4, 1],
    target: [0.62, 1],
    at: result('gold'),
    unless: (settings: SettingsOf<typeof experiment.params>) =>
      settings.run === run ? undefined : `this is not ${name}`,
    hint,
    solution: { run, mend },
    because,
    wrong: wrongs,
  } as const;
};

export default wordsOn(experiment, {
  findings: {
    steps: {
      says: 'steps of a run',
      measure: () => experiment.params.steps.default,
      between: [20, 60],
    },
    healthyGold: of('healthy', 'gold', 'gold reward at the end of the healthy run', [0.6, 0.8]),
    healthyKl: of('healthy', 'kl', 'KL at its end', [0.3, 1.2]),
    healthyClip: of('healthy', 'clipFraction', 'clip fraction at its end', [0, 0.01]),
    healthyValueLoss: of('healthy', 'valueLoss', 'value loss at its end', [0.1, 0.5]),
    healthyProxy: of('healthy', 'proxy', 'score of the reward model at its end', [0, 0.5]),
    healthyForbids: of('healthy', 'forbids', 'answers that forbid at its end', [0.1, 0.3]),
    maskGold: of('one', 'gold', 'gold reward at the end of run 1', [0.35, 0.6]),
    maskProxy: of('one', 'proxy', 'score of the reward model at its end', [-0.4, 0.2]),
    maskEntropy: of('one', 'entropy', 'entropy at its end', [0.25, 0.5]),
    healthyEntropy: of('healthy', 'entropy', 'entropy at the end of the healthy run', [0.15, 0.25]),
    hackedProxy: of('two', 'proxy', 'score of the reward model at the end of run 2', [0.6, 3]),
    hackedGold: of('two', 'gold', 'gold reward at its end', [-0.3, 0.2]),
    hackedKl: of('two', 'kl', 'KL at its end', [3, 12]),
    hackedForbids: of('two', 'forbids', 'answers that forbid at its end', [0.7, 1]),
    hackedHeld: changed('two', 'beta', 'gold reward of run 2 with a KL penalty of 0.5', [0.2, 0.62]),
    passesClip: of('three', 'clipFraction', 'clip fraction at the end of run 3', [0.08, 0.25]),
    passesGold: of('three', 'gold', 'gold reward at its end', [0.3, 0.65]),
    passesKl: of('three', 'kl', 'KL at its end', [1.3, 5]),
    passesWide: changed('three', 'clip', 'gold reward of run 3 with a clip range of 0.4', [0.3, 0.7]),
    signKl: of('four', 'kl', 'KL at the end of run 4', [10, 60]),
    signGold: of('four', 'gold', 'gold reward at its end', [-0.5, 0.45]),
    signHeld: changed('four', 'beta', 'gold reward of run 4 with a penalty of 0.5', [-0.8, 0.2]),
    itselfProxy: of('five', 'proxy', 'score of the reward model at the end of run 5', [0.4, 4]),
    itselfGold: of('five', 'gold', 'gold reward at its end', [0, 0.55]),
    leakValueLoss: of('six', 'valueLoss', 'value loss at the end of run 6', [2, 100000]),
    leakGold: of('six', 'gold', 'gold reward at its end', [-0.2, 0.66]),
  },
  goals: {
    mendOne: mended(
      'one',
      'mask',
      'The policy moves as far as in the healthy run, and earns nothing. What if the wrong tokens are paid?',
      'With the mask in its place the run is the healthy one, bit for bit. One position off, the first token, which is the verdict, is never updated, and every other token is paid for the one before it.',
      [
        wrong(
          'one',
          'beta',
          'A larger penalty makes the policy move less. It moves in the wrong direction, not too fast.',
        ),
        wrong(
          'one',
          'labels',
          'The reward model was not at fault: better labels are paid to the wrong tokens, too.',
        ),
      ],
    ),
    mendTwo: mended(
      'two',
      'labels',
      'Score up, truth down: look at what the answers have in common, and ask who liked them.',
      'With labels by experts the reward model no longer likes warnings, and gold rises instead of falling, although the KL penalty is still 0.',
      [
        wrong(
          'two',
          'beta',
          'The penalty holds the policy nearer to the start, and the harm is smaller. But gold still falls, because the wrong thing is still what is paid.',
        ),
        wrong('two', 'clip', 'No clip is in the way here; the policy does what it is paid for.'),
      ],
    ),
    mendThree: mended(
      'three',
      'passes',
      'The clip fraction is the symptom. What makes ratios leave the clip range?',
      'With two passes gold ends about where the healthy run ends. Eight updates on the same 64 answers carry the policy far beyond what those answers can tell; the clip stops some tokens and not the others.',
      [
        wrong(
          'three',
          'clip',
          'A wider clip range lowers the clip fraction and leaves the eight passes, which are the cause.',
        ),
        wrong(
          'three',
          'beta',
          'The penalty is part of the reward of the same 64 answers. Eight passes overfit it as well.',
        ),
      ],
    ),
    mendFour: mended(
      'four',
      'sign',
      'Nothing that is paid explains this KL. Who gains by being far away?',
      'With the penalty subtracted the run is the healthy one, bit for bit. Added, every nat away from the fine-tuned model is a reward, and it is the easiest one to earn.',
      [
        wrong(
          'four',
          'beta',
          'Five times the penalty with the wrong sign is five times the reward for going away.',
        ),
        wrong(
          'four',
          'labels',
          'Better labels make the score worth more beside the bonus, and slow the flight; the bonus remains.',
        ),
      ],
    ),
    mendFive: mended(
      'five',
      'labels',
      'The score rises and the truth falls, but here no annotator is to blame. Whose labels does the reward model learn from?',
      'With labels by experts gold ends about where the healthy run ends. A reward model that labels for itself learns nothing about answers, only to be surer of what it thinks already, its mistakes included.',
      [
        wrong(
          'five',
          'beta',
          'It helps: the policy stays nearer to answers that the reward model knew. But its mistakes go on growing.',
        ),
        wrong('five', 'clip', 'The updates are sound; what they are paid for is not.'),
      ],
    ),
    mendSix: mended(
      'six',
      'answers',
      'Which curve is out of all proportion from the first steps on? What does that head foretell?',
      'With advantages that end where their answer ends the run is the healthy one, bit for bit. Before, each token was paid for the answers behind it in the batch, and the value head was asked to foretell the rewards of other questions.',
      [
        wrong(
          'six',
          'beta',
          'The penalty of every token leaks into all answers before it as well: more of it is more noise.',
        ),
        wrong('six', 'labels', 'Better labels reach the wrong answers, too.'),
      ],
    ),
  },
  presets: [
    { settings: { run: 'one' } },
    { settings: { run: 'two' } },
    { settings: { run: 'three' } },
    { settings: { run: 'four' } },
    { settings: { run: 'five' } },
    { settings: { run: 'six' } },
  ],
});
