/** The base, fine-tuned and PPO models of the teaching world, and a guest, compared answer by answer. */
import { defineExperiment, type Hue } from '../../experiment.ts';
import { START, updateRatings } from '../../measure/elo.ts';
import { counted, pairsOf } from '../../measure/games.ts';
import { rate } from '../../measure/standings.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { probeOf } from '../../stages/probe.ts';
import { goldReward, judge, metricsOf, readableAnswer, type Question } from '../../world/world.ts';
import { compare } from './contest.ts';
import { guestAnswer, guests, type Guest } from './guests.ts';
import { addedTies, leadMetrics, leadRow, pairMetrics, points, standingMetrics, ties } from './metrics.ts';
import { meetings } from './pairs.ts';
import { seedParam } from '../seed.ts';

const MODELS = ['base', 'sft', 'ppo'] as const;

const GUESTS = Object.keys(guests) as Guest[];

/** The three models, then every guest that may be the fourth. */
const NAMES = ['base', 'SFT', 'PPO', ...GUESTS.map((guest) => guests[guest])];

const PLAYERS = MODELS.length + 1;

export const PAIRS = pairsOf(PLAYERS);

/** Games between two points of a curve. */
const EVERY = 20;

export const asked: Readonly<Record<string, (question: Question) => boolean>> = {
  all: () => true,
  avoid: ({ fact }) => fact.verdict === 'AVOID',
  ask: ({ fact }) => fact.verdict === 'ASK',
  others: ({ fact }) => fact.verdict !== 'AVOID' && fact.verdict !== 'ASK',
};

/** A colour and mark for each player. */
const HUES = ['kl', 'margin', 'reward', 'loss'] as const satisfies readonly Hue[];

const four = <const M extends object>(metric: (name: string) => M) => {
  const of = <const H extends Hue>(name: string, hue: H) => ({ ...metric(name), hue });
  return {
    base: of('base', HUES[0]),
    sft: of('SFT', HUES[1]),
    ppo: of('PPO', HUES[2]),
    guest: of('the guest', HUES[3]),
  } as const;
};

const safetyOf = (name: string) =>
  ({
    label: name,
    unit: 'share',
    help: `Safety of ${name}: of the held-out questions to which the answer is to avoid, those answered so.`,
    digits: 2,
  }) as const;

export const series = {
  said: {
    title: 'Metformin at eGFR 28: an answer of each',
    metrics: {
      assistant: { label: 'assistant', unit: '', help: 'Who answers.', digits: 0, names: NAMES },
      text: {
        label: 'answer',
        unit: '',
        help: 'Model output, may be wrong: sampled or likeliest, as set, as an English sentence.',
        digits: 0,
        text: true,
      },
      judged: {
        label: 'verdict',
        unit: '',
        help: 'By the gold reward.',
        digits: 0,
        names: ['right', 'wrong'],
      },
    },
  },
  standing: {
    title: 'After all games',
    metrics: {
      assistant: { label: 'assistant', unit: '', help: 'Who answers.', digits: 0, names: NAMES },
      ...standingMetrics,
      gold: {
        label: 'gold reward',
        unit: '',
        help: 'Mean over all held-out questions, whichever are played.',
        hue: 'gold',
        digits: 2,
      },
      safety: {
        label: 'safety',
        unit: 'share',
        help: 'Of the held-out questions to which the answer is to avoid, those answered so.',
        digits: 2,
      },
      lostRight: {
        label: 'lost with the right verdict',
        unit: 'share',
        help: 'Of the games that it lost, those in which its verdict (and number) was right: lost by form, by length or by a detail.',
        digits: 2,
      },
    },
  },
  corner: {
    title: 'Rating and safety',
    metrics: {
      baseRating: points('base', 'Bradley–Terry rating of base.'),
      sftRating: points('SFT', 'Bradley–Terry rating of SFT.'),
      ppoRating: points('PPO', 'Bradley–Terry rating of PPO.'),
      guestRating: points('guest', 'Bradley–Terry rating of the guest.'),
      ...four(safetyOf),
    },
  },
  lead: {
    title: 'Differences of two ratings',
    metrics: {
      pair: { label: 'pair', unit: '', help: 'Whose rating minus whose.', digits: 0, text: true },
      ...leadMetrics,
    },
  },
  pair: {
    title: 'Pair by pair',
    metrics: {
      pair: { label: 'pair', unit: '', help: 'Who met whom.', digits: 0, text: true },
      ...pairMetrics,
    },
  },
  game: {
    title: 'Elo, game by game',
    metrics: {
      game: { label: 'game', unit: 'games', help: 'Games so far.', digits: 0 },
      ...four((name) => points(name, `Elo rating of ${name} so far.`)),
    },
  },
} as const;

export const [BASE, SFT, PPO, GUEST] = [0, 1, 2, 3] as const;

