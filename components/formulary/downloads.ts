/** The formulary and the scenarios as files: tables of records, each with its source, licence and disclaimer. */
import { demonstrations } from '../../sim/examples/demonstrations.ts';
import { eightQuestions } from '../../sim/examples/eightQuestions.ts';
import { preferencePairs } from '../../sim/examples/preferencePairs.ts';
import { pretrainingSequences } from '../../sim/examples/pretrainingSequences.ts';
import { editionOf, scenarios, scenarioSets } from '../../sim/examples/scenarios.ts';
import type { Fact } from '../../sim/world/fact.ts';
import { evidenceWords } from '../../sim/world/evidence.ts';
import { formulary, type Evidence } from '../../sim/world/formulary.ts';
import { isAsked, ruleKinds, rules, type RuleEntry } from '../../sim/world/rules.ts';
import { createWorld, readableAnswer, readableQuestion } from '../../sim/world/world.ts';
import { csvOfRows } from '../csv.ts';
import { SHORT_DISCLAIMER } from '../disclaimer.ts';

export type DataRecord = Readonly<Record<string, string | number>>;

interface Sourced {
  readonly authority: string;
  readonly edition?: string;
  readonly checked: Evidence;
}

/** What every record says of itself. */
const about = ({ authority, edition, checked }: Sourced) => ({
  authority,
  edition: edition ?? editionOf(authority),
  evidence: evidenceWords[checked],
  formulary: `${formulary.version}, as of ${formulary.asOf}`,
  licence: 'CC-BY-4.0',
  disclaimer: `${SHORT_DISCLAIMER} ${formulary.disclaimer}`,
});

const firstQuestion = new Map(
  createWorld()
    .questions.toReversed()
    .map((question) => [question.fact.key, question]),
);

/** Of several questions about one rule the one in the middle: a kidney function inside the band, a middling weight. */
const middleOf = (facts: readonly Fact[]): Fact => facts[Math.floor(facts.length / 2)]!;

function questionOf(rule: RuleEntry): DataRecord {
  const fact = middleOf(rule.facts);
  return {
    rule: rule.id,
    kind: ruleKinds[rule.kind],
    question: readableQuestion(firstQuestion.get(fact.key)!),
    answer: readableAnswer(fact.answer, fact),
    answer_is: 'this world’s key, not advice',
    verdict: fact.verdict,
    severity: fact.severity,
    statement: fact.statement,
    ...about(fact),
  };
}

const ruleRecord = (rule: RuleEntry): DataRecord => ({
  rule: rule.id,
  drug: rule.drug,
  kind: ruleKinds[rule.kind],
  about: rule.about,
  statement: rule.statement,
  verdict: [...new Set(rule.verdicts.map((each) => each.verdict))].join('; '),
  key: rule.verdicts.map(({ of, key }) => (of === undefined ? key : `${of}: ${key}`)).join(' '),
  severity: Math.max(...rule.verdicts.map(({ severity }) => severity)),
  us_label: rule.verdicts.flatMap(({ of, labelSays }) => (of && labelSays ? [`${of}: ${labelSays}`] : [])).join('; '), // prettier-ignore
  facts_asked: rule.facts.length,
  not_asked: [...new Set(rule.verdicts.flatMap(({ notAsked }) => notAsked ?? []))].join(' '),
  ...about(rule),
});

export interface Table {
  readonly name: string;
  /** What a record is. */
  readonly says: string;
  readonly records: readonly DataRecord[];
}

export const tables: readonly Table[] = [
  {
    name: 'questions',
    says: 'a question with this world’s key, one for every rule that is asked',
    records: rules.filter(isAsked).map(questionOf),
  },
  { name: 'rules', says: 'a rule of the formulary', records: rules.map(ruleRecord) },
  {
    name: 'scenarios',
    says: 'a scenario: question and answer',
    records: scenarios.map(({ id, set, topic, prompt, answer, ...rest }) => ({
      id,
      set: scenarioSets[set],
      topic,
      question: prompt,
      answer,
      ...about(rest),
    })),
  },
  {
    name: 'sequences',
    says: 'a text for pretraining',
    records: pretrainingSequences.map(({ id, topic, context, continuation, ...rest }) => ({
      id,
      topic,
      text: `${context} ${continuation}`,
      ...about(rest),
    })),
  },
  {
    name: 'demonstrations',
    says: 'a prompt and the answer that the authors expect of an expert',
    records: demonstrations.map(({ id, topic, prompt, completion, ...rest }) => ({
      id,
      topic,
      prompt,
      completion,
      ...about(rest),
    })),
  },
  {
    name: 'pairs',
    says: 'a prompt with a chosen and a rejected, wrong answer',
    records: preferencePairs.map(({ id, topic, prompt, chosen, rejected, why, ...rest }) => ({
      id,
      topic,
      prompt,
      chosen,
      rejected,
      why,
      ...about(rest),
    })),
  },
  {
    name: 'queries',
    says: 'a query, two answers that may be wrong, and the corrected one',
    records: eightQuestions.map(({ id, question, before, after, corrected, documented, ...rest }) => ({
      id,
      question,
      before: before.answer,
      after: after.answer,
      answers_are: documented ? 'printed in the source' : 'rebuilt',
      corrected,
      ...about(rest),
    })),
  },
];

/** @throws RangeError for a table that does not exist */
export function tableNamed(name: string): Table {
  const table = tables.find((each) => each.name === name);
  if (!table) throw new RangeError(`no table "${name}"`);
  return table;
}

export const jsonLines = ({ records }: Pick<Table, 'records'>): string =>
  records.map((each) => `${JSON.stringify(each)}\n`).join('');

/** RFC 4180: a header, then a line per record. */
export function csvOf({ records }: Pick<Table, 'records'>): string {
  const columns = Object.keys(records[0]!);
  const lines = records.map((each) => columns.map((column) => each[column]!));
  return csvOfRows([columns, ...lines]);
}
