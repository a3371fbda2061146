/**
 * Every rule of the formulary as an entry of its own: what it is about, what it says, whether it is asked, and an address
 * that does not change. For pages and files; no run imports it.
 */
import { orList } from './doses.ts';
import { answerOf, type Fact } from './fact.ts';
import {
  drugNamed,
  formulary,
  type Drug,
  type Evidence,
  type LabelSays,
  type LiverStage,
  type Regimen,
  type RenalBand,
} from './formulary.ts';
import { facts } from './facts.ts';
import { indicationWord, phenotypeWord, wordOf } from './names.ts';
import { labelOf, readableAnswer } from './readable.ts';
import { usualMonitor } from './renal.ts';
import {
  severityOfAction,
  severityOfPair,
  verdictOfAction,
  verdictOfPair,
  type Action,
  type Severity,
  type Verdict,
} from './verdicts.ts';

export const ruleKinds = {
  kidney: 'kidney function',
  liver: 'liver',
  pregnancy: 'pregnancy',
  genotype: 'genotype',
  child: 'child’s dose',
  interaction: 'interaction',
  'safe-pair': 'pair without interaction',
  reaction: 'past reaction',
} as const;
export type RuleKind = keyof typeof ruleKinds;

export interface RuleVerdict {
  /** The stage of the liver, where a rule has two. */
  readonly of?: string;
  readonly verdict: Verdict | 'INCREASE';
  readonly severity: Severity;
  /** Severity of a pair, in the formulary's word. */
  readonly pairSeverity?: string;
  /** The right answer in words, as a question about it has it; of a child's dose without the weight. */
  readonly key: string;
  /** Of a stage of the liver: what the US label says of it. */
  readonly labelSays?: LabelSays;
  /** Why there is no one right answer to ask for. */
  readonly notAsked?: string;
}

export interface RuleEntry {
  /** Made of its content: drug and condition. */
  readonly id: string;
  readonly kind: RuleKind;
  /** Under which drug it stands, and for a pair the other name. */
  readonly drug: string;
  readonly partner?: string;
  /** "eGFR 30 to below 45": completes the name of the drug. */
  readonly about: string;
  readonly statement: string;
  readonly verdicts: readonly RuleVerdict[];
  readonly authority: string;
  readonly edition: string;
  readonly checked: Evidence;
  /** With which of give, start and continue it is asked, if not with all three. */
  readonly verbs?: readonly string[];
  /** What the world asks of it, each in several phrasings. */
  readonly facts: readonly Fact[];
}

type Unasked = Omit<RuleEntry, 'facts'>;

export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const idOf = (...parts: readonly string[]) => ['rule', ...parts.map(slugOf)].join('-');

/** Without keys that are absent: exact optional properties. */
const some = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);

interface Parts {
  readonly statement: string;
  readonly authority: string;
  readonly edition: string;
  readonly checked: Evidence;
  readonly verbs?: readonly string[];
}
const shared = ({ statement, authority, edition, checked, verbs }: Parts) => ({
  statement,
  authority,
  edition,
  checked,
  ...some('verbs', verbs),
});

/** What a rule says beside its verdict. */
interface Slots {
  readonly risk: string;
  readonly monitor: string;
  readonly alternative?: string;
  readonly lowers?: string;
  readonly notAsked?: string;
}

function keyOf(verdict: Verdict, { risk, monitor, alternative, lowers }: Slots): string {
  const answer = answerOf({
    verdict,
    risk,
    monitor,
    ...some('alternative', alternative === undefined ? undefined : wordOf(alternative)),
  });
  return readableAnswer(answer, some('lowers', lowers === undefined ? undefined : wordOf(lowers)));
}

const verdictOf = (action: Action, slots: Slots, of?: string): RuleVerdict => ({
  ...some('of', of),
  verdict: verdictOfAction[action],
  severity: severityOfAction[action],
  key: keyOf(verdictOfAction[action], slots),
  ...some('notAsked', slots.notAsked),
});

