/** What a clinical review asked of every rule, so that no later edit loses it. */
import { describe, expect, test } from 'vitest';
import { bandOf, distinctRules, formulary } from '../../sim/world/formulary.ts';
import { wordOf } from '../../sim/world/names.ts';
import { createWorld, readableAnswer, readableKey } from '../../sim/world/world.ts';

const { questions } = createWorld();
const facts = [...new Map(questions.map(({ fact }) => [fact.key, fact])).values()];

const sameDrugs = (x: string, y: string, a: string, b: string) =>
  (x === a && y === b) || (x === b && y === a);
const listed = (x: string, y: string) => formulary.interactions.find(({ a, b }) => sameDrugs(x, y, a, b));
const suggested = (x: string, y: string) => formulary.suggestedPairs.some(([a, b]) => sameDrugs(x, y, a, b));
const isHazard = (x: string, y: string) => {
  const verdict = listed(x, y)?.verdict;
  return verdict === 'avoid' || verdict === 'hold' || suggested(x, y);
};
const isForbidden = (action: string | undefined) => action === 'avoid' || action === 'contraindicated';

describe('who says so', () => {
  test('every rule and every fact has an authority, an edition with its year, and one of three kinds of evidence', () => {
    for (const { authority, edition, checked } of [...distinctRules(), ...facts]) {
      expect(authority).toMatch(/\p{L}{2}/u);
      // Whose label?
      expect(authority).not.toMatch(/^\W*labels?\W*$/i);
      expect(edition, authority).toMatch(/\b(19|20)\d\d\b/);
      expect(['read', 'extract', 'knowledge']).toContain(checked);
      expect(authority.replace(/[^(]/g, '').length, authority).toBe(authority.replace(/[^)]/g, '').length);
    }
  });
  test('a rule is counted once, however many questions it answers', () => {
    const rules = distinctRules();
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules).toHaveLength(422);
  });
  test('nobody has signed the formulary off, and it says so', () => {
    expect(formulary.checkedBy).toMatch(/Not signed off by a licensed pharmacist/);
  });
});

describe('children’s doses', () => {
  const doses = facts.filter(({ verdict }) => verdict === 'GIVE');
  test('every one says into how many doses a day it is divided', () => {
    for (const fact of doses) {
      expect(fact.dosesADay!.length).toBeGreaterThan(0);
      expect(readableKey(fact)).toMatch(/ mg a day, in (\d+(, \d+)*( or \d+)?) doses\./);
      expect(fact.statement).toMatch(/ doses/);
    }
  });
  test('an amount without a regimen is still no single dose', () => {
    expect(readableAnswer(['GIVE', '20mg/kg', '=', '160', 'mg/day'])).toBe(
      'Give 20 mg/kg a day: 160 mg a day, in divided doses.',
    );
  });
  test('divided, none is above the limit of a single dose', () => {
    for (const { paediatric } of formulary.drugs) {
      for (const { rate, dosesADay, mostPerKgADose = Infinity } of paediatric) {
        expect(rate / dosesADay[0]!).toBeLessThanOrEqual(mostPerKgADose);
      }
    }
  });
  test('nor at any weight that is asked about', () => {
    for (const { name, paediatric } of formulary.drugs) {
      for (const { rate, dosesADay, most, mostADose } of paediatric) {
        const asked = doses.filter((fact) => fact.drug === wordOf(name) && fact.rate === rate);
        for (const { amount, key } of asked) {
          expect(amount! / dosesADay[0]!, key).toBeLessThanOrEqual(mostADose ?? Infinity);
          expect(amount!, key).toBeLessThanOrEqual(most ?? Infinity);
        }
      }
    }
  });
  test.each([
    ['acetaminophen', 'at most 15 mg/kg and 1000 mg a dose, at most 4000 mg a day'],
    ['ibuprofen', 'at most 10 mg/kg and 400 mg a dose, at most 1200 mg a day'],
    ['carbamazepine', 'at most 35 mg/kg a day'],
  ])('the limits of %s are said: %s', (drug, limits) => {
    const ofDrug = doses.filter((fact) => fact.drug === drug);
    expect(ofDrug.length).toBeGreaterThan(0);
    for (const { statement } of ofDrug) expect(statement).toContain(limits);
  });
  test('ceftriaxone for a serious infection is divided as its label says: every twelve hours', () => {
    const serious = doses.filter(({ indication }) => indication === 'serious-infection');
    expect(serious.length).toBeGreaterThan(0);
    for (const fact of serious) expect(readableKey(fact)).toContain('mg a day, in 2 doses.');
  });
  test('co-trimoxazole is counted as trimethoprim', () => {
    const ofCotrimoxazole = doses.filter(({ drug }) => drug === 'co-trimoxazole');
    expect(ofCotrimoxazole.length).toBeGreaterThan(0);
    for (const fact of ofCotrimoxazole) expect(readableKey(fact)).toContain('8 mg/kg a day of trimethoprim:');
  });
  test('acetaminophen below 11 kg is a doctor’s question', () => {
    const light = facts.filter(({ drug, weight }) => drug === 'acetaminophen' && weight! < 11);
    expect(light.map(({ verdict, need, weight }) => [verdict, need, weight])).toEqual([
      ['ASK', 'age', 8],
      ['ASK', 'age', 10],
    ]);
  });
});

