/** Questions that nobody could answer as asked: a value is missing, or the pair is in no list. */
import { factFrom, type Fact, type Need } from './fact.ts';
import { askedRegimens } from './doses.ts';
import { drugNamed, formulary, sourceOf, type Drug, type Sourced } from './formulary.ts';
import { fractionOf } from './fraction.ts';
import { wordOf } from './names.ts';
import { hasRenalSteps, usualMonitor } from './renal.ts';

/** Things that no formulary can list: what is in them must be found out first. */
export const unlistedNames: readonly string[] = [
  'herbal-mixture',
  'trial-medicine',
  'diet-supplement',
  'unlabelled-tablet',
];

/** Of the pairs in no list: more would outweigh the listed ones. */
const PAIR_SHARE = 0.65;

/** Of the unlisted pairs a quarter is never asked in training. */
const NEVER_ASKED = 0.25;

const OUTSIDE = {
  authority: 'none: not in the formulary',
  edition: formulary.asOf,
  checked: 'knowledge',
} as const;

type Missing = Sourced & Pick<Fact, 'partner' | 'condition' | 'indication' | 'verbs' | 'neverAsked'>;

function unknownFact(drug: Drug, need: Need, about: string, missing: Missing): Fact {
  const key = `unknown ${wordOf(drug.name)} ${about}`;
  return factFrom({
    key,
    topic: key,
    questionClass: 'unknown',
    verdict: 'ASK',
    severity: 1,
    contraindicated: false,
    drug: wordOf(drug.name),
    need,
    risk: 'none',
    monitor: usualMonitor(drug),
    ...missing,
  });
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}+${b}` : `${b}+${a}`;
}

/** Drug pairs that are neither listed, nor known to be safe, nor hazards waiting to be listed. */
function unlistedPairs(): [Drug, Drug][] {
  const { drugs, interactions, safePairs, suggestedPairs } = formulary;
  const listed = new Set([
    ...[...interactions, ...safePairs].map(({ a, b }) => pairKey(a, b)),
    ...suggestedPairs.map(([a, b]) => pairKey(a, b)),
  ]);
  return drugs.flatMap((a, i) =>
    drugs
      .slice(i + 1)
      .filter(
        (b) =>
          !listed.has(pairKey(a.name, b.name)) && fractionOf(`asked ${pairKey(a.name, b.name)}`) < PAIR_SHARE,
      )
      .map((b): [Drug, Drug] => [a, b]),
  );
}

export function unknownFacts(): Fact[] {
  const { drugs, allergyRules } = formulary;
  const egfr = drugs.filter(hasRenalSteps).map((drug) =>
    unknownFact(drug, 'egfr', 'egfr', {
      condition: 'kidney',
      ...sourceOf(drug.renal.bands.find(({ action }) => action !== 'normal')!),
      statement: 'The verdict depends on kidney function, and no value is given.',
    }),
  );
  const weight = askedRegimens().map(({ drug, regimen, indication }) =>
    unknownFact(drug, 'weight', `weight ${indication}`, {
      indication,
      statement: 'The dose is per kilogram, and no weight is given.',
      authority: regimen.authority,
      edition: regimen.edition,
      checked: regimen.checked,
    }),
  );
  const genotype = drugs.flatMap((drug) =>
    drug.testFirst === undefined
      ? []
      : [
          unknownFact(drug, 'genotype', 'genotype', {
            condition: 'untested',
            // Who tolerates the drug need not wait for a genotype.
            verbs: ['give', 'start'],
            ...sourceOf(drug.testFirst),
          }),
        ],
  );
  const history = [...new Set(allergyRules.map(({ drug }) => drug))].map((name) =>
    unknownFact(drugNamed(name), 'history', 'history', {
      condition: 'allergic',
      statement: 'To what, and how severe? The verdict depends on the allergy history.',
      ...OUTSIDE,
    }),
  );
  const pairs = unlistedPairs().map(([a, b]) => {
    const neverAsked = fractionOf(`never ${pairKey(a.name, b.name)}`) < NEVER_ASKED;
    return unknownFact(a, 'evidence', `pair ${wordOf(b.name)}`, {
      partner: wordOf(b.name),
      neverAsked,
      statement: 'This pair is in no list of this formulary, which does not make it safe.',
      ...OUTSIDE,
    });
  });
  const names = drugs.flatMap((drug) =>
    unlistedNames.map((name) =>
      unknownFact(drug, 'evidence', name, {
        partner: name,
        statement: 'What this contains is not known.',
        ...OUTSIDE,
      }),
    ),
  );
  return [...egfr, ...weight, ...genotype, ...history, ...pairs, ...names];
}
