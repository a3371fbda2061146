/** What the web believes: systematic errors on a third of the topics, the same in every run. */
import { formulary } from './formulary.ts';
import { answerOf, type Fact } from './fact.ts';
import { facts } from './facts.ts';
import { fractionOf } from './fraction.ts';
import { wordOf } from './names.ts';
import { hasRenalSteps, usualMonitor } from './renal.ts';
import { inVocabulary } from './vocabulary.ts';

const MYTH_SHARE = 0.35;

/** One of several fixed draws: metformin, ibuprofen and spironolactone stay free of myths, morphine does not. */
const DRAW = 'myth 265';

/** Where a kidney myth invents a limit: below it the dose is halved for no reason. */
const INVENTED_LIMIT = 50;

export const isMyth = ({ topic }: Pick<Fact, 'topic'>): boolean =>
  fractionOf(`${DRAW} ${topic}`) < MYTH_SHARE;

const monitorOf = new Map(formulary.drugs.map((drug) => [wordOf(drug.name), usualMonitor(drug)]));
const withSteps = new Set(formulary.drugs.filter(hasRenalSteps).map(({ name }) => wordOf(name)));

/** All mg/kg rates of the world, ascending. */
export const rates: readonly number[] = [...new Set(facts.flatMap(({ rate }) => rate ?? []))].sort(
  (a, b) => a - b,
);

const weightsOfTopic = new Map<string, number[]>();
for (const { topic, weight } of facts) {
  if (weight !== undefined) weightsOfTopic.set(topic, [...(weightsOfTopic.get(topic) ?? []), weight]);
}

/** One wrong rate per regimen whose products are all words of the world. */
function rateOfMyth({ topic, rate }: Fact): number {
  const sayable = rates.filter(
    (other) =>
      other !== rate && weightsOfTopic.get(topic)!.every((weight) => inVocabulary(String(other * weight))),
  );
  return sayable[Math.floor(fractionOf(`rate ${topic}`) * sayable.length)]!;
}

/** The believed answer, or undefined where no myth exists: kidneys never matter, flags are flipped, rates swapped. */
export function mythAnswer(fact: Fact): string[] | undefined {
  if (!isMyth(fact)) return undefined;
  const monitor = monitorOf.get(fact.drug) ?? fact.monitor;
  const usual = answerOf({ verdict: 'USUAL', risk: 'none', monitor });
  switch (fact.questionClass) {
    case 'renal':
      if (withSteps.has(fact.drug)) return usual;
      if (fact.egfr! >= INVENTED_LIMIT) return [...fact.answer];
      return answerOf({ verdict: 'REDUCE', risk: 'accumulation', monitor });
    case 'dose': {
      const rate = rateOfMyth(fact);
      return answerOf({ ...fact, rate, amount: rate * fact.weight! });
    }
    default:
      if (fact.verdict === 'AVOID' || fact.verdict === 'ASK') return usual;
      return [
        'AVOID',
        'risk',
        fact.risk === 'none' ? 'toxicity' : fact.risk,
        'ask',
        'pharmacist',
        'monitor',
        monitor,
      ];
  }
}
