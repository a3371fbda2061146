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

/** "2, 3 or 4". */
export const orList = (counts: readonly number[]): string =>
  counts.map(String).reduce((text, count, i) => `${text}${i === counts.length - 1 ? ' or ' : ', '}${count}`);

function statementOf({
  indication,
  rate,
  highestRate,
  most,
  dosesADay,
  mostPerKgADose,
  mostADose,
  mostPerKgADay,
  component,
  minimumAge,
}: Regimen): string {
  const range = highestRate > rate ? `${rate} to ${highestRate}` : String(rate);
  const ofWhat = component === undefined ? '' : ` of ${component}`;
  const perDose = [
    ...(mostPerKgADose === undefined ? [] : [`${mostPerKgADose} mg/kg`]),
    ...(mostADose === undefined ? [] : [`${mostADose} mg`]),
  ];
  const limits = [
    ...(perDose.length === 0 ? [] : [`at most ${perDose.join(' and ')} a dose`]),
    ...(mostPerKgADay === undefined ? [] : [`at most ${mostPerKgADay} mg/kg a day`]),
    ...(most === null ? [] : [`at most ${most} mg a day`]),
  ];
  const dose = [`${range} mg/kg a day${ofWhat} in ${orList(dosesADay)} doses`, ...limits].join(', ');
  return `${indication}: ${dose}. Minimum age: ${minimumAge}.`;
}

export function doseFacts(): Fact[] {
  return askedRegimens().flatMap(({ drug, regimen, indication }) => {
    const { rate, most, dosesADay, component, lightest = 0, monitor, authority, edition, checked } = regimen;
    const word = wordOf(drug.name);
    const statement = statementOf(regimen);
    return weights
      .filter((weight) => weightFits(drug, indication, weight) && (most === null || rate * weight <= most))
      .map((weight) => {
        const shared = {
          topic: `dose ${word} ${indication}`,
          severity: 1,
          contraindicated: false,
          drug: word,
          indication,
          weight,
          risk: 'none',
          monitor,
          statement,
          authority,
          edition,
          checked,
        } as const;
        if (weight < lightest) {
          const key = `unknown ${word} age ${indication} ${weight}`;
          return factFrom({
            ...shared,
            key,
            topic: key,
            questionClass: 'unknown',
            verdict: 'ASK',
            need: 'age',
          });
        }
        return factFrom({
          ...shared,
          key: `dose ${word} ${indication} ${weight}`,
          questionClass: 'dose',
          verdict: 'GIVE',
          rate,
          amount: rate * weight,
          dosesADay,
          ...(component === undefined ? {} : { component }),
        });
      });
  });
}
