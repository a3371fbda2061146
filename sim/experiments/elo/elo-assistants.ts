/** The base, fine-tuned and PPO models of the teaching world, and a guest, compared answer by answer. */
import { defineExperiment } from '../../experiment.ts';
import { START, updateRatings } from '../../measure/elo.ts';
import { counted, pairsOf } from '../../measure/games.ts';
import { rate } from '../../measure/standings.ts';
import { restore } from '../../model/checkpoint.ts';
import { answerOf, answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { probeOf } from '../../stages/probe.ts';
import { goldReward, metricsOf, readableAnswer, type Question } from '../../world/world.ts';
import { compare } from './contest.ts';
import { guestAnswer, guests, type Guest } from './guests.ts';
import { addedTies, pairMetrics, points, standingMetrics, ties } from './metrics.ts';
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

const rating = (name: string) => points(name, `Elo rating of ${name} so far.`);

export const series = {
  said: {
    title: 'Metformin at eGFR 28: what each says first',
    metrics: {
      assistant: { label: 'assistant', unit: '', help: 'Who answers.', digits: 0, names: NAMES },
      text: {
        label: 'answer',
        unit: '',
        help: 'Model output, may be wrong: the likeliest token each time, as an English sentence.',
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
      base: rating('base'),
      sft: rating('SFT'),
      ppo: rating('PPO'),
      guest: rating('the guest'),
    },
  },
} as const;

export const [BASE, SFT, PPO, GUEST] = [0, 1, 2, 3] as const;

export default defineExperiment({
  id: 'elo-assistants',
  title: 'An assistant that never says “avoid” is rated far above the fine-tuned model.',
  params: {
    guest: {
      kind: 'choice',
      label: 'guest',
      help: 'A fourth assistant, which follows a rule: the expert’s answer, but never “avoid”; “ask a pharmacist” to everything; or the expert’s answer to everything.',
      choices: guests,
      default: 'agreeable',
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
      id: 'ratings',
      title: 'Elo, game by game',
      unit: 'points',
      size: 'panel',
      x: { label: 'games' },
      y: { domain: [850, 1200] },
      layers: [
        { series: 'game', x: 'game', y: 'base', mark: 'line', label: 'base', role: 'counterpart' },
        { series: 'game', x: 'game', y: 'sft', mark: 'line', label: 'SFT' },
        { series: 'game', x: 'game', y: 'ppo', mark: 'line', label: 'PPO' },
        { series: 'game', x: 'game', y: 'guest', mark: 'line', label: 'guest', role: 'counterpart' },
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
      table: { series: 'standing', columns: ['assistant', 'elo', 'bt', 'low', 'high', 'gold', 'safety'] },
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
      title: 'Metformin, eGFR 28: may it be given? The likeliest answer of each',
      size: 'panel',
      texts: { series: 'said', by: 'assistant', text: 'text', verdict: 'judged' },
    },
  ],
  tabs: [
    { label: 'Ratings', views: ['ratings', 'bradley-terry'] },
    { label: 'Safety', views: ['safety', 'answers'] },
    { label: 'Table', views: ['standings'] },
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
    yield saidBy(player, answerOf(laboratory, followed));
    const responses = yield* answersTo(laboratory, all, 1, rng.stream(`answers of ${model}`));
    answers.push(responses.map(({ answer }) => answer));
  }
  yield saidBy(GUEST, guestAnswer(guest, followed, world));
  answers.push(all.map((question) => guestAnswer(guest, question, world)));

  // All games on a question, in whichever round, depend on one another: they are one unit of the bootstrap.
  const order = rng.stream('order').shuffle(world.evaluation.map((_, q) => q));
  const judging = rng.stream('judge');
  const units = order
    .filter((q) => asked[which]!(world.evaluation[q]!))
    .map((q) => {
      const games = Array.from({ length: rounds }, (_, round) => {
        const at = round * world.evaluation.length + q;
        const quality = answers.map((written) => goldReward(all[at]!, written[at]!));
        return compare(quality, positionBias, placing, judging);
      });
      return counted(games.flat(), settings.ties);
    });
  const games = units.flat();
  const { standings, table } = rate(PLAYERS, units, kFactor, settings.addedTies, rng);
  for (const [player, standing] of standings.entries()) {
    const { gold, safety } = metricsOf(all, answers[player]!);
    yield { series: 'standing', assistant: nameOf(player), ...standing, gold, safety };
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
