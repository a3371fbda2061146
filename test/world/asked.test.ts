/** Which questions a clinical review left out, and what it changed of the others. */
import { describe, expect, test } from 'vitest';
import { drugNamed, formulary } from '../../sim/world/formulary.ts';
import { wordOf } from '../../sim/world/names.ts';
import { createWorld, readableQuestion } from '../../sim/world/world.ts';

const { questions } = createWorld();
const facts = [...new Map(questions.map(({ fact }) => [fact.key, fact])).values()];
const keys = new Set(facts.map(({ key }) => key));
const phrasings = new Set(questions.map(({ words }) => words.join(' ')));
const factOf = (key: string) => facts.find((fact) => fact.key === key)!;

describe('what is not asked', () => {
  test('kidney values for which two named authorities differ', () => {
    for (const { name, renal } of formulary.drugs) {
      for (const { min, max, notAsked } of renal.bands) {
        if (notAsked === undefined) continue;
        const inside = facts.filter(
          ({ drug, egfr }) => drug === name && egfr !== undefined && egfr >= min && egfr < (max ?? Infinity),
        );
        expect(inside, `${name} ${min}`).toEqual([]);
      }
    }
    for (const [drug, low, high] of [
      ['apixaban', 0, 29],
      ['acetaminophen', 10, 29],
      ['nitrofurantoin', 30, 59],
      ['colchicine', 0, 9],
    ] as const) {
      for (let egfr = low; egfr <= high; egfr++) expect(keys).not.toContain(`renal ${drug} ${egfr}`);
    }
    expect([...keys].filter((key) => key.startsWith('renal combined-pill'))).toEqual([]);
  });
  test.each([
    ['insulin-glargine', 60],
    ['warfarin', 30],
    ['hydrochlorothiazide', 30],
    ['pravastatin', 30],
    ['acetaminophen', 10],
  ])('%s near %i, where its label gives no number', (drug, edge) => {
    for (let egfr = edge - 4; egfr <= edge + 4; egfr++) expect(keys).not.toContain(`renal ${drug} ${egfr}`);
    expect(keys).toContain(`renal ${drug} ${edge - 5}`);
  });
  test('stages of liver disease on which the label is silent, unless nothing changes', () => {
    for (const { name, hepatic } of formulary.drugs) {
      for (const stage of [hepatic.compensated, hepatic.decompensated]) {
        if (stage.labelSays !== 'silent' || stage.action === 'normal') continue;
        expect(stage.notAsked, name).toBeDefined();
      }
    }
    for (const key of ['amiodarone cirrhosis-a', 'lithium cirrhosis-c']) {
      expect(keys).not.toContain(`condition ${key}`);
    }
  });
  test('decompensated cirrhosis where authorities differ', () => {
    for (const drug of [
      'azathioprine',
      'clopidogrel',
      'empagliflozin',
      'hydrochlorothiazide',
      'semaglutide',
    ]) {
      expect(keys).not.toContain(`condition ${drug} cirrhosis-c`);
      expect(keys).toContain(`condition ${drug} cirrhosis-a`);
    }
  });
  test('a rule with an "if", or one that asks for more', () => {
    for (const key of [
      'pair metformin contrast',
      'condition levothyroxine pregnant',
      'condition nitrofurantoin pregnant',
      'condition hydrochlorothiazide sulfonamide-antibiotic-mild',
      'condition hydrochlorothiazide sulfonamide-antibiotic-severe',
      'pgx clopidogrel cyp2c19-intermediate',
    ]) {
      expect(keys).not.toContain(key);
    }
  });
  test('where the strictest trimester is meant, the drug is avoided, or only who takes it is asked about', () => {
    const strict = formulary.drugs.filter(({ pregnancy }) => /strictest trimester/.test(pregnancy.statement));
    expect(strict.length).toBeGreaterThan(0);
    for (const { name, pregnancy } of strict) {
      const { action, verbs = [] } = pregnancy;
      const avoided = action === 'avoid' || action === 'contraindicated';
      expect(avoided || verbs.join() === 'continue', name).toBe(true);
    }
  });
  test.each([
    ['carbamazepine in pregnant', ['start']],
    ['azathioprine in pregnant', ['continue']],
    ['lithium in pregnant', ['continue']],
    ['carbamazepine in hla-b1502', ['give', 'start']],
  ])('%s is asked with %j alone', (middle, verbs) => {
    const asked = ['give', 'start', 'continue'].filter((verb) =>
      phrasings.has(`${verb} ${middle} patient ?`),
    );
    expect(asked).toEqual(verbs);
  });
  test('"start" alone below eGFR 20 for empagliflozin, "give" alone at 30 to 44 for metformin', () => {
    expect(phrasings).not.toContain('give empagliflozin egfr 1 9 ?');
    expect(phrasings).toContain('start empagliflozin egfr 1 9 ?');
    expect(phrasings).not.toContain('start metformin egfr 3 3 ?');
    expect(phrasings).toContain('give metformin egfr 3 3 ?');
  });
});