describe('alternatives', () => {
  const statins = ['simvastatin', 'atorvastatin', 'pravastatin'];
  test('none is a hazard beside the drug that stays', () => {
    for (const { a, b, alternative } of formulary.interactions) {
      if (alternative === undefined) continue;
      for (const partner of [a, b]) {
        // A statin is taken in place of the other statin, not beside it.
        if (statins.includes(partner) && statins.includes(alternative)) continue;
        expect(isHazard(alternative, partner), `${a} + ${b}: ${alternative}`).toBe(false);
      }
    }
  });
  test('none is asked as an unknown beside the drug that stays', () => {
    const unlisted = facts.filter(({ neverAsked }) => neverAsked !== undefined);
    const unknown = new Set(
      unlisted.flatMap(({ drug, partner }) => [`${drug} ${partner!}`, `${partner!} ${drug}`]),
    );
    expect(unknown.size).toBeGreaterThan(0);
    for (const { drug, partner, alternative } of facts) {
      if (partner === undefined || alternative === undefined) continue;
      for (const stays of [drug, partner]) expect(unknown).not.toContain(`${alternative} ${stays}`);
    }
    // Named in a statement rather than in an answer.
    for (const pair of ['pravastatin amiodarone', 'pravastatin fluconazole']) {
      expect(unknown).not.toContain(pair);
    }
  });
  test('none is forbidden in the condition for which it is named', () => {
    const known = (name: string | undefined) => formulary.drugs.find((drug) => drug.name === name);
    for (const { renal, pregnancy, hepatic, pharmacogenomics } of formulary.drugs) {
      for (const { min, alternative } of renal.bands) {
        const other = known(alternative);
        if (other) expect(isForbidden(bandOf(other, min).action), other.name).toBe(false);
      }
      expect(isForbidden(known(pregnancy.alternative)?.pregnancy.action)).toBe(false);
      for (const { gene, phenotype, alternative } of pharmacogenomics) {
        const same = known(alternative)?.pharmacogenomics.find((r) => r.gene === gene && r.phenotype === phenotype); // prettier-ignore
        expect(isForbidden(same?.action), `${gene} ${phenotype}: ${alternative!}`).toBe(false);
      }
      for (const stage of ['compensated', 'decompensated'] as const) {
        expect(isForbidden(known(hepatic[stage].alternative)?.hepatic[stage].action)).toBe(false);
      }
    }
    for (const { allergy, alternative } of formulary.allergyRules) {
      const other = formulary.allergyRules.find((r) => r.allergy === allergy && r.drug === alternative);
      expect(isForbidden(other?.action), `${allergy}: ${alternative}`).toBe(false);
    }
  });
  test('none names an antibiotic: which one depends on the infection', () => {
    const antibiotics = [
      ...['amoxicillin', 'azithromycin', 'cefotaxime', 'ceftriaxone', 'cephalexin', 'ciprofloxacin'],
      ...['clarithromycin', 'co-trimoxazole', 'doxycycline', 'fosfomycin', 'nitrofurantoin', 'trimethoprim'],
    ];
    for (const { alternative } of facts) expect(antibiotics).not.toContain(alternative);
  });
});
