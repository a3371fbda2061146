/** Pregnancy, cirrhosis, allergies and genotypes: a drug in one kind of patient. */
import { factFrom, type Fact } from './fact.ts';
import { formulary, type Sourced } from './formulary.ts';
import { phenotypeWord, wordOf } from './names.ts';
import { severityOfAction, verdictOfAction, type Action } from './verdicts.ts';

interface ConditionRule extends Sourced {
  readonly risk: string;
  readonly monitor: string;
}

function factOf(
  questionClass: 'condition' | 'pgx',
  drug: string,
  condition: string,
  action: Action,
  alternative: string | undefined,
  { risk, monitor, statement, authority, checked }: ConditionRule,
): Fact {
  const key = `${questionClass} ${wordOf(drug)} ${condition}`;
  return factFrom({
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
    statement,
    authority,
    checked,
  });
}

export function conditionFacts(): Fact[] {
  const rows = formulary.drugs.flatMap(({ name, pregnancy, hepatic }) => [
    factOf('condition', name, 'pregnant', pregnancy.action, pregnancy.alternative, pregnancy),
    factOf('condition', name, 'cirrhosis-a', hepatic.compensated, hepatic.compensatedAlternative, hepatic),
    factOf(
      'condition',
      name,
      'cirrhosis-c',
      hepatic.decompensated,
      hepatic.decompensatedAlternative,
      hepatic,
    ),
  ]);
  const allergies = formulary.allergyRules.map((rule) =>
    factOf('condition', rule.drug, rule.allergy, rule.action, rule.alternative, rule),
  );
  return [...rows, ...allergies];
}

/** One rule asks for a higher dose (omeprazole, ultrarapid CYP2C19): no verdict says that, so it is left out. */
export function genotypeFacts(): Fact[] {
  return formulary.drugs.flatMap(({ name, pharmacogenomics }) =>
    pharmacogenomics.flatMap((rule) =>
      rule.action === 'increase'
        ? []
        : [
            factOf(
              'pgx',
              name,
              phenotypeWord(rule.gene, rule.phenotype),
              rule.action,
              rule.alternative,
              rule,
            ),
          ],
    ),
  );
}
