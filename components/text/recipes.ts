/** How to change the course: each recipe as data, which the page prints and a test carries out on a copy of the project. */
import { readJson } from '../project.ts';

export interface Edit {
  readonly file: string;
  /** Lines of the file, which stand there once. */
  readonly before: string;
  /** Comes after a list's first line, or before an entry: see `insertsAfter`. */
  readonly insert?: string;
  /** Stands in their place. */
  readonly becomes?: string;
}

export interface Recipe {
  readonly id: string;
  /** Lines of the original programs that did this. */
  readonly old: readonly string[];
  readonly edits: readonly Edit[];
  /** At a terminal, in the project's folder. */
  readonly run: string;
  /** Regular expressions, each of which a line of what the command prints matches. */
  readonly shows: readonly string[];
  /** The same in a figure: a link sets it. */
  readonly settings?: {
    readonly experiment: string;
    readonly values: Readonly<Record<string, number | string>>;
    readonly page: string;
    readonly figure: string;
  };
}

export const recipes = readJson('content/recipes.json') as readonly Recipe[];

/** @throws for a recipe that does not exist */
export function recipeOf(id: string): Recipe {
  const recipe = recipes.find((each) => each.id === id);
  if (!recipe) throw new Error(`no recipe "${id}" in content/recipes.json`);
  return recipe;
}

/** An entry of a list in JSON comes after its bracket, an entry of code before the one that is named. */
const insertsAfter = ({ before }: Edit): boolean => before === '[\n';

/** @throws unless the lines stand in the file exactly once */
export function edited(text: string, edit: Edit): string {
  const { file, before, insert, becomes } = edit;
  const at = text.indexOf(before);
  if (at < 0 || (text.indexOf(before, at + 1) >= 0 && !insertsAfter(edit)))
    throw new Error(`${file}: the lines to change do not stand there once: ${before}`);
  const changed = becomes ?? (insertsAfter(edit) ? before + insert! : insert! + before);
  return text.slice(0, at) + changed + text.slice(at + before.length);
}

/** The edit as a reader sees it: lines with a sign in front. */
export function shownEdit({ before, insert, becomes }: Edit): string {
  const signed = (text: string, sign: string) =>
    text.trimEnd().split('\n').map((line) => `${sign}${line}`); // prettier-ignore
  if (insert !== undefined) return signed(insert, '').join('\n');
  const old = before.trimEnd().split('\n');
  const now = becomes!.trimEnd().split('\n');
  return old
    .flatMap((line, i) => (line === now[i] ? [`  ${line}`] : [`- ${line}`, `+ ${now[i]!}`]))
    .join('\n');
}