export default defineExperiment({
  id: 'elo-assistants',
  title: 'A rating adds up games; whether “avoid” is said where it is right is counted beside it.',
  params: {
    guest: {
      kind: 'choice',
      label: 'guest',
      help: 'A fourth assistant, which follows a rule: the expert’s answer, but never “avoid”; “ask a pharmacist” to everything; or the expert’s answer to everything.',
      choices: guests,
      default: 'agreeable',
    },
    answers: {
      kind: 'choice',
      label: 'answers',
      help: 'How the three models answer in all games: sampled at temperature 1, or the likeliest token each time.',
      choices: { sampled: 'sampled (T = 1)', likeliest: 'likeliest (T = 0)' },
      default: 'sampled',
    },
    questions: {
      kind: 'choice',
      label: 'games on',
      help: 'Which held-out questions are played: all, those to which the right answer is to avoid, those that nobody can answer, or the rest.',
      choices: {
        all: 'all questions',
        avoid: 'what must be avoided',
        ask: 'what nobody can answer',
        others: 'the rest',
      },
      default: 'all',
      menu: true,
    },
    positionBias: {
      kind: 'number',
      label: 'position bias',
      unit: 'share',
      help: 'Share of games in which the judge takes the answer that stands first, whatever it says.',
      min: 0,
      max: 0.5,
      step: 0.05,
      default: 0,
      menu: true,
    },
    placing: {
      kind: 'choice',
      label: 'stands first',
      help: 'Which of the two answers the judge sees first; base is the oldest assistant, the guest the newest.',
      choices: { random: 'either, by a coin', 'older-first': 'the older', 'newer-first': 'the newer' },
      default: 'random',
      menu: true,
    },
    rounds: {
      kind: 'number',
      label: 'answers per question',
      help: 'Each model answers every question so many times; one answer, one game with each of the others.',
      min: 1,
      max: 4,
      step: 1,
      default: 1,
      menu: true,
    },
    ties,
    kFactor: {
      kind: 'number',
      symbol: 'K',
      label: 'step of Elo',
      unit: 'points',
      help: 'Points at stake in a game; 4 is the value of Chatbot Arena’s program.',
      min: 1,
      max: 64,
      step: 1,
      default: 4,
      menu: true,
    },
    addedTies,
    seed: seedParam('Fixes the answers, the order of the questions, the judge’s slips and the bootstrap.'),
  },
  series,
  clock: { series: 'game', metric: 'game', runs: 'the tournament' },
  views: [
    {
      kind: 'xy',
      id: 'corner',
      title: 'Safety against rating',
      unit: '% of the questions to avoid',
      size: 'strip',
      x: { domain: [800, 1200], label: 'Bradley–Terry rating, points' },
      y: { domain: [0, 1], percent: true, label: 'safety, %' },
      layers: [
        { series: 'corner', x: 'baseRating', y: 'base', mark: 'line', label: 'base' },
        { series: 'corner', x: 'sftRating', y: 'sft', mark: 'line', label: 'SFT' },
        { series: 'corner', x: 'ppoRating', y: 'ppo', mark: 'line', label: 'PPO' },
        { series: 'corner', x: 'guestRating', y: 'guest', mark: 'line', label: 'guest' },
      ],
    },
    {
      kind: 'xy',
      id: 'ratings',
      title: 'Elo, game by game',
      unit: 'points',
      size: 'panel',
      x: { label: 'games' },
      y: { domain: [850, 1200] },
      layers: [
        { series: 'game', x: 'game', y: 'base', mark: 'line', label: 'base' },
        { series: 'game', x: 'game', y: 'sft', mark: 'line', label: 'SFT' },
        { series: 'game', x: 'game', y: 'ppo', mark: 'line', label: 'PPO' },
        { series: 'game', x: 'game', y: 'guest', mark: 'line', label: 'guest' },
      ],
    },
    {
      kind: 'bars',
      id: 'bradley-terry',
      title: 'Bradley–Terry',
      unit: 'points; 95 % interval',
      size: 'panel',
      from: START,
      x: { domain: [800, 1200] },
      bars: { series: 'standing', by: 'assistant', value: 'bt', interval: ['low', 'high'] },
    },
    {
      kind: 'bars',
      id: 'safety',
      title: 'Safety',
      unit: '% of avoid questions',
      size: 'panel',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'standing', by: 'assistant', value: 'safety' },
    },
    {
      kind: 'table',
      id: 'standings',
      title: 'After all games',
      size: 'wide',
      table: {
        series: 'standing',
        columns: ['assistant', 'elo', 'bt', 'gold', 'safety', 'lostRight'],
      },
    },
    {
      kind: 'table',
      id: 'leads',
      title: 'Differences of Bradley–Terry ratings',
      unit: 'points',
      size: 'wide',
      table: { series: 'lead', columns: ['pair', 'lead', 'low', 'high', 'ahead'] },
    },
    {
      kind: 'table',
      id: 'pairs',
      title: 'Pair by pair',
      unit: '%',
      size: 'wide',
      table: { series: 'pair', columns: ['pair', 'games', 'ties', 'score', 'expected'] },
    },
    {
      kind: 'texts',
      id: 'answers',
      title:
        'Metformin, eGFR 28: may it be given? One answer of each (may be wrong), at the temperature of the games',
      size: 'panel',
      texts: { series: 'said', by: 'assistant', text: 'text', verdict: 'judged' },
    },
  ],
  tabs: [
    { label: 'Ratings', views: ['corner', 'ratings', 'bradley-terry'] },
    { label: 'Answers', views: ['safety', 'answers'] },
    { label: 'Table', views: ['standings'] },
    { label: 'Differences', views: ['leads'] },
    { label: 'Pair by pair', views: ['pairs'] },
  ],
  needs: MODELS.map((model) => ({ model })),
  engine: true,
  small: { questions: 'ask', positionBias: 0.2 },
  clinical: true,
  simplified: [
    'The judge compares gold rewards exactly; a pharmacist would also tire, disagree and overlook.',
    'The three models were trained once, with the default settings of the pipeline; the seed changes their answers, not their weights.',
    'The guests follow a rule and look the right answer up.',
  ],
}).runs(function* runEloAssistants(settings, { kernels, crew, rng, models }) {
  const { guest, questions: which, positionBias, placing, rounds, kFactor } = settings;
  const temperature = settings.answers === 'sampled' ? 1 : 0;
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { world, policy } = laboratory;
  const all = Array.from({ length: rounds }, () => world.evaluation).flat();
  const { question: followed } = probeOf(world, 'metformin', 28);
  const nameOf = (player: number) => (player < GUEST ? player : GUEST + GUESTS.indexOf(guest));
  const saidBy = (player: number, answer: readonly number[]) => ({
    series: 'said' as const,
    assistant: nameOf(player),
    text: readableAnswer(world.decode(answer), followed.fact),
    judged: goldReward(followed, answer) > 0 ? 0 : 1,
  });

  const answers: (readonly number[])[][] = [];
  for (const [player, model] of MODELS.entries()) {
    restore(policy, models[model]!);
    const [said] = yield* answersTo(laboratory, [followed], temperature, rng.stream(`said by ${model}`));
    yield saidBy(player, said!.answer);
    const responses = yield* answersTo(laboratory, all, temperature, rng.stream(`answers of ${model}`));
    answers.push(responses.map(({ answer }) => answer));
  }
  yield saidBy(GUEST, guestAnswer(guest, followed, world));
  answers.push(all.map((question) => guestAnswer(guest, question, world)));

  // All games on a question, in whichever round, depend on one another: they are one unit of the bootstrap.
  const order = rng.stream('order').shuffle(world.evaluation.map((_, q) => q));
  const judging = rng.stream('judge');
  const [lost, lostRight] = [new Float64Array(PLAYERS), new Float64Array(PLAYERS)];
  const units = order
    .filter((q) => asked[which]!(world.evaluation[q]!))
    .map((q) => {
      const games = Array.from({ length: rounds }, (_, round) => {
        const at = round * world.evaluation.length + q;
        const quality = answers.map((written) => goldReward(all[at]!, written[at]!));
        const games = compare(quality, positionBias, placing, judging);
        for (const { first, second, score } of games) {
          if (score === 0.5) continue;
          const loser = score === 1 ? second : first;
          lost[loser]! += 1;
          if (judge(all[at]!, answers[loser]![at]!).right) lostRight[loser]! += 1;
        }
        return games;
      });
      return counted(games.flat(), settings.ties);
    });
  const games = units.flat();
  const rated = rate(PLAYERS, units, kFactor, settings.addedTies, rng);
  const { standings, table } = rated;
  const measured = answers.map((each) => metricsOf(world, all, each));
  for (const [player, standing] of standings.entries()) {
    const { gold, safety } = measured[player]!;
    const share = lost[player]! > 0 ? lostRight[player]! / lost[player]! : 0;
    yield { series: 'standing', assistant: nameOf(player), ...standing, gold, safety, lostRight: share };
  }
  yield {
    series: 'corner',
    baseRating: standings[BASE]!.bt,
    sftRating: standings[SFT]!.bt,
    ppoRating: standings[PPO]!.bt,
    guestRating: standings[GUEST]!.bt,
    base: measured[BASE]!.safety,
    sft: measured[SFT]!.safety,
    ppo: measured[PPO]!.safety,
    guest: measured[GUEST]!.safety,
  };
  for (const [older, newer] of PAIRS) {
    const pair = `${NAMES[nameOf(newer)]!} − ${NAMES[nameOf(older)]!}`;
    yield { series: 'lead', pair, ...leadRow(rated, newer, older) };
  }
  for (const [at, met] of meetings(games, table, standings).entries()) {
    const [first, second] = PAIRS[at]!;
    yield { series: 'pair', pair: `${NAMES[nameOf(first)]!} against ${NAMES[nameOf(second)]!}`, ...met };
  }

  const ratings = new Float64Array(PLAYERS).fill(START);
  const row = (game: number) => {
    const [base, sft, ppo, guest] = ratings as unknown as [number, number, number, number];
    return { series: 'game' as const, game, base, sft, ppo, guest };
  };
  yield row(0);
  for (const [i, game] of games.entries()) {
    updateRatings(ratings, game, kFactor);
    if ((i + 1) % EVERY === 0 || i + 1 === games.length) yield row(i + 1);
  }
});
