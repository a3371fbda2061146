/** Pregnancy, cirrhosis, allergies and genotypes: a drug in one kind of patient. */
import { factFrom, type Fact } from './fact.ts';
import { formulary, sourceOf, type Asked, type Drug, type Sourced } from './formulary.ts';
import { phenotypeWord, wordOf } from './names.ts';
import { severityOfAction, verdictOfAction, type Action } from './verdicts.ts';

interface ConditionRule extends Sourced, Asked {
  readonly action: Action;
  readonly risk: string;
  readonly monitor: string;
  readonly alternative?: string;
}

/** One fact, or none where the rule is not asked. */
function factsOf(
  questionClass: 'condition' | 'pgx',
  drug: string,
  condition: string,
  rule: ConditionRule,
): Fact[] {
  const { action, risk, monitor, alternative, verbs, notAsked } = rule;
  if (notAsked !== undefined) return [];
  const key = `${questionClass} ${wordOf(drug)} ${condition}`;
  return [
    factFrom({
      key,
      topic: key,
      questionClass,
      verdict: verdictOfAction[action],
      severity: severityOfAction[action],
      contraindicated: action === 'contraindicated',
      drug: wordOf(drug),
      condition,
      risk,
      monitor,
      ...(alternative ? { alternative: wordOf(alternative) } : {}),
      ...(verbs ? { verbs } : {}),
      ...sourceOf(rule),
    }),
  ];
}

/** The rule of one of the two stages of this world; labels grade three (Child-Pugh A, B, C). */
function liverRule(hepatic: Drug['hepatic'], stage: 'compensated' | 'decompensated'): ConditionRule {
  const { labelSays, monitor = hepatic.monitor, ...own } = hepatic[stage];
  return { ...hepatic, ...own, monitor, statement: `${hepatic.statement} (US label: ${labelSays}.)` };
}

export function conditionFacts(): Fact[] {
  const rows = formulary.drugs.flatMap(({ name, pregnancy, hepatic }) => [
    ...factsOf('condition', name, 'pregnant', pregnancy),
    ...factsOf('condition', name, 'cirrhosis-a', liverRule(hepatic, 'compensated')),
    ...factsOf('condition', name, 'cirrhosis-c', liverRule(hepatic, 'decompensated')),
  ]);
  const allergies = formulary.allergyRules.flatMap((rule) =>
    factsOf('condition', rule.drug, rule.allergy, rule),
  );
  return [...rows, ...allergies];
}

/** One rule asks for a higher dose (omeprazole, ultrarapid CYP2C19): no verdict says that, so it is left out. */
export function genotypeFacts(): Fact[] {
  return formulary.drugs.flatMap(({ name, pharmacogenomics }) =>
    pharmacogenomics.flatMap(({ action, ...rule }) =>
      action === 'increase'
        ? []
        : factsOf('pgx', name, phenotypeWord(rule.gene, rule.phenotype), { ...rule, action }),
    ),
  );
}
