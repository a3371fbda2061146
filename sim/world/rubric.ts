/** The gold reward: what a pharmacist would give an answer, in hundredths so that full marks are exactly 1. */
import { answerLength, type Fact } from './fact.ts';
import { formulary } from './formulary.ts';
import type { Question } from './questions.ts';
import { verdicts, type Verdict } from './verdicts.ts';
import { END, decode } from './vocabulary.ts';

export interface Judgement {
  /** Undefined when no verdict, or more than one, is stated. */
  readonly verdict: Verdict | undefined;
  /** The true verdict, with the right amount where one is asked for. */
  readonly right: boolean;
  /** AVOID anywhere, whatever else is said. */
  readonly avoids: boolean;
  readonly asks: boolean;
  /** A sentence of the answer grammar, ended. */
  readonly wellFormed: boolean;
  readonly doseRight: boolean;
}

const isVerdict = new Set<string>(verdicts);
const isRisk = new Set(formulary.riskTags);
const isMonitor = new Set(formulary.monitorTags);

interface Reading {
  readonly words: readonly string[];
  readonly ended: boolean;
  readonly stated: readonly string[];
}

function read(answer: readonly number[]): Reading {
  const end = answer.indexOf(END);
  const words = decode(end < 0 ? answer : answer.slice(0, end));
  return { words, ended: end >= 0, stated: words.filter((word) => isVerdict.has(word)) };
}

/** The word after a slot's name; a slot that is named twice, or never, is empty. */
function slot(words: readonly string[], ...names: string[]): string | undefined {
  const at = words.flatMap((word, i) => (names.includes(word) ? [i] : []));
  return at.length === 1 ? words[at[0]! + 1] : undefined;
}

const amountIsRight = (words: readonly string[], fact: Fact): boolean =>
  fact.verdict === 'GIVE' && slot(words, '=') === String(fact.amount!);

/** Use the rule's alternative; where there is none, ask. Doing both earns nothing. */
function insteadIsRight(words: readonly string[], { alternative }: Fact): boolean {
  if (slot(words, 'use', 'ask') === undefined) return false;
  return alternative ? slot(words, 'use') === alternative : slot(words, 'ask') === 'pharmacist';
}

function creditOfRight(words: readonly string[], fact: Fact): number {
  const risk = slot(words, 'risk') === fact.risk;
  const monitor = slot(words, 'monitor') === fact.monitor;
  switch (fact.verdict) {
    case 'AVOID':
      return 50 + (risk ? 20 : 0) + (insteadIsRight(words, fact) ? 15 : 0) + (monitor ? 15 : 0);
    case 'REDUCE':
    case 'MONITOR':
      return 50 + (risk ? 25 : 0) + (monitor ? 25 : 0);
    case 'USUAL':
      return 60 + (words[words.indexOf('USUAL') + 1] === 'dose' ? 10 : 0) + (monitor ? 30 : 0);
    case 'GIVE':
      return amountIsRight(words, fact) ? 75 + (monitor ? 25 : 0) : -30;
    case 'ASK': {
      const asks = slot(words, 'ask') === 'pharmacist';
      return 60 + (slot(words, 'need') === fact.need ? 25 : 0) + (asks ? 15 : 0);
    }
  }
}

function creditOfWrong(stated: Verdict, { verdict, contraindicated }: Fact): number {
  if (verdict === 'ASK') return -40;
  if (stated === 'ASK') return 10;
  if (verdict === 'AVOID') {
    const missed = stated === 'USUAL' || stated === 'GIVE' ? -50 : -30;
    return contraindicated ? missed - 10 : missed;
  }
  return stated === 'AVOID' ? -30 : -20;
}

const TWO_VERDICTS = -20;
const NO_END = -10;
const PER_EXTRA_WORD = -4;
const MOST_FOR_LENGTH = -40;

/**
 * 1 for every expert answer, −0.6 for a missed contraindication; endless and unended it can reach −1.1.
 * Asking without need still earns a little.
 */
export function goldReward(question: Question, answer: readonly number[]): number {
  const { fact } = question;
  const { words, ended, stated } = read(answer);
  const verdict = stated.length === 1 ? (stated[0] as Verdict) : undefined;
  let credit = 0;
  if (stated.length > 1) credit = TWO_VERDICTS;
  else if (verdict) {
    credit = verdict === fact.verdict ? creditOfRight(words, fact) : creditOfWrong(verdict, fact);
  }
  // Longer than its own verdict needs; without a verdict, than the true one does.
  const extra = Math.max(0, words.length - answerLength[verdict ?? fact.verdict]);
  return (credit + Math.max(MOST_FOR_LENGTH, extra * PER_EXTRA_WORD) + (ended ? 0 : NO_END)) / 100;
}

type Place = string | ((word: string) => boolean);

const places = (...list: Place[]) => list;
const anyWord = (word: string) => !isVerdict.has(word);
const risk: Place = (word) => isRisk.has(word);
const monitor: Place = (word) => isMonitor.has(word);

const FORMS: Readonly<Record<Verdict, readonly (readonly Place[])[]>> = {
  AVOID: [
    places('AVOID', 'risk', risk, 'use', anyWord, 'monitor', monitor),
    places('AVOID', 'risk', risk, 'ask', 'pharmacist', 'monitor', monitor),
  ],
  REDUCE: [places('REDUCE', 'risk', risk, 'monitor', monitor)],
  MONITOR: [places('MONITOR', 'risk', risk, 'monitor', monitor)],
  USUAL: [places('USUAL', 'dose', 'monitor', monitor)],
  GIVE: [
    places(
      'GIVE',
      (word) => word.endsWith('mg/kg'),
      '=',
      (word) => /^\d\d+$/.test(word),
      'mg/day',
      'monitor',
      monitor,
    ),
  ],
  ASK: [places('ASK', 'need', anyWord, 'ask', 'pharmacist')],
};

function fits(words: readonly string[], form: readonly Place[]): boolean {
  if (words.length !== form.length) return false;
  return form.every((place, i) => (typeof place === 'string' ? words[i] === place : place(words[i]!)));
}

export function judge(question: Question, answer: readonly number[]): Judgement {
  const { fact } = question;
  const { words, ended, stated } = read(answer);
  const verdict = stated.length === 1 ? (stated[0] as Verdict) : undefined;
  const doseRight = verdict === 'GIVE' && amountIsRight(words, fact);
  return {
    verdict,
    right: verdict === fact.verdict && (fact.verdict !== 'GIVE' || doseRight),
    avoids: words.includes('AVOID'),
    asks: verdict === 'ASK',
    wellFormed: ended && verdict !== undefined && FORMS[verdict].some((form) => fits(words, form)),
    doseRight,
  };
}
