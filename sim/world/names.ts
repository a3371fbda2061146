/** One word per thing: the formulary's names as single tokens. */

const WORDS: Readonly<Record<string, string>> = {
  'trimethoprim-sulfamethoxazole': 'co-trimoxazole',
  'ethinylestradiol-levonorgestrel': 'combined-pill',
  'grapefruit juice': 'grapefruit',
  "St John's wort": 'st-johns-wort',
  'vitamin K-rich foods': 'vitamin-k-food',
  'calcium, iron, dairy or antacids': 'calcium-or-antacid',
  'potassium supplements or salt substitutes': 'potassium-supplement',
  'tobacco smoke': 'tobacco',
  'iodinated contrast': 'contrast',
  'low-sodium diet or dehydration': 'low-sodium-diet',
  'IV calcium (neonates)': 'iv-calcium',
  'magnesium trisilicate antacid': 'mg-antacid',
  'copper or levonorgestrel IUD': 'copper-iud',
};

/** Of several alternatives ("labetalol or nifedipine") the first-named one stands. */
export function wordOf(name: string): string {
  return WORDS[name] ?? name.split(' or ')[0]!.toLowerCase().replaceAll(' ', '-');
}

const PHENOTYPES: Readonly<Record<string, string>> = {
  'CYP2C9/VKORC1 reduced-function CYP2C9 and/or VKORC1 -1639A': 'cyp2c9-reduced',
  'CYP2C19 poor metaboliser': 'cyp2c19-poor',
  'CYP2C19 intermediate metaboliser': 'cyp2c19-intermediate',
  'CYP2C19 rapid metaboliser': 'cyp2c19-rapid',
  'CYP2D6 poor metaboliser': 'cyp2d6-poor',
  'CYP2D6 ultrarapid metaboliser': 'cyp2d6-ultrarapid',
  'SLCO1B1 decreased function': 'slco1b1-decreased',
  'SLCO1B1 poor function': 'slco1b1-poor',
  'G6PD deficient': 'g6pd-deficient',
  'HLA-B*58:01 carrier': 'hla-b5801',
  'HLA-B*15:02 carrier (drug-naive)': 'hla-b1502',
  'HLA-A*31:01 carrier (drug-naive)': 'hla-a3101',
  'TPMT/NUDT15 poor metaboliser': 'tpmt-poor',
  'TPMT/NUDT15 intermediate metaboliser': 'tpmt-intermediate',
};

/** @throws RangeError for a phenotype without a word */
export function phenotypeWord(gene: string, phenotype: string): string {
  const word = PHENOTYPES[`${gene} ${phenotype}`];
  if (!word) throw new RangeError(`no word for ${gene} ${phenotype}`);
  return word;
}

const INDICATIONS: Readonly<Record<string, string>> = {
  'fever/pain': 'fever',
  'mild/moderate, twice daily': 'mild-twice-daily',
  'mild/moderate, three times daily': 'mild-thrice-daily',
  'severe or lower respiratory, twice daily': 'severe-twice-daily',
  'severe or lower respiratory, three times daily': 'severe-thrice-daily',
  'acute otitis media (high dose)': 'otitis',
  'group A streptococcal pharyngitis (10 days)': 'pharyngitis',
  'most infections': 'infection',
  'severe infection': 'severe-infection',
  'otitis media': 'otitis',
  'serious infection': 'serious-infection',
  meningitis: 'meningitis',
  'UTI/otitis media (trimethoprim component)': 'uti',
  cystitis: 'cystitis',
  'epilepsy, under 6 years (starting)': 'epilepsy',
};

/** Undefined for a regimen that is not asked about. */
export const indicationWord = (indication: string): string | undefined => INDICATIONS[indication];
