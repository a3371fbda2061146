/** From cells to facts: everything that can be wrong with a file is told, with its line, and nothing is mended. */
import {
  COLUMNS,
  DEFAULTS,
  KEYS,
  LIMITS,
  tooMany,
  type Cell,
  type Column,
  type Key,
  type OwnHead,
  type OwnRow,
  type Problem,
  type Raw,
  type RawFile,
  type Reading,
} from './file.ts';
import { roles, type Role } from './roles.ts';
import { wordOf } from './words.ts';

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name);
const isKey = (name: string): name is Key => (KEYS as readonly string[]).includes(name);

/** Longer texts are quoted in part. */
const quoted = (text: string) => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;

/** What no word may hold: control characters, halves of pairs, marks that turn the direction of writing. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const NOT_UTF8 = '\ufffd';

/** Why a text cannot be a word of a world. */
function faultOf(text: string, most: number): string | undefined {
  if (text.includes(NOT_UTF8)) return 'the file is not in UTF-8: in a spreadsheet, save it as “CSV UTF-8”';
  if (FORBIDDEN.test(text)) return 'a line break, a tab or another control character in a cell';
  return text.length > most ? `${text.length} characters; ${most} are the most` : undefined;
}

/** @returns all that is wrong, or the facts */
export function checked(raw: Raw): Reading {
  const problems = [...raw.problems];
  if (raw.rows.length > LIMITS.rows) {
    problems.push(tooMany(raw.rows));
    return { ok: false, problems };
  }
  const head = headOf(raw.head, problems);
  // Without names of columns nothing was read, and that was told.
  const isTable = (raw.columns.size > 0 || problems.length === 0) && hasColumns(raw, problems);
  const rows = isTable ? raw.rows.flatMap((row) => rowOf(row, head, problems)) : [];
  compare(rows, head, problems);
  // A file that is no table of facts is told so once, and not what else it lacks.
  if (problems.length === 0) amounts(rows, problems);
  problems.sort((a, b) => a.line - b.line);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: { head, rows } };
}

function headOf(given: RawFile['head'], problems: Problem[]): OwnHead {
  const lineOf = (key: Key) => given.get(key)?.line ?? 1;
  const told = (key: Key, reason: string) => problems.push({ line: lineOf(key), column: key, reason });
  for (const [name, { line }] of given)
    if (!isKey(name))
      problems.push({ line, reason: `no setting ${quoted(name)}; there are ${KEYS.join(', ')}` });
  const textOf = (key: keyof typeof DEFAULTS | 'source' | 'licence'): string => {
    const text = given.get(key)?.text.trim() ?? '';
    const isLong = key === 'source' || key === 'licence';
    const fault = faultOf(text, isLong ? LIMITS.sourceLetters : LIMITS.letters);
    if (fault !== undefined) told(key, fault);
    if (text === '') return isLong ? '' : DEFAULTS[key];
    return text;
  };
  const verbs = textOf('verbs')
    .split(',')
    .map((verb) => verb.trim())
    .filter((verb) => verb !== '');
  if (verbs.length < 2 || verbs.length > 3) told('verbs', 'two or three verbs, with commas between them');
  if (new Set(verbs.map(wordOf)).size < verbs.length) told('verbs', 'a verb stands here twice');
  const words = Object.fromEntries(roles.map((role) => [role, textOf(role)])) as Record<Role, string>;
  for (const [i, role] of roles.entries()) {
    const twin = roles.slice(0, i).find((other) => wordOf(words[other]) === wordOf(words[role]));
    if (twin) told(role, `${quoted(words[role])} is also the word of “${twin}”`);
    const taken = roles.find((other) => other !== role && wordOf(words[role]) === other);
    if (taken) told(role, `“${taken}” is the name of another verdict`);
  }
  const [link, axis] = [textOf('link'), textOf('axis')];
  if (wordOf(link) === wordOf(axis))
    told(given.has('axis') ? 'axis' : 'link', 'link and axis are the same word');
  const unlisted = textOf('unlisted').toLowerCase();
  if (unlisted !== '' && unlisted !== 'ask') told('unlisted', `“ask” or nothing, not ${quoted(unlisted)}`);
  const [source, licence] = [textOf('source'), textOf('licence')];
  return {
    title: textOf('title'),
    verbs,
    link,
    who: textOf('who'),
    axis,
    whom: textOf('whom'),
    words,
    unlisted: unlisted === 'ask',
    ...(source && { source }),
    ...(licence && { licence }),
  };
}

/** Where one that every row needs is missing, no row is read: each would lack it. */
function hasColumns({ columns }: RawFile, problems: Problem[]): boolean {
  for (const [name, line] of columns)
    if (!isColumn(name))
      problems.push({
        line,
        column: name.slice(0, 30),
        reason: `no such column; there are ${COLUMNS.join(', ')}`,
      });
  const missing = (['thing', 'verdict'] as const).filter((name) => !columns.has(name));
  const [line = 1] = columns.values();
  for (const column of missing) problems.push({ line, column, reason: 'this column is missing' });
  return missing.length === 0;
}

/** A role by its name, or by the file's own word for it. */
function roleIn(text: string, { words }: OwnHead): Role | undefined {
  const word = wordOf(text);
  return roles.find((role) => role === word) ?? roles.find((role) => wordOf(words[role]) === word);
}

