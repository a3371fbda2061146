/** Children's daily doses: the lower bound of a regimen times the weight, never above its cap. */
import { factFrom, type Fact } from './fact.ts';
import { formulary, type Drug, type Regimen } from './formulary.ts';
import { indicationWord, wordOf } from './names.ts';

/** kg */
export const weights: readonly number[] = [8, 10, 12, 16, 20, 24, 30, 36];

/** Age limits as weight limits: a simplification of this world. */
function weightFits(drug: Drug, indication: string, weight: number): boolean {
  if (indication === 'pharyngitis') return weight >= 12;
  if (drug.name === 'cephalexin') return weight >= 10;
  if (drug.name === 'carbamazepine') return weight <= 20;
  return true;
}

interface AskedRegimen {
  readonly drug: Drug;
  readonly regimen: Regimen;
  readonly indication: string;
}

/** All regimens with a word: a starting dose of 0.07 mg/kg (lisinopril) is left out. */
export function askedRegimens(): AskedRegimen[] {
  return formulary.drugs.flatMap((drug) =>
    drug.paediatric.flatMap((regimen) => {
      const indication = indicationWord(regimen.indication);
      return indication === undefined ? [] : [{ drug, regimen, indication }];
    }),
  );
}

export function doseFacts(): Fact[] {
  return askedRegimens().flatMap(({ drug, regimen, indication }) => {
    const { rate, highestRate, most, minimumAge, monitor, authority, checked } = regimen;
    const word = wordOf(drug.name);
    const range = highestRate > rate ? `${rate} to ${highestRate}` : String(rate);
    const cap = most === null ? '' : `, at most ${most} mg a day`;
    return weights
      .filter((weight) => weightFits(drug, indication, weight) && (most === null || rate * weight <= most))
      .map((weight) =>
        factFrom({
          key: `dose ${word} ${indication} ${weight}`,
          topic: `dose ${word} ${indication}`,
          questionClass: 'dose',
          verdict: 'GIVE',
          severity: 1,
          contraindicated: false,
          drug: word,
          indication,
          weight,
          rate,
          amount: rate * weight,
          risk: 'none',
          monitor,
          statement: `${regimen.indication}: ${range} mg/kg a day${cap}. Minimum age: ${minimumAge}.`,
          authority,
          checked,
        }),
      );
  });
}
