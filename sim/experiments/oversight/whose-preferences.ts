/** Two schools vote on three answers; one reward model for both, and one for each. */
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { bradleyTerry } from '../../measure/bradleyTerry.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';

/** Of an answer to: ibuprofen for a patient on warfarin? */
const ANSWERS = [
  'A: the danger alone',
  'B: the danger and the alternative',
  'C: the alternative alone',
] as const;

const BESTS = [...ANSWERS, 'none: a tie'] as const;

const SCHOOLS = ['danger-first', 'alternative-first'] as const;

const DUELS = ['A against B', 'B against C', 'C against A'] as const;

/** First and second of each duel: around the circle. */
const AROUND = [
  [0, 1],
  [1, 2],
  [2, 0],
] as const;

const MODELS = ['both schools together', ...SCHOOLS] as const;

/** Shares of the danger-first school at which the scores are drawn. */
const POINTS = 40;

const logits = (label: string, help: string) =>
  ({ label, unit: 'logits', help, digits: 2, hue: 'reward' }) as const;

export const series = {
  scores: {
    title: 'One reward model for both',
    metrics: {
      mixture: share('Share of the votes that come from the danger-first school.', 'danger-first votes'),
      a: logits('A', 'Score of the danger alone.'),
      b: logits('B', 'Score of the danger and the alternative.'),
      c: logits('C', 'Score of the alternative alone.'),
    },
  },
  set: {
    title: 'As set',
    metrics: {
      mixture: share('Share of danger-first votes that is set.', 'danger-first votes'),
      a: logits('A', 'Score of the danger alone.'),
      b: logits('B', 'Score of the danger and the alternative.'),
      c: logits('C', 'Score of the alternative alone.'),
    },
  },
  duels: {
    title: 'Votes',
    metrics: {
      duel: { label: 'duel', unit: '', help: 'Two answers.', digits: 0, names: DUELS },
      danger: share('Votes of the danger-first school for the first of the two.', 'danger-first'),
      alternative: share('Votes of the alternative-first school for it.', 'alternative-first'),
      together: share('All votes for it, in their mixture.', 'together'),
      model: share('What the one reward model takes them to be.', 'by the model'),
    },
  },
  chosen: {
    title: 'Whose answer is it?',
    metrics: {
      model: {
        label: 'reward model of',
        unit: '',
        help: 'On whose votes it is trained.',
        digits: 0,
        names: MODELS,
      },
      best: { label: 'its best answer', unit: '', help: 'With the highest score.', digits: 0, names: BESTS },
      danger: share(
        'Votes of the danger-first school for this answer against its own favourite: 50 % if it is the favourite.',
        'danger-first',
      ),
      alternative: share('The same of the alternative-first school.', 'alternative-first'),
    },
  },
  outcome: {
    title: 'Outcome',
    metrics: {
      nobodys: {
        label: 'the best answer of the one model',
        unit: '',
        help: 'Whether it is what a school likes best.',
        digits: 0,
        names: ['a school’s favourite', 'nobody’s favourite'],
      },
      circle: {
        label: 'majorities',
        unit: '',
        help: 'Whether each answer loses one duel and wins one.',
        digits: 0,
        names: ['in one order', 'in a circle'],
      },
      misfit: share('Largest distance of the model from the votes of a duel.', 'misfit'),
    },
  },
} as const;

/** Utilities of A, B and C, in logits. */
type Utilities = readonly [number, number, number];

/** Bradley–Terry votes for i against j. */
const voteOf = (utilities: Utilities, i: number, j: number) => sigmoid(utilities[i]! - utilities[j]!);

/** The votes of both schools for i against j, mixed. */
const mixed = (p: number, danger: Utilities, alternative: Utilities, i: number, j: number) =>
  p * voteOf(danger, i, j) + (1 - p) * voteOf(alternative, i, j);

/** Scores of a reward model that is fitted to infinitely many of these votes, as many of each duel. */
function scoresFor(p: number, danger: Utilities, alternative: Utilities): Float64Array {
  const table = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) if (i !== j) table[3 * i + j] = mixed(p, danger, alternative, i, j);
  }
  return bradleyTerry(table, 0);
}

/** Scores and shares that differ by less are equal but for rounding. */
const ROUNDING = 1e-7;

/** The answers with the highest score. */
function bestOf(scores: ArrayLike<number>): number[] {
  const top = Math.max(...Array.from(scores));
  return [0, 1, 2].filter((i) => scores[i]! > top - ROUNDING);
}