function rowOf(
  { line, cells }: { readonly line: number; readonly cells: ReadonlyMap<string, Cell> },
  head: OwnHead,
  problems: Problem[],
): OwnRow[] {
  const before = problems.length;
  const told = (column: Column, reason: string) => {
    problems.push({ line: cells.get(column)?.line ?? line, column, reason });
  };
  const textOf = (column: Column): string => {
    const text = cells.get(column)?.text.trim() ?? '';
    const fault = faultOf(text, column === 'source' ? LIMITS.sourceLetters : LIMITS.letters);
    if (fault !== undefined) told(column, fault);
    return text;
  };
  const role = (column: 'verdict' | 'myth'): Role | undefined => {
    const text = textOf(column);
    if (text === '') return undefined;
    const named = roleIn(text, head);
    if (!named) told(column, `${quoted(text)} is no verdict; there are ${roles.join(', ')}`);
    return named;
  };
  const [thing, inCase] = [textOf('thing'), textOf('case')];
  if (thing === '') told('thing', 'what is asked about is missing');
  const verdict = role('verdict');
  if (textOf('verdict') === '') told('verdict', `the verdict is missing: ${roles.join(', ')}`);
  const myth = role('myth');
  if (myth && myth === verdict) told('myth', 'the web would believe what is right; leave it empty');
  const ends = endsOf(textOf('from'), textOf('to'), inCase, told);
  const [reason, instead, check] = [textOf('reason'), textOf('instead'), textOf('check')];
  if (verdict === 'ask') {
    if (instead !== '') told('instead', 'a row that asks names nothing instead');
    if (check !== '') told('check', 'a row that asks names nothing to check; what is needed is its reason');
  }
  const source = textOf('source');
  if (problems.length > before || !verdict) return [];
  return [
    {
      line,
      thing,
      ...(inCase && { case: inCase }),
      ...ends,
      verdict,
      ...(reason && { reason }),
      ...(instead && { instead }),
      ...(check && { check }),
      ...(myth && { myth }),
      ...(source && { source }),
    },
  ];
}

function endsOf(
  from: string,
  to: string,
  inCase: string,
  told: (column: Column, reason: string) => void,
): { readonly from?: number; readonly to?: number } {
  if (from === '' && to === '') {
    if (inCase === '') told('case', 'neither a case, nor from and to');
    return {};
  }
  if (inCase !== '') told('case', 'either a case, or from and to; not both');
  for (const [column, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    // prettier-ignore
    if (!/^\d{1,2}$/.test(text))
      told(
        column,
        text === '' ? 'from and to stand together' : `${quoted(text)} is no whole number from 0 to ${LIMITS.largestValue}`,
      );
  if (Number(from) > Number(to)) told('to', `${to} lies below ${from}`);
  return { from: Number(from), to: Number(to) };
}

/** Rows that say the same, or contradict each other. */
function compare(rows: readonly OwnRow[], { axis }: OwnHead, problems: Problem[]): void {
  const known = new Map<string, OwnRow>();
  for (const row of rows) {
    const thing = wordOf(row.thing);
    const [first, last] = row.case === undefined ? [row.from!, row.to!] : [0, 0];
    for (let value = first; value <= last; value++) {
      const key = row.case === undefined ? `${thing} at ${value}` : `${thing} in ${wordOf(row.case)}`;
      const other = known.get(key);
      if (!other) {
        known.set(key, row);
        continue;
      }
      const where =
        row.case === undefined ? `${axis} ${value} of ${quoted(row.thing)}` : 'this pair of thing and case';
      const how =
        other.verdict === row.verdict
          ? 'stands there already'
          : `is “${other.verdict}” there and “${row.verdict}” here`;
      problems.push({ line: row.line, reason: `contradicts or repeats line ${other.line}: ${where} ${how}` });
      break;
    }
  }
}

const factsIn = (rows: readonly OwnRow[]): number =>
  rows.reduce((sum, { from, to }) => sum + (from === undefined ? 1 : to! - from + 1), 0);

/** Cells that become words. */
function wordsIn(rows: readonly OwnRow[]): Set<string> {
  const cells = rows.flatMap((row) => [row.thing, row.case, row.reason, row.instead, row.check]);
  return new Set(cells.flatMap((cell) => (cell === undefined ? [] : [wordOf(cell)])));
}

function amounts(rows: readonly OwnRow[], problems: Problem[]): void {
  if (rows.length === 0) {
    problems.push({ line: 1, reason: 'no row stands below the names of the columns' });
    return;
  }
  const last = rows.at(-1)!.line;
  const count = factsIn(rows);
  const { leastFacts, mostFacts } = LIMITS;
  if (count < leastFacts)
    problems.push({
      line: last,
      reason: `${count} facts; ${leastFacts} are the least, and hundreds are better`,
    });
  if (count > mostFacts)
    problems.push({
      line: last,
      reason: `${count} facts, counting every value of the axis; ${mostFacts} are the most`,
    });
  const words = wordsIn(rows).size;
  if (words > LIMITS.words)
    problems.push({ line: last, reason: `${words} different words; ${LIMITS.words} are the most` });
  const said = new Set(rows.map(({ verdict }) => verdict));
  if (said.size < 2)
    problems.push({ line: last, reason: 'all rows have one verdict: there is nothing to learn' });
}
