/**
 * JSON with the lines in which things stand, which JSON.parse does not tell: an object with settings and a list
 * `facts`, or that list alone.
 */
import type { Cell, Problem, Raw } from './file.ts';

type Value =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly line: number }
  | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly line: number };

interface Entry {
  readonly name: string;
  readonly line: number;
  readonly value: Value;
}

/** What is no JSON, and where. */
class Stop extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** Facts lie three deep. */
const DEEPEST = 6;

/** @throws Stop at the first character that is no JSON */
function parse(text: string): Value {
  let at = 0;
  let line = 1;

  const skip = () => {
    for (; at < text.length && ' \t\r\n'.includes(text[at]!); at++) if (text[at] === '\n') line += 1;
  };
  const found = () =>
    at >= text.length ? 'the end of the file' : `“${text.slice(at, at + 12).split(/\s/)[0]!}”`;
  const expect = (sign: string, after: string) => {
    skip();
    if (text[at] !== sign) throw new Stop(line, `“${sign}” is missing ${after}; here stands ${found()}`);
    at += 1;
  };
  const string = (): string => {
    const from = at;
    for (at += 1; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '\n') break;
    }
    if (text[at] !== '"') throw new Stop(line, 'a text without its closing quotation mark');
    at += 1;
    try {
      return JSON.parse(text.slice(from, at)) as string;
    } catch {
      throw new Stop(line, `${text.slice(from, Math.min(at, from + 20))} is no text of JSON`);
    }
  };
  const bare = (): string => {
    const [word = ''] = /^[-+.\w]*/.exec(text.slice(at, at + 40))!;
    if (!/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)$/.test(word))
      throw new Stop(line, `${found()} is no value of JSON`);
    at += word.length;
    return word === 'null' ? '' : word;
  };
  const value = (depth: number): Value => {
    skip();
    const begun = line;
    if (depth > DEEPEST) throw new Stop(line, 'lists in lists in lists: facts are not so deep');
    if (text[at] === '"') return { kind: 'text', text: string(), line: begun };
    if (text[at] === '[') {
      const items: Value[] = [];
      inBrackets(']', () => items.push(value(depth + 1)));
      return { kind: 'list', items, line: begun };
    }
    if (text[at] === '{') {
      const entries: Entry[] = [];
      inBrackets('}', () => {
        skip();
        if (text[at] !== '"')
          throw new Stop(line, `a name in quotation marks is missing; here stands ${found()}`);
        const named = line;
        const name = string();
        expect(':', `after "${name.slice(0, 20)}"`);
        entries.push({ name: name.trim().toLowerCase(), line: named, value: value(depth + 1) });
      });
      return { kind: 'object', entries, line: begun };
    }
    return { kind: 'text', text: bare(), line: begun };
  };
  const inBrackets = (closing: string, item: () => void) => {
    at += 1;
    skip();
    if (text[at] === closing) {
      at += 1;
      return;
    }
    for (;;) {
      item();
      skip();
      if (text[at] === closing) break;
      expect(',', 'between two entries');
    }
    at += 1;
  };

  const whole = value(0);
  skip();
  if (at < text.length) throw new Stop(line, `something stands behind the end: ${found()}`);
  return whole;
}

/** The text of a cell; a list of texts is one text with commas. */
function cellOf({ value, name }: Entry, problems: Problem[]): Cell {
  if (value.kind === 'text') return { text: value.text, line: value.line };
  if (value.kind === 'list' && value.items.every(({ kind }) => kind === 'text'))
    return {
      text: value.items.map((item) => (item.kind === 'text' ? item.text : '')).join(', '),
      line: value.line,
    };
  problems.push({ line: value.line, column: name, reason: 'a text or a number is expected here' });
  return { text: '', line: value.line };
}

function cellsOf(entries: readonly Entry[], problems: Problem[]): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const entry of entries) {
    if (cells.has(entry.name))
      problems.push({ line: entry.line, column: entry.name, reason: 'this name stands here twice' });
    else cells.set(entry.name, cellOf(entry, problems));
  }
  return cells;
}

export function readJson(text: string): Raw {
  const problems: Problem[] = [];
  const nothing = { head: new Map(), columns: new Map(), rows: [], problems };
  let whole: Value;
  try {
    whole = parse(text);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    problems.push({ line: error.line, reason: error.message });
    return nothing;
  }
  const entries = whole.kind === 'object' ? whole.entries : [];
  const facts = whole.kind === 'object' ? entries.findLast(({ name }) => name === 'facts')?.value : whole;
  if (facts?.kind !== 'list') {
    problems.push({
      line: facts?.line ?? whole.line,
      reason: 'no list of facts: {"facts": [ … ]} is expected',
    });
    return nothing;
  }
  const columns = new Map<string, number>();
  const rows = facts.items.flatMap((item) => {
    if (item.kind !== 'object') {
      problems.push({ line: item.line, reason: 'a fact is expected here: {"thing": …, "verdict": …}' });
      return [];
    }
    for (const { name, line } of item.entries) if (!columns.has(name)) columns.set(name, line);
    return [{ line: item.line, cells: cellsOf(item.entries, problems) }];
  });
  const head = cellsOf(
    entries.filter(({ name }) => name !== 'facts'),
    problems,
  );
  const lists = entries.filter(({ name }) => name === 'facts');
  if (lists.length > 1)
    problems.push({ line: lists[1]!.line, column: 'facts', reason: 'this name stands here twice' });
  return { head, columns, rows, problems };
}