function rangeOf({ min, max }: RenalBand, metric: string): string {
  if (max === null) return min === 0 ? `any ${metric}` : `${metric} ${min} and above`;
  return min === 0 ? `${metric} below ${max}` : `${metric} ${min} to below ${max}`;
}

function kidneyRules({ name, renal }: Drug): Unasked[] {
  return renal.bands.map((band) => ({
    id: idOf(name, 'renal', String(band.min), band.max === null ? 'up' : String(band.max)),
    kind: 'kidney',
    drug: name,
    about: rangeOf(band, renal.metric),
    verdicts: [verdictOf(band.action, band)],
    ...shared(band),
  }));
}

function liverRule({ name, hepatic }: Drug): Unasked {
  const { risk, monitor } = hepatic;
  const stage = (of: string, own: LiverStage): RuleVerdict => ({
    ...verdictOf(own.action, { risk, monitor, ...own }, of),
    labelSays: own.labelSays,
  });
  return {
    id: idOf(name, 'liver'),
    kind: 'liver',
    drug: name,
    about: 'cirrhosis',
    verdicts: [stage('compensated', hepatic.compensated), stage('decompensated', hepatic.decompensated)],
    ...shared(hepatic),
  };
}

function pregnancyRule({ name, pregnancy }: Drug): Unasked {
  return {
    id: idOf(name, 'pregnancy'),
    kind: 'pregnancy',
    drug: name,
    about: 'pregnancy',
    verdicts: [verdictOf(pregnancy.action, pregnancy)],
    ...shared(pregnancy),
  };
}

const HIGHER = 'It needs a higher dose, and no verdict says that.';

function genotypeRules({ name, pharmacogenomics }: Drug): Unasked[] {
  return pharmacogenomics.map((rule) => {
    const { gene, phenotype, action, notAsked = HIGHER } = rule;
    return {
      id: idOf(name, gene, phenotype),
      kind: 'genotype',
      drug: name,
      about: `${gene}: ${phenotype}`,
      verdicts: [
        action === 'increase'
          ? { verdict: 'INCREASE', severity: 1, key: 'Raise the dose.', notAsked }
          : verdictOf(action, rule),
      ],
      ...shared(rule),
    };
  });
}

const statements = new Map(facts.map(({ topic, statement }) => [topic, statement]));

/** As its questions say it; a regimen that is not asked about says the same of itself. */
function statementOf(name: string, regimen: Regimen): string {
  const { indication, rate, dosesADay, most, minimumAge } = regimen;
  const asked = statements.get(`dose ${wordOf(name)} ${indicationWord(indication) ?? ''}`);
  const doses = dosesADay.length === 1 && dosesADay[0] === 1 ? 'one dose' : `${orList(dosesADay)} doses`;
  const limit = most === null ? '' : `, at most ${most} mg a day`;
  return asked ?? `${indication}: ${rate} mg/kg a day in ${doses}${limit}. Minimum age: ${minimumAge}.`;
}

const NO_WORD = 'So small a rate per kilogram is no word of this world.';

function childRules({ name, paediatric }: Drug): Unasked[] {
  return paediatric.map((regimen: Regimen) => ({
    id: idOf(name, 'child', regimen.indication),
    kind: 'child',
    drug: name,
    about: `child: ${regimen.indication}`,
    verdicts: [
      {
        verdict: 'GIVE',
        severity: 1,
        key: 'Give, by weight.',
        ...some('notAsked', indicationWord(regimen.indication) === undefined ? NO_WORD : undefined),
      },
    ],
    ...shared({ ...regimen, statement: statementOf(name, regimen) }),
  }));
}

/** Names in alphabetical order: which of the two the formulary names first does not matter. */
const pairId = (a: string, b: string) => idOf([a, b].map(slugOf).sort().join('-with-'));

