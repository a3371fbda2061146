/** The world's words as English sentences, for any sequence of words. */
import { orList } from './doses.ts';
import type { Fact } from './fact.ts';
import { formulary } from './formulary.ts';
import type { Question } from './questions.ts';

const LABELS: Readonly<Record<string, string>> = {
  '<end>': '',
  AVOID: 'avoid',
  REDUCE: 'reduce the dose',
  MONITOR: 'give with monitoring',
  USUAL: 'usual',
  GIVE: 'give',
  ASK: 'ask',
  '=': 'equals',
  '?': 'question mark',
  'mg/day': 'mg a day',
  'co-trimoxazole': 'co-trimoxazole',
  'combined-pill': 'the combined pill',
  'st-johns-wort': 'St John’s wort',
  'vitamin-k-food': 'food rich in vitamin K',
  'calcium-or-antacid': 'calcium or an antacid',
  'potassium-supplement': 'a potassium supplement',
  'low-sodium-diet': 'a low-sodium diet',
  grapefruit: 'grapefruit juice',
  contrast: 'iodinated contrast',
  tobacco: 'tobacco smoke',
  'iv-calcium': 'intravenous calcium, in a newborn',
  'mg-antacid': 'a magnesium antacid',
  'copper-iud': 'a copper IUD',
  'levonorgestrel-iud': 'a levonorgestrel IUD',
  'herbal-mixture': 'a herbal mixture',
  'trial-medicine': 'a trial medicine',
  'diet-supplement': 'a diet supplement',
  'unlabelled-tablet': 'an unlabelled tablet',
  pregnant: 'pregnancy',
  'cirrhosis-a': 'compensated cirrhosis',
  'cirrhosis-c': 'decompensated cirrhosis',
  'penicillin-anaphylaxis': 'anaphylaxis to penicillin',
  'penicillin-mild-rash': 'a mild rash from penicillin',
  'penicillin-severe-delayed': 'a severe delayed reaction to penicillin',
  'cephalexin-anaphylaxis': 'anaphylaxis to cephalexin',
  'sulfonamide-antibiotic-mild': 'a mild reaction to sulfonamide antibiotics',
  'sulfonamide-antibiotic-severe': 'a severe reaction to sulfonamide antibiotics',
  'nsaid-hypersensitivity': 'a hypersensitivity reaction to an NSAID',
  'ace-inhibitor-angioedema': 'angioedema from an ACE inhibitor',
  'macrolide-anaphylaxis': 'anaphylaxis to a macrolide',
  'fluoroquinolone-anaphylaxis': 'anaphylaxis to a fluoroquinolone',
  'carbamazepine-sjs-dress': 'SJS or DRESS from carbamazepine',
  'allopurinol-sjs-dress': 'SJS or DRESS from allopurinol',
  'nitrofurantoin-lung-or-liver-reaction': 'a lung or liver reaction to nitrofurantoin',
  'cyp2c9-reduced': 'reduced CYP2C9 or VKORC1 function',
  'cyp2c19-poor': 'a CYP2C19 poor metaboliser',
  'cyp2c19-intermediate': 'a CYP2C19 intermediate metaboliser',
  'cyp2c19-rapid': 'a CYP2C19 rapid metaboliser',
  'cyp2d6-poor': 'a CYP2D6 poor metaboliser',
  'cyp2d6-ultrarapid': 'a CYP2D6 ultrarapid metaboliser',
  'slco1b1-decreased': 'decreased SLCO1B1 function',
  'slco1b1-poor': 'poor SLCO1B1 function',
  'g6pd-deficient': 'G6PD deficiency',
  'hla-b5801': 'HLA-B*58:01',
  'hla-b1502': 'HLA-B*15:02',
  'hla-a3101': 'HLA-A*31:01',
  'tpmt-poor': 'a TPMT or NUDT15 poor metaboliser',
  'tpmt-intermediate': 'a TPMT or NUDT15 intermediate metaboliser',
  'mild-twice-daily': 'mild infection, two doses a day',
  'mild-thrice-daily': 'mild infection, three doses a day',
  'severe-twice-daily': 'severe infection, two doses a day',
  'severe-thrice-daily': 'severe infection, three doses a day',
  otitis: 'otitis media',
  pharyngitis: 'streptococcal pharyngitis',
  uti: 'urinary infection',
  fever: 'fever or pain',
  kidney: 'kidney disease of unknown degree',
  untested: 'untested genotype',
  allergic: 'an unspecified allergy',
  egfr: 'eGFR',
  crcl: 'CrCl',
  none: 'nothing known',
  'wrong-dose': 'a wrong dose',
};