export default defineExperiment({
  id: 'whose-preferences',
  title: 'Two schools of annotators and one reward model: whose answer it likes best depends on who votes.',
  params: {
    mixture: {
      kind: 'number',
      symbol: 'p',
      label: 'votes by the danger-first school',
      unit: 'share',
      help: 'The rest come from the alternative-first school.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
    compromise: {
      kind: 'number',
      label: 'how much both like the compromise',
      help: 'Where answer B stands for each school: near 0 almost as bad as its last, near 1 almost as good as its first.',
      min: 0.1,
      max: 0.9,
      step: 0.1,
      default: 0.8,
    },
    danger: {
      kind: 'number',
      label: 'how sure the danger-first school is',
      unit: 'logits',
      help: 'From its last answer, C, to its first, A.',
      min: 0.5,
      max: 6,
      step: 0.5,
      default: 3,
      menu: true,
    },
    alternative: {
      kind: 'number',
      label: 'how sure the alternative-first school is',
      unit: 'logits',
      help: 'From its last answer, A, to its first, C.',
      min: 0.5,
      max: 6,
      step: 0.5,
      default: 3,
      menu: true,
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'scores',
      title: 'Score of each answer, by who votes',
      unit: 'logits',
      size: 'wide',
      x: { domain: [0, 1], percent: true, label: 'danger-first votes, %' },
      y: { domain: [-3, 3] },
      layers: [
        { series: 'scores', x: 'mixture', y: 'a', mark: 'line', role: 'thin', label: 'A danger' },
        { series: 'scores', x: 'mixture', y: 'b', mark: 'line', label: 'B both' },
        { series: 'scores', x: 'mixture', y: 'c', mark: 'line', role: 'counterpart', label: 'C alternative' },
        { series: 'set', x: 'mixture', y: 'a', mark: 'dot' },
        { series: 'set', x: 'mixture', y: 'c', mark: 'dot' },
        { series: 'set', x: 'mixture', y: 'b', mark: 'dot' },
      ],
      references: [{ axis: 'x', at: { series: 'set', metric: 'mixture' }, label: 'as set' }],
    },
    {
      kind: 'table',
      id: 'chosen',
      title: 'The best answer of each reward model, and what the schools think of it',
      size: 'wide',
      table: { series: 'chosen', columns: ['model', 'best', 'danger', 'alternative'] },
    },
    {
      kind: 'table',
      id: 'duels',
      title: 'Votes for the first answer of each duel',
      size: 'wide',
      table: { series: 'duels', columns: ['duel', 'danger', 'alternative', 'together', 'model'] },
    },
    {
      kind: 'table',
      id: 'outcome',
      title: 'In short',
      size: 'strip',
      table: { series: 'outcome', columns: ['nobodys', 'circle', 'misfit'] },
    },
  ],
  tabs: [
    { label: 'Scores', views: ['scores'] },
    { label: 'Whose answer', views: ['chosen', 'outcome'] },
    { label: 'Votes', views: ['duels'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'Three answers, infinitely many votes, and two schools that are of one mind within.',
    'A reward model fits a score to each answer; it has no prompt to read and cannot tell who votes.',
  ],
}).runs(function* runWhosePreferences({ mixture, compromise, danger, alternative }) {
  const ofDanger: Utilities = [danger, danger * compromise, 0];
  const ofAlternative: Utilities = [0, alternative * compromise, alternative];
  for (let i = 0; i <= POINTS; i++) {
    const [a, b, c] = scoresFor(i / POINTS, ofDanger, ofAlternative);
    yield { series: 'scores', mixture: i / POINTS, a: a!, b: b!, c: c! };
  }
  const together = scoresFor(mixture, ofDanger, ofAlternative);
  const [a, b, c] = together;
  yield { series: 'set', mixture, a: a!, b: b!, c: c! };
  const duels = AROUND.map(([i, j]) => ({
    danger: voteOf(ofDanger, i, j),
    alternative: voteOf(ofAlternative, i, j),
    together: mixed(mixture, ofDanger, ofAlternative, i, j),
    model: sigmoid(together[i]! - together[j]!),
  }));
  for (const [duel, votes] of duels.entries()) yield { series: 'duels', duel, ...votes };
  const favourites = [bestOf(ofDanger)[0]!, bestOf(ofAlternative)[0]!] as const;
  const bests = [bestOf(together), ...favourites.map((each) => [each])];
  for (const [model, answers] of bests.entries()) {
    yield {
      series: 'chosen',
      model,
      best: answers.length === 1 ? answers[0]! : BESTS.indexOf('none: a tie'),
      danger: mean(answers.map((answer) => voteOf(ofDanger, answer, favourites[0]))),
      alternative: mean(answers.map((answer) => voteOf(ofAlternative, answer, favourites[1]))),
    };
  }
  const won = duels.map(({ together: votes }) =>
    Math.abs(votes - 0.5) < ROUNDING ? 0 : Math.sign(votes - 0.5),
  );
  yield {
    series: 'outcome',
    nobodys: bests[0]!.some((answer) => favourites.includes(answer)) ? 0 : 1,
    circle: won[0] !== 0 && won.every((each) => each === won[0]) ? 1 : 0,
    misfit: Math.max(...duels.map((votes) => Math.abs(votes.together - votes.model))),
  };
});
