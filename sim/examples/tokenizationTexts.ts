/** Texts on which the tokenizers of the chapter are trained, and texts on which they are tried. */

/**
 * A list of products: names and strengths as on FDA labels (named, not re-read). It says what exists, not what to
 * take. Many names share a stem, as the USAN Council assigns them: -pril, -sartan, -olol, -statin, -dipine, -prazole.
 */
export const PRODUCTS = `captopril 25 mg tablet
enalapril 10 mg tablet
lisinopril 10 mg tablet
ramipril 5 mg capsule
quinapril 20 mg tablet
losartan 50 mg tablet
valsartan 80 mg tablet
candesartan 8 mg tablet
atenolol 50 mg tablet
bisoprolol 5 mg tablet
metoprolol 50 mg tablet
propranolol 40 mg tablet
atorvastatin 20 mg tablet
simvastatin 20 mg tablet
rosuvastatin 10 mg tablet
amlodipine 5 mg tablet
nifedipine 30 mg tablet
omeprazole 20 mg capsule
pantoprazole 40 mg tablet
hydrochlorothiazide 25 mg tablet
hydrochlorothiazide 12.5 mg capsule
metformin 500 mg tablet
metformin 850 mg tablet
warfarin 5 mg tablet
warfarin 2.5 mg tablet
digoxin 0.125 mg tablet`;

/** Names that are not in the list: two with a stem that is, two that look alike, one that is like none. */
export const OTHER_PRODUCTS = `trandolapril 2 mg tablet
hydralazine 25 mg tablet
hydroxyzine 25 mg tablet
nirmatrelvir 150 mg tablet`;

/** The three sentences of the source, and what it tries. */
export const SOURCE_TEXT = `The quick brown fox jumps over the lazy dog
Machine learning is a subset of artificial intelligence
Natural language processing enables computers to understand human language`;
export const SOURCE_TEST = 'The fox jumps';

/** Small enough to be merged by hand. */
export const THREE_NAMES = 'captopril lisinopril ramipril';

/** One dose in four spellings, and two other doses that look like it. */
export const DOSES = `0.5 mg
.5 mg
0.50 mg
500 mcg
5 mg
0.05 mg`;

/** Outside plain English letters: micro sign, Cyrillic (lisinopril), an emoji. */
export const OTHER_SCRIPTS = `50 µg
лизиноприл
💊`;

/** Two ACE inhibitors; and one of them beside a beta blocker. */
export const SAME_CLASS = 'captopril\nramipril';
export const OTHER_CLASS = 'captopril\nmetoprolol';

/** A pair of the FDA list of look-alike names, in small letters and with tall man letters. */
export const LOOK_ALIKES = `hydralazine
hydrALAZINE
hydroxyzine
hydrOXYzine`;
