/** Bad answers, by kind, and the expert's own: the raw material of web text, demonstrations and distractors. */
import type { Rng } from '../rng.ts';
import { answerOf, type Fact, type Need } from './fact.ts';
import { formulary } from './formulary.ts';
import { weights } from './doses.ts';
import { LONGEST_ANSWER } from './grammar.ts';
import { rates } from './myths.ts';
import { wordOf } from './names.ts';
import type { Verdict } from './verdicts.ts';
import { inVocabulary } from './vocabulary.ts';

const drugs = formulary.drugs.map(({ name }) => wordOf(name));
const risks = formulary.riskTags.filter((tag) => tag !== 'none');

/** @throws RangeError for an empty list */
export function pick<T>(rng: Rng, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('nothing to pick from');
  return items[rng.integer(items.length)]!;
}

/** A real dose of another rate: the arithmetic is right, the rate is not. */
function wrongDose(fact: Fact, rng: Rng): string[] {
  const weight = fact.weight ?? pick(rng, weights);
  const sayable = rates.filter((rate) => rate !== fact.rate && inVocabulary(String(rate * weight)));
  const rate = pick(rng, sayable);
  return answerOf({ verdict: 'GIVE', rate, amount: rate * weight, risk: 'none', monitor: fact.monitor });
}

const WITHOUT_NUMBERS: readonly Verdict[] = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'];

/** A wrong verdict, stated in good form, with slots that are the fact's own half of the time. */
export function wrongAnswer(fact: Fact, rng: Rng): string[] {
  if (fact.indication !== undefined) return wrongDose(fact, rng);
  const verdict = pick(
    rng,
    WITHOUT_NUMBERS.filter((other) => other !== fact.verdict),
  );
  const own = fact.risk !== 'none' && rng.uniform() < 0.5;
  return answerOf({
    verdict,
    risk: own ? fact.risk : pick(rng, risks),
    monitor: rng.uniform() < 0.5 ? fact.monitor : pick(rng, formulary.monitorTags),
    ...(rng.uniform() < 0.5 ? { alternative: pick(rng, drugs) } : {}),
  });
}

/** Something true of most drugs, and no verdict. */
export function vagueAnswer(fact: Fact, rng: Rng): string[] {
  switch (rng.integer(4)) {
    case 0:
      return ['ask', 'pharmacist'];
    case 1:
      return ['monitor', fact.monitor];
    case 2:
      return ['dose', 'monitor', pick(rng, formulary.monitorTags)];
    default:
      return ['risk', pick(rng, risks), 'ask', 'pharmacist'];
  }
}

/** The right answer, and then two to six words too many. */
export function paddedAnswer(fact: Fact, rng: Rng): string[] {
  const padded = [...fact.answer];
  const most = Math.min(LONGEST_ANSWER - 1, padded.length + 2 * (1 + rng.integer(3)));
  while (padded.length + 2 <= most) {
    const extra = [
      ['monitor', pick(rng, formulary.monitorTags)],
      ['risk', pick(rng, risks)],
      ['ask', 'pharmacist'],
    ];
    padded.push(...pick(rng, extra));
  }
  return padded;
}

function needOf({ questionClass, egfr, partner }: Fact): Need {
  if (egfr !== undefined) return 'egfr';
  if (partner !== undefined) return 'evidence';
  if (questionClass === 'dose') return 'weight';
  return questionClass === 'pgx' ? 'genotype' : 'history';
}

/** Forbids where nothing speaks against the drug. */
export const needlessWarning = ({ monitor }: Pick<Fact, 'monitor'>): string[] =>
  answerOf({ verdict: 'AVOID', risk: 'toxicity', monitor });

/** Asks back about something that can be answered. */
export const misplacedAsk = (fact: Fact): string[] =>
  answerOf({ verdict: 'ASK', need: needOf(fact), risk: 'none', monitor: fact.monitor });