const MONITORS: Readonly<Record<string, string>> = {
  'allergy-history': 'for allergic reactions',
  bleeding: 'for bleeding',
  bp: 'blood pressure',
  cbc: 'the blood count',
  ck: 'creatine kinase',
  dose: 'the total dose',
  ecg: 'the ECG',
  inr: 'INR',
  ischaemia: 'for ischaemia',
  level: 'the drug level',
  lft: 'liver function',
  neonate: 'the newborn',
  rash: 'for a rash',
  response: 'the response',
  timing: 'the timing of doses',
  tsh: 'TSH',
  urate: 'uric acid',
};

/** One word of the vocabulary as a reader knows it; rates and weights get a space before their unit. */
export function labelOf(word: string): string {
  const measure = /^(\d+)(mg\/kg|kg)$/.exec(word);
  if (measure) return `${measure[1]!} ${measure[2]!}`;
  return LABELS[word] ?? word.replaceAll('-', ' ');
}

const RISKS: Readonly<Record<string, string>> = {
  'fetal-risk': 'risk to the unborn child',
  'neonatal-risk': 'risk to the newborn',
  'limited-data': 'little evidence',
};

const riskLabel = (tag: string) => RISKS[tag] ?? `risk of ${labelOf(tag)}`;

const monitorLabel = (tag: string) => MONITORS[tag] ?? labelOf(tag);

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const sentence = (text: string) => (text.trim() === '' ? '' : `${capitalised(text.trim())}.`);

/** They lie in the past: a drug is not given during anaphylaxis. */
const reactions = new Set(formulary.allergyRules.map(({ allergy }) => allergy));

/** "Ibuprofen, eGFR 4: may it be given?" */
export function readableQuestion({ fact, words }: Pick<Question, 'fact' | 'words'>): string {
  const [verb, first, third, fourth, fifth] = words as [string, string, string, string, string];
  const drug = capitalised(labelOf(first));
  const may = { give: 'may it be given', start: 'may it be started' }[verb] ?? 'may it be continued';
  if (fact.egfr !== undefined) return `${drug}, ${labelOf(third)} ${fact.egfr}: ${may}?`;
  if (third === 'egfr') return `${drug}, eGFR not known: ${may}?`;
  if (fact.indication !== undefined) {
    const child = fifth === 'unknown' ? 'a child of unknown weight' : `a child of ${labelOf(fifth)}`;
    const what = verb === 'give' ? 'what daily dose' : 'what daily dose to start with';
    return `${drug} for ${child}, ${labelOf(fact.indication)}: ${what}?`;
  }
  if (fourth === 'untested') {
    return `${drug}, patient without the gene test that a label or guideline wants first: ${may}?`;
  }
  if (third === 'with') {
    return `${drug} with ${labelOf(fourth)}: may they be ${verb === 'give' ? 'given' : 'started'} together?`;
  }
  if (fourth === 'pregnant') return `${drug} in pregnancy: ${may}?`;
  if (reactions.has(fourth)) return `${drug} after ${labelOf(fourth)}: ${may}?`;
  return `${drug}, patient with ${patientLabel(fourth)}: ${may}?`;
}

/** "A patient with a … metaboliser" would be two people. */
function patientLabel(condition: string): string {
  const label = labelOf(condition);
  const metaboliser = /^an? (.*) metaboliser$/.exec(label);
  return metaboliser ? `${metaboliser[1]!} metabolism` : label;
}

/** As many words as are understood from the front, and how many they are; undefined where none are. */
interface Phrase {
  readonly text: string;
  readonly used: number;
}

