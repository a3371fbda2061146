/** Who writes in a world of one's own: the web, experts, and those whose answers are made to lose. Shares as in the teaching world. */
import type { Rng } from '../../rng.ts';
import { pick } from '../answers.ts';
import type { WebOptions } from '../corpus.ts';
import type { DemonstrationOptions } from '../experts.ts';
import { LONGEST_ANSWER, PROMPT_LENGTH } from '../grammar.ts';
import { answerIn, type OwnFact, type Slots } from './facts.ts';
import type { OwnHead } from './file.ts';
import { roles } from './roles.ts';
import { EVIDENCE, slots, wordOf } from './words.ts';

/** What answers may be filled with. */
interface Pools {
  readonly reasons: readonly string[];
  readonly insteads: readonly string[];
  readonly checks: readonly string[];
}

export interface Voices {
  /** One document of the web in words, without its end; questions come from `ask`. */
  web(ask: (rng: Rng) => Asked, rng: Rng, options?: WebOptions): string[];
  /** An answer to imitate, right with probability `quality`. */
  demonstrated(fact: OwnFact, rng: Rng, options?: DemonstrationOptions): readonly string[];
  /** An answer that should lose against most. */
  losing(fact: OwnFact, rng: Rng): readonly string[];
  /** Asks back about something that can be answered. */
  needlessAsk(fact: OwnFact): string[];
  /** Forbids where nothing speaks against it. */
  needlessWarning(fact: OwnFact): string[];
}

interface Asked {
  readonly fact: OwnFact;
  readonly words: readonly string[];
}

const FACT_SHARE = 0.15;
const THREAD_SHARE = 0.5;
const ROOM_FOR_ANOTHER = LONGEST_ANSWER - 1 - PROMPT_LENGTH;
/** More than two words: an answer with so many too many has lost a tenth of its marks. */
const LEAST_PADDING = 4;

const distinct = (words: readonly (string | undefined)[]) => [
  ...new Set(words.filter((word) => word !== undefined)),
];

export function voicesOf(facts: readonly OwnFact[], head: OwnHead): Voices {
  const answerable = facts.filter(({ role }) => role !== 'ask');
  const pools: Pools = {
    reasons: distinct(answerable.map(({ reason }) => reason)),
    insteads: distinct(answerable.map(({ instead }) => instead)),
    checks: distinct(answerable.map(({ check }) => check)),
  };
  const askWhom = [slots.whom, wordOf(head.whom)];
  const one = (rng: Rng, name: keyof Slots, pool: readonly string[]): Slots =>
    pool.length === 0 ? {} : { [name]: pick(rng, pool) };

  /** Another verdict in good form, with slots that are the fact's own half of the time. */
  const wrong = (fact: OwnFact, rng: Rng) => {
    const role = pick(
      rng,
      roles.filter((other) => other !== 'ask' && other !== fact.role),
    );
    const own = fact.role !== 'ask' && fact.reason !== undefined && rng.uniform() < 0.5;
    const reason = own ? { reason: fact.reason } : one(rng, 'reason', pools.reasons);
    const check =
      fact.check !== undefined && rng.uniform() < 0.5
        ? { check: fact.check }
        : one(rng, 'check', pools.checks);
    const instead = role === 'forbid' && rng.uniform() < 0.5 ? one(rng, 'instead', pools.insteads) : {};
    return answerIn(role, { ...(role === 'allow' ? {} : reason), ...instead, ...check }, head);
  };
  /** Something true of most things, and no verdict. */
  const vague = (rng: Rng): string[] => {
    const { reason } = one(rng, 'reason', pools.reasons);
    const { check } = one(rng, 'check', pools.checks);
    const kinds = [
      askWhom,
      ...(check === undefined ? [] : [[slots.check, check]]),
      ...(reason === undefined ? [] : [[slots.reason, reason, ...askWhom]]),
    ];
    return pick(rng, kinds);
  };
  /** The right answer, and then four or six words too many. */
  const padded = (fact: OwnFact, rng: Rng) => {
    const most = fact.answer.length + LEAST_PADDING + 2 * rng.integer(2);
    const words = [...fact.answer];
    while (words.length < most) {
      const { reason } = one(rng, 'reason', pools.reasons);
      const { check } = one(rng, 'check', pools.checks);
      const extras = [
        askWhom,
        ...(check === undefined ? [] : [[slots.check, check]]),
        ...(reason === undefined ? [] : [[slots.reason, reason]]),
      ];
      words.push(...pick(rng, extras));
    }
    return words;
  };
  const needlessAsk = ({ kind }: OwnFact) =>
    answerIn('ask', { reason: kind === 'case' ? EVIDENCE : wordOf(head.axis) }, head);

  const webAnswer = (fact: OwnFact, rng: Rng, { badShare = 0.2, mythShare = 0.55 }: WebOptions) => {
    if (fact.myth && rng.uniform() < mythShare) return fact.myth;
    if (rng.uniform() >= badShare) return fact.answer;
    const kind = rng.uniform();
    if (kind < 0.55) return wrong(fact, rng);
    return kind < 0.85 ? vague(rng) : padded(fact, rng);
  };

  return {
    web(ask, rng, options = {}) {
      const { fact, words } = ask(rng);
      if (rng.uniform() < FACT_SHARE && fact.role !== 'ask') return statement(fact, head);
      const answer = webAnswer(fact, rng, options);
      const goesOn = answer.length <= ROOM_FOR_ANOTHER && rng.uniform() < THREAD_SHARE;
      return [...words, ...answer, ...(goesOn ? ask(rng).words : [])];
    },
    demonstrated(fact, rng, { quality = 0.85, badShare = 0.8 } = {}) {
      if (rng.uniform() < quality) return fact.answer;
      return rng.uniform() < badShare ? (fact.myth ?? wrong(fact, rng)) : vague(rng);
    },
    losing(fact, rng) {
      const kind = rng.uniform();
      if (kind < 0.4 && fact.role !== 'ask') return needlessAsk(fact);
      if (kind < 0.75) return wrong(fact, rng);
      return kind < 0.9 ? padded(fact, rng) : vague(rng);
    },
    needlessAsk,
    needlessWarning: ({ check }) => answerIn('forbid', check === undefined ? {} : { check }, head),
  };
}

/** What a page says without being asked: reason and what to check, never the verdict. */
function statement({ thing, case: inCase, reason, check }: OwnFact, head: OwnHead): string[] {
  return [
    thing,
    ...(inCase === undefined ? [] : [wordOf(head.link), inCase, wordOf(head.who)]),
    ...(reason === undefined ? [] : [slots.reason, reason]),
    ...(check === undefined ? [] : [slots.check, check]),
  ];
}