describe('unknowns', () => {
  test('an untested genotype holds up a first dose alone, and only where a test comes first', () => {
    const untested = questions.filter(({ fact }) => fact.need === 'genotype');
    expect([...new Set(untested.map(({ fact }) => fact.drug))].sort()).toEqual([
      'allopurinol',
      'azathioprine',
      'carbamazepine',
    ]);
    for (const { words } of untested) expect(words[0]).not.toBe('continue');
    expect(readableQuestion(untested[0]!)).toContain(
      'without the gene test that a label or guideline wants first',
    );
  });
  test('"eGFR not known" is asked of drugs that wait for it', () => {
    const drugs = questions
      .filter(({ words }) => words[2] === 'egfr' && words[3] === 'not')
      .map(({ words }) => words[1]);
    expect([...new Set(drugs)].sort()).toEqual([
      'allopurinol',
      'co-trimoxazole',
      'colchicine',
      'digoxin',
      'empagliflozin',
      'lisinopril',
      'lithium',
      'metformin',
      'methotrexate',
      'nitrofurantoin',
      'spironolactone',
    ]);
  });
  test('a labelled interaction or a standard combination is no unknown', () => {
    const unlisted = facts.filter(({ neverAsked }) => neverAsked !== undefined);
    const pairs = new Set(
      unlisted.flatMap(({ drug, partner }) => [`${drug} ${partner!}`, `${partner!} ${drug}`]),
    );
    const { interactions, safePairs, suggestedPairs } = formulary;
    const lists = [
      ...[...interactions, ...safePairs].map(({ a, b }) => [a, b] as const),
      ...suggestedPairs,
    ].map(([a, b]) => [wordOf(a), wordOf(b)] as const);
    const known = new Set(lists.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
    for (const pair of [
      'tramadol clarithromycin',
      'codeine fluconazole',
      'digoxin omeprazole',
      'simvastatin pravastatin',
      'amiodarone theophylline',
      'morphine hydrochlorothiazide',
      'clopidogrel amiodarone',
      'metformin levothyroxine',
      'acetaminophen carbamazepine',
      'digoxin simvastatin',
      'clopidogrel carbamazepine',
      'apixaban clarithromycin',
      'empagliflozin combined-pill',
      'lisinopril digoxin',
      'acetaminophen morphine',
      'acetaminophen codeine',
      'acetaminophen ibuprofen',
      'lisinopril hydrochlorothiazide',
      'metformin insulin-glargine',
      'clarithromycin omeprazole',
      'ceftriaxone clarithromycin',
      'tramadol fluconazole',
      'tramadol amiodarone',
      'codeine amiodarone',
      'codeine carbamazepine',
      'digoxin colchicine',
      'levothyroxine lithium',
      'levothyroxine sertraline',
      'insulin-glargine co-trimoxazole',
      'insulin-glargine hydrochlorothiazide',
      'insulin-glargine combined-pill',
      'insulin-glargine lithium',
      'hydrochlorothiazide co-trimoxazole',
      'fluconazole amlodipine',
      'fluconazole ibuprofen',
      'fluconazole omeprazole',
      'metformin co-trimoxazole',
      'lisinopril allopurinol',
      'ibuprofen ciprofloxacin',
      'ibuprofen digoxin',
      'amiodarone carbamazepine',
      'atorvastatin pravastatin',
      'amlodipine hydrochlorothiazide',
    ]) {
      expect(pairs).not.toContain(pair);
      // By a list, and not because a share of the unlisted pairs is never drawn.
      expect(known).toContain(pair);
    }
    expect(factOf('pair acetaminophen codeine').verdict).toBe('USUAL');
  });
  test('a suggested hazard is neither unknown nor safe', () => {
    for (const [a, b] of formulary.suggestedPairs) {
      const others = [...formulary.interactions, ...formulary.safePairs].filter(
        (pair) => [pair.a, pair.b].includes(a) && [pair.a, pair.b].includes(b),
      );
      expect(others, `${a} + ${b}`).toEqual([]);
    }
  });
});

describe('verdicts that the review changed', () => {
  test.each([
    ['condition ceftriaxone cephalexin-anaphylaxis', 'AVOID', 2],
    ['pair apixaban clopidogrel', 'MONITOR', 2],
    ['pair warfarin clopidogrel', 'MONITOR', 2],
    ['pair codeine clarithromycin', 'MONITOR', 2],
    ['pair ibuprofen methotrexate', 'MONITOR', 2],
    ['pair tramadol sertraline', 'MONITOR', 2],
    ['pair ibuprofen hydrochlorothiazide', 'MONITOR', 1],
    ['pair co-trimoxazole azathioprine', 'MONITOR', 2],
    ['pair metformin alcohol', 'MONITOR', 2],
    ['pair acetaminophen alcohol', 'MONITOR', 2],
    ['pair methotrexate alcohol', 'MONITOR', 2],
    ['condition acetaminophen cirrhosis-a', 'REDUCE', 1],
    ['condition acetaminophen cirrhosis-c', 'REDUCE', 1],
    ['condition apixaban cirrhosis-a', 'MONITOR', 1],
    ['condition omeprazole cirrhosis-a', 'MONITOR', 1],
    ['condition omeprazole cirrhosis-c', 'MONITOR', 1],
    ['condition amoxicillin penicillin-anaphylaxis', 'AVOID', 3],
    ['condition amoxicillin penicillin-severe-delayed', 'AVOID', 3],
    ['condition cephalexin cephalexin-anaphylaxis', 'AVOID', 3],
    ['condition co-trimoxazole sulfonamide-antibiotic-severe', 'AVOID', 3],
    ['condition ibuprofen nsaid-hypersensitivity', 'AVOID', 3],
    ['condition lisinopril ace-inhibitor-angioedema', 'AVOID', 3],
    ['condition clarithromycin macrolide-anaphylaxis', 'AVOID', 3],
    ['condition ciprofloxacin fluoroquinolone-anaphylaxis', 'AVOID', 3],
    ['condition carbamazepine carbamazepine-sjs-dress', 'AVOID', 3],
    ['condition nitrofurantoin nitrofurantoin-lung-or-liver-reaction', 'AVOID', 3],
    ['condition allopurinol allopurinol-sjs-dress', 'AVOID', 3],
    ['condition combined-pill pregnant', 'AVOID', 2],
    ['condition amoxicillin cephalexin-anaphylaxis', 'AVOID', 3],
    ['renal cephalexin 45', 'MONITOR', 1],
    ['renal cephalexin 29', 'REDUCE', 1],
    ['pgx simvastatin slco1b1-decreased', 'AVOID', 2],
    ['pgx omeprazole cyp2c19-poor', 'MONITOR', 1],
    ['pgx pravastatin slco1b1-poor', 'MONITOR', 1],
  ])('%s: %s, severity %i', (key, verdict, severity) => {
    expect(factOf(key)).toMatchObject({ verdict, severity });
  });
  test('the monitor belongs to the drug that is given', () => {
    expect(factOf('condition warfarin pregnant')).toMatchObject({
      alternative: 'enoxaparin',
      monitor: 'bleeding',
    });
    expect(factOf('condition carbamazepine pregnant')).toMatchObject({ monitor: 'response' });
    expect(factOf('condition empagliflozin pregnant')).toMatchObject({
      alternative: 'insulin-glargine',
      monitor: 'glucose',
    });
    const instead = facts.filter(({ alternative }) => alternative === 'acetaminophen');
    expect(instead.length).toBeGreaterThan(0);
    for (const { key, monitor } of instead) expect(monitor, key).not.toBe('sedation');
  });
  test('hydrochlorothiazide has no alternative that would fit both oedema and blood pressure', () => {
    expect(factOf('renal hydrochlorothiazide 20').answer.join(' ')).toContain('ask pharmacist');
  });
  test('febuxostat is never named without its boxed warning', () => {
    const named = facts.filter(({ alternative }) => alternative === 'febuxostat');
    expect(named).toHaveLength(2);
    for (const { statement, key } of named) expect(statement, key).toMatch(/boxed warning/);
  });
  test('what the label contraindicates names the label', () => {
    for (const { action, authority } of formulary.allergyRules) {
      if (action === 'contraindicated') expect(authority).toMatch(/FDA label/);
    }
  });
  test('the thiopurine rules name the update that supersedes the one of 2018', () => {
    for (const { authority, edition } of drugNamed('azathioprine').pharmacogenomics) {
      expect(`${authority} ${edition}`).toMatch(/2025/);
    }
  });
});