const pairRules: readonly Unasked[] = [
  ...formulary.interactions.map((pair): Unasked => {
    const { a, b, verdict, severity } = pair;
    return {
      id: pairId(a, b),
      kind: 'interaction',
      drug: a,
      partner: b,
      about: `with ${b}`,
      verdicts: [
        {
          verdict: verdictOfPair[verdict],
          severity: severityOfPair[severity],
          pairSeverity: severity,
          key: keyOf(verdictOfPair[verdict], pair),
          ...some('notAsked', pair.notAsked),
        },
      ],
      ...shared(pair),
    };
  }),
  ...formulary.safePairs.map((pair): Unasked => {
    const { a, b } = pair;
    return {
      id: pairId(a, b),
      kind: 'safe-pair',
      drug: a,
      partner: b,
      about: `with ${b}`,
      verdicts: [
        {
          verdict: 'USUAL',
          severity: 1,
          key: keyOf('USUAL', { risk: 'none', monitor: usualMonitor(drugNamed(a)) }),
        },
      ],
      ...shared(pair),
    };
  }),
];

const reactionRules: readonly Unasked[] = formulary.allergyRules.map((rule) => {
  const { allergy, drug, action } = rule;
  return {
    id: idOf(drug, 'after', allergy),
    kind: 'reaction',
    drug,
    about: `after ${labelOf(allergy)}`,
    verdicts: [verdictOf(action, rule)],
    ...shared(rule),
  };
});

/** Which facts a rule answers, by the key that each kind of fact has. */
function factKeys(): Map<string, string> {
  const keys = new Map<string, string>();
  for (const drug of formulary.drugs) {
    const word = wordOf(drug.name);
    for (const band of drug.renal.bands) {
      const id = idOf(drug.name, 'renal', String(band.min), band.max === null ? 'up' : String(band.max));
      for (let egfr = band.min; egfr < (band.max ?? 100) && egfr < 100; egfr++)
        keys.set(`renal ${word} ${egfr}`, id);
    }
    for (const stage of ['cirrhosis-a', 'cirrhosis-c'])
      keys.set(`condition ${word} ${stage}`, idOf(drug.name, 'liver'));
    keys.set(`condition ${word} pregnant`, idOf(drug.name, 'pregnancy'));
    for (const { gene, phenotype, action } of drug.pharmacogenomics) {
      if (action === 'increase') continue;
      keys.set(`pgx ${word} ${phenotypeWord(gene, phenotype)}`, idOf(drug.name, gene, phenotype));
    }
    for (const { indication } of drug.paediatric)
      keys.set(`dose ${word} ${indicationWord(indication) ?? ''}`, idOf(drug.name, 'child', indication));
  }
  for (const { a, b } of [...formulary.interactions, ...formulary.safePairs])
    keys.set(`pair ${wordOf(a)} ${wordOf(b)}`, pairId(a, b));
  for (const { drug, allergy } of formulary.allergyRules)
    keys.set(`condition ${wordOf(drug)} ${allergy}`, idOf(drug, 'after', allergy));
  return keys;
}

const ruleOfKey = factKeys();

/** The rule that a fact comes from; none for what nobody could answer as asked. */
export const ruleOf = ({ key, topic, questionClass }: Fact): string | undefined =>
  questionClass === 'unknown' ? undefined : ruleOfKey.get(questionClass === 'dose' ? topic : key);

function withFacts(rules: readonly Unasked[]): RuleEntry[] {
  const asked = new Map<string, Fact[]>();
  for (const fact of facts) {
    const id = ruleOf(fact);
    if (id !== undefined) asked.set(id, [...(asked.get(id) ?? []), fact]);
  }
  return rules.map((rule) => ({ ...rule, facts: asked.get(rule.id) ?? [] }));
}

/** By drug in the order of the alphabet, and for each drug by kind. */
export const rules: readonly RuleEntry[] = withFacts(
  formulary.drugs
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((drug) => [
      ...kidneyRules(drug),
      liverRule(drug),
      pregnancyRule(drug),
      ...genotypeRules(drug),
      ...childRules(drug),
      ...pairRules.filter(({ drug: name }) => name === drug.name),
      ...reactionRules.filter(({ drug: name }) => name === drug.name),
    ]),
);

/** Something is asked of it. */
export const isAsked = ({ facts: asked }: RuleEntry): boolean => asked.length > 0;
