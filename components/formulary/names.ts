/** Names of the formulary as the course writes them: a text may use another than the formulary's own. */
import { formulary } from '../../sim/world/formulary.ts';

const OTHER: Readonly<Record<string, string>> = {
  'trimethoprim-sulfamethoxazole': 'trimethoprim-sulfamethoxazole|co-trimoxazole|TMP-SMX',
  'ethinylestradiol-levonorgestrel': 'ethinylestradiol|combined pill|contraceptive pill',
  acetaminophen: 'acetaminophen|paracetamol',
  'insulin glargine': 'insulin glargine|insulin',
  'grapefruit juice': 'grapefruit',
  "St John's wort": "St John[’']s wort",
  'vitamin K-rich foods': 'vitamin K',
  'calcium, iron, dairy or antacids': 'calcium|iron|antacids?',
  'magnesium trisilicate antacid': 'magnesium trisilicate',
  'potassium supplements or salt substitutes': 'potassium supplements?|potassium salt|salt substitutes?',
  'low-sodium diet or dehydration': 'low-sodium|dehydrat\\w*',
  'iodinated contrast': 'contrast medium|iodinated contrast',
  'IV calcium (neonates)': 'intravenous calcium|IV calcium',
  'tobacco smoke': 'tobacco|smoking',
};

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const drugNames: readonly string[] = formulary.drugs.map(({ name }) => name).toSorted();

/** Foods, herbs and other things that a drug meets. */
export const otherNames: readonly string[] = [
  ...new Set(
    formulary.interactions.flatMap(({ a, b }) => [a, b]).filter((name) => !drugNames.includes(name)),
  ),
].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

export const allNames: readonly string[] = [...drugNames, ...otherNames];

const patterns = new Map(
  allNames.map((name) => [name, new RegExp(`\\b(?:${OTHER[name] ?? escaped(name)})\\b`, 'i')]),
);

export const names = (text: string, name: string): boolean => patterns.get(name)!.test(text);

export const namesIn = (text: string): string[] => allNames.filter((name) => names(text, name));