/** What the question knows and no word of an answer says. */
type Details = Pick<Fact, 'dosesADay' | 'component' | 'lowers'>;

function dosePhrase([rate, equals, amount, unit]: readonly string[], details: Details): Phrase {
  if (!rate?.endsWith('mg/kg')) return { text: 'give', used: 1 };
  const { dosesADay, component } = details;
  const daily = `give ${labelOf(rate)} a day${component === undefined ? '' : ` of ${component}`}`;
  // Read as a single dose, a daily amount would be several times too much.
  const doses = `in ${dosesADay ? orList(dosesADay) : 'divided'} doses`;
  if (equals !== '=' || amount === undefined) return { text: `${daily}, ${doses}`, used: 2 };
  return unit === 'mg/day'
    ? { text: `${daily}: ${labelOf(amount)} mg a day, ${doses}`, used: 5 }
    : { text: `${daily}: ${labelOf(amount)}, ${doses}`, used: 4 };
}

function verdictPhrase(words: readonly string[], details: Details): Phrase | undefined {
  const [word, second, third] = words;
  switch (word) {
    case 'AVOID':
    case 'REDUCE':
    case 'MONITOR': {
      // Of a pair one drug alone is reduced.
      const which = word === 'REDUCE' && details.lowers !== undefined ? ` of ${labelOf(details.lowers)}` : '';
      const verdict = `${labelOf(word)}${which}`;
      if (second !== 'risk' || third === undefined) return { text: verdict, used: 1 };
      return { text: `${verdict}: ${riskLabel(third)}`, used: 3 };
    }
    case 'USUAL':
      return { text: 'usual dose', used: second === 'dose' ? 2 : 1 };
    case 'GIVE':
      return dosePhrase(words.slice(1), details);
    case 'ASK':
      if (second !== 'need' || third === undefined) return { text: 'ask first', used: 1 };
      return { text: `ask first: ${NEEDS[third] ?? `${labelOf(third)} is`} needed`, used: 3 };
    default:
      return undefined;
  }
}

const NEEDS: Readonly<Record<string, string>> = {
  egfr: 'the eGFR is',
  weight: 'the weight is',
  age: 'a doctor’s advice for a child so young or light is',
  genotype: 'a genotype is',
  history: 'the allergy history is',
  evidence: 'evidence is',
};

function slotPhrase([name, value]: readonly string[]): Phrase | undefined {
  if (value === undefined) return undefined;
  switch (name) {
    case 'risk':
      return { text: riskLabel(value), used: 2 };
    case 'use':
      return { text: `use ${labelOf(value)}`, used: 2 };
    case 'ask':
      return { text: value === 'pharmacist' ? 'ask a pharmacist' : `ask ${labelOf(value)}`, used: 2 };
    case 'monitor':
      return { text: `monitor ${monitorLabel(value)}`, used: 2 };
    default:
      return undefined;
  }
}

/**
 * "Avoid: risk of kidney injury. Use acetaminophen. Monitor renal function." Any words give some sentence. The number
 * of doses a day, and which drug of a pair is reduced, are the question's: the answers of this world have no word for
 * them.
 */
export function readableAnswer(words: readonly string[], details: Details = {}): string {
  const end = words.indexOf('<end>');
  let left = end < 0 ? words : words.slice(0, end);
  const sentences: string[] = [];
  let stray: string[] = [];
  const flush = () => {
    sentences.push(sentence(stray.join(' ')));
    stray = [];
  };
  while (left.length > 0) {
    const phrase = verdictPhrase(left, details) ?? slotPhrase(left);
    if (phrase) {
      flush();
      sentences.push(sentence(phrase.text));
    } else stray.push(labelOf(left[0]!));
    left = left.slice(phrase?.used ?? 1);
  }
  flush();
  return sentences.filter((text) => text !== '').join(' ') || '(No answer.)';
}

/** The right answer as what it is: the key of a made world, not advice. */
export const readableKey = (fact: Fact): string => `This world’s key: ${readableAnswer(fact.answer, fact)}`;
