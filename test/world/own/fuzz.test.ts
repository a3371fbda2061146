/**
 * Ten thousand broken files, none taken: each breaks a shipped file in a known way, and has to be refused with the line
 * where it was broken. Then random damage, against an oracle that was written for this test: what is taken says what the
 * oracle reads, and what is refused is refused by it too. Nothing throws, and nothing takes long.
 */
import { expect, test } from 'vitest';
import { createRng, type Rng } from '../../../sim/rng.ts';
import type { OwnRow, Reading } from '../../../sim/world/own/file.ts';
import { readWorld } from '../../../sim/world/own/readWorld.ts';
import { fileOf, shippedText } from '../../../sim/examples/shippedWorlds.ts';
import { writeCsv } from '../../../sim/world/own/writeCsv.ts';

const BROKEN = 10_000;
const DAMAGED = 3_000;
const SLOWEST_MS = 250;

const ROLES = ['forbid', 'caution', 'allow', 'ask'];

/** The first rows of a shipped file: as many as a quick check allows, with all its settings. */
function shortened(name: 'allergens' | 'shelf-life') {
  const { head, rows } = fileOf(shippedText(name));
  return { head, rows: rows.slice(0, 24) };
}
const files = [shortened('allergens'), shortened('shelf-life')];

type Cells = Record<string, string>;
/** A CSV in parts: settings, names, rows. */
interface Parts {
  readonly head: string[];
  readonly names: string[];
  readonly rows: Cells[];
}

const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function partsOf({ rows, head }: (typeof files)[number]): Parts {
  const lines = writeCsv({ head, rows }).split('\r\n');
  const at = lines.findIndex((line) => line.startsWith('thing'));
  const names = lines[at]!.split(',');
  return {
    head: lines.slice(0, at),
    names,
    rows: rows.map((row) =>
      Object.fromEntries(names.map((name) => [name, String(row[name as keyof OwnRow] ?? '')])),
    ),
  };
}

const rowText = (names: readonly string[], row: Cells) => names.map((name) => quoted(row[name]!)).join(',');
const textOf = ({ head, names, rows }: Parts) =>
  [...head, names.join(','), ...rows.map((row) => rowText(names, row))].join('\n');

/** How a file is broken; tells in which line that has to be found, if one can tell. */
type Break = (parts: Parts, rng: Rng) => { readonly text: string; readonly line?: number };

const pick = <T>(rng: Rng, items: readonly T[]): T => items[rng.integer(items.length)]!;
const letters = (rng: Rng, count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(97 + rng.integer(26))).join('');

/** One cell of one row is another. */
const inRow =
  (change: (row: Cells, rng: Rng, parts: Parts) => Cells): Break =>
  (parts, rng) => {
    const at = rng.integer(parts.rows.length);
    const rows = parts.rows.map((row, i) => (i === at ? { ...row, ...change(row, rng, parts) } : row));
    return { text: textOf({ ...parts, rows }), line: parts.head.length + 2 + at };
  };
/** One row is another text. */
const asText =
  (change: (text: string, rng: Rng) => string): Break =>
  (parts, rng) => {
    const at = parts.head.length + 1 + rng.integer(parts.rows.length);
    const lines = textOf(parts).split('\n');
    lines[at] = change(lines[at]!, rng);
    return { text: lines.join('\n'), line: at + 1 };
  };
const appended =
  (make: (rng: Rng, parts: Parts) => Cells): Break =>
  (parts, rng) => {
    const rows = [...parts.rows, make(rng, parts)];
    return { text: textOf({ ...parts, rows }), line: parts.head.length + 1 + rows.length };
  };
const withSetting =
  (make: (rng: Rng) => string): Break =>
  (parts, rng) => ({
    text: textOf({ ...parts, head: [...parts.head, make(rng)] }),
    line: parts.head.length + 1,
  });
/** As JSON, which is broken as a text. */
const asJson =
  (change: (text: string, rng: Rng) => string): Break =>
  ({ names, rows }, rng) => {
    const facts = rows.map((row) =>
      Object.fromEntries(names.filter((name) => row[name] !== '').map((name) => [name, row[name]])),
    );
    return { text: change(JSON.stringify({ title: 'x', axis: 'days', facts }, undefined, 1), rng) };
  };
const inCell = (insert: (rng: Rng) => string): Break =>
  inRow(({ thing }, rng) => {
    const at = 1 + rng.integer(thing!.length - 1);
    return { thing: thing!.slice(0, at) + insert(rng) + thing!.slice(at) };
  });
const other = (rng: Rng, role: string) =>
  pick(
    rng,
    ROLES.filter((each) => each !== role),
  );

const BREAKS: readonly Break[] = [
  inRow(() => ({ verdict: '' })),
  inRow((_, rng) => ({ verdict: `x${letters(rng, 4)}` })),
  inRow(() => ({ thing: '' })),
  inRow(() => ({ case: '', from: '', to: '' })),
  inRow((row, rng) =>
    row['case'] ? { verdict: pick(rng, ['__proto__', 'constructor', 'toString']) } : { from: 'x' },
  ),
  inRow((row, rng) =>
    row['from'] ? { to: pick(rng, ['100', '-1', '1.5', '1e1', '', 'NaN', '007']) } : { thing: ' ' },
  ),
  inRow((row) => (row['from'] ? { from: '9', to: '8' } : { case: '' })),
  inRow((_, rng) => ({ source: letters(rng, 301) })),
  inRow((_, rng) => ({ thing: letters(rng, 61) })),
  inCell((rng) => pick(rng, ['\u0000', '\u0007', '\u001b', '\u007f', '\u202e', '\u2066', '\ud800'])),
  inCell(() => '\ufffd'),
  asText((text, rng) => `${text},${letters(rng, 3)}`),
  asText((text) => text.slice(0, text.indexOf(','))),
  asText((text) => text.replace(',', ',x"x')),
  asText((text) => `"${text.replaceAll('"', '')}`),
  asText((text, rng) => `"${letters(rng, 3)}" ${letters(rng, 2)}${text}`),
  appended((rng, { rows }) => pick(rng, rows)),
  appended((rng, { rows }) => {
    const row = pick(rng, rows);
    return { ...row, verdict: other(rng, row['verdict']!), myth: '', check: '', instead: '' };
  }),
  appended((rng, { rows }) => {
    const row = pick(rng, rows);
    return { ...row, thing: ` ${row['thing']!.toUpperCase()} ` };
  }),
  withSetting((rng) => `# x${letters(rng, 5)}: ${letters(rng, 5)}`),
  withSetting((rng) => `# title: ${letters(rng, 5)}`),
  withSetting((rng) => `# ${pick(rng, ['__proto__', 'constructor', 'valueof'])}: ask`),
  (parts, rng) => ({
    text: textOf({ ...parts, names: parts.names.map((name) => (name === 'verdict' ? `verdict${letters(rng, 1)}` : name)), rows: parts.rows.map((row) => new Proxy(row, { get: (cells, name) => cells[String(name)] ?? '' })) }), // prettier-ignore
    line: parts.head.length + 1,
  }),
  (parts) => ({ text: textOf({ ...parts, rows: parts.rows.slice(0, 1) }) }),
  (parts, rng) => {
    const role = pick(rng, ROLES.slice(0, 3));
    const rows = parts.rows.map((row) => ({
      ...row,
      verdict: role,
      myth: '',
      ...('check' in row && { check: '' }),
    }));
    return { text: textOf({ ...parts, rows }) };
  },
  (parts, rng) => {
    const head = parts.head.filter((line) => !/^"?# verbs/.test(line));
    return {
      text: textOf({
        ...parts,
        head: [...head, pick(rng, ['# verbs: one', '# verbs: a, b, c, d', '# verbs: a, A'])],
      }),
      line: head.length + 1,
    };
  },
  asJson((text, rng) => text.slice(0, 1 + rng.integer(text.length - 2))),
  asJson((text) => text.replaceAll('"', "'")),
  asJson((text, rng) => text.replace('"verdict": "', `"verdict": ${pick(rng, ['NaN', 'undefined', '.5', '01', '{}', '[[]]'])}, "x": "`)), // prettier-ignore
  asJson((text) => text.replace(/,\n/, '\n')),
  asJson((text) => text.replace(/\n ?\]/, ',\n]')),
  asJson((text) => text.replace('"facts"', '"fact"')),
  asJson((text, rng) =>
    text.replace('"facts": [', `"facts": [${pick(rng, ['1', '"x"', 'null', '[]', 'true'])},`),
  ),
  asJson((text, rng) => text + pick(rng, ['x', ']', '{}', ','])),
  asJson((text) => text.replace('"thing"', '"__proto__"')),
  asJson((text) => text.replace('"thing": "', '"thing": "\\u0000')),
];

/** Of this process: a busy machine halts a test for a while. */
function millisecondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function timed(text: string): Reading {
  const begun = process.cpuUsage();
  const reading = readWorld(text);
  expect(millisecondsSince(begun)).toBeLessThan(SLOWEST_MS);
  return reading;
}

test('what they are made from is taken', () => {
  for (const file of files) {
    expect(readWorld(textOf(partsOf(file))).ok).toBe(true);
    expect(readWorld(asJson((text) => text)(partsOf(file), createRng(0)).text).ok).toBe(true);
  }
});

test(`${BROKEN} broken files, and none is taken: each is refused by line and reason`, () => {
  const rng = createRng('broken files');
  const parts = files.map(partsOf);
  for (let i = 0; i < BROKEN; i++) {
    const kind = i % BREAKS.length;
    const { text, line } = BREAKS[kind]!(parts[rng.integer(2)]!, rng);
    const reading = timed(text);
    if (reading.ok) throw new Error(`break ${kind} was taken:\n${text}`);
    const { problems } = reading;
    const last = text.split(/\r\n|\n|\r/).length;
    for (const problem of problems) {
      expect(problem.line).toBeGreaterThanOrEqual(1);
      expect(problem.line).toBeLessThanOrEqual(last);
      expect(problem.reason.length).toBeGreaterThan(5);
    }
    if (line !== undefined && !problems.some((problem) => problem.line === line))
      throw new Error(`break ${kind}: line ${line}, not ${JSON.stringify(problems)}`);
  }
});

/** Cells of a CSV with commas, in one expression; undefined where it is none. */
function oracleCells(text: string): string[][] | undefined {
  const cell = /(?:"((?:[^"]|"")*)"[^\S\r\n]*|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  const rows: string[][] = [];
  let row: string[] = [];
  for (;;) {
    const found = cell.exec(text);
    if (!found) return undefined;
    row.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
    if (cell.lastIndex >= text.length)
      return rows.filter((cells) => cells.some((each) => each.trim() !== ''));
  }
}

const slug = (text: string) => text.trim().toLowerCase().replace(/\s+/g, '-');
const NASTY = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]|\p{Cs}/u; // eslint-disable-line no-control-regex

/** Whether rows of a table are facts, in other words than those of the reader; the settings are those of the file. */
function isSound(names: readonly string[], rows: readonly string[][], words: readonly string[]): boolean {
  const allowed = 'thing case from to verdict reason instead check myth source'.split(' ');
  if (names.some((name) => !allowed.includes(name)) || new Set(names).size < names.length) return false;
  const seen = new Set<string>();
  const said = new Set<string>();
  let facts = 0;
  for (const cells of rows) {
    if (cells.length !== names.length) return false;
    const at = (name: string) => cells[names.indexOf(name)]?.trim() ?? '';
    if (
      cells.some(
        (cell, i) => NASTY.test(cell.trim()) || cell.trim().length > (names[i] === 'source' ? 300 : 60),
      )
    )
      return false;
    const role = (text: string) => ROLES[Math.max(ROLES.indexOf(slug(text)), words.indexOf(slug(text)))];
    const verdict = role(at('verdict'));
    if (!verdict || at('thing') === '') return false;
    if (at('myth') !== '' && (!role(at('myth')) || role(at('myth')) === verdict)) return false;
    if (verdict === 'ask' && at('check') + at('instead') !== '') return false;
    const [from, to] = [at('from'), at('to')];
    if ((at('case') === '') === (from + to === '')) return false;
    if (from + to !== '' && (![from, to].every((end) => /^[0-9]{1,2}$/.test(end)) || +from > +to))
      return false;
    const keys = at('case')
      ? [slug(at('case'))]
      : Array.from({ length: +to - +from + 1 }, (_, i) => +from + i);
    for (const key of keys.map((each) => `${slug(at('thing'))}|${typeof each}|${each}`)) {
      if (seen.has(key)) return false;
      seen.add(key);
    }
    facts += keys.length;
    said.add(verdict);
  }
  return facts >= 20 && said.size > 1;
}

test(`${DAMAGED} files with random damage: taken only where an oracle reads the same facts`, () => {
  const rng = createRng('damaged files');
  const whole = files.map((file) => {
    const { head, names, rows } = partsOf(file);
    return { head, body: [names.join(','), ...rows.map((row) => rowText(names, row))].join('\n'), words: ROLES.map((role) => slug(file.head.words[role as 'ask'])) }; // prettier-ignore
  });
  const scraps = [
    '"',
    ',',
    '\n',
    '\r\n',
    'x',
    ' ',
    '0',
    '9',
    '\u0000',
    'é',
    '""',
    'allow',
    'ask',
    '👩‍🍳',
    '\ufeff',
    ';',
  ];
  let taken = 0;
  for (let i = 0; i < DAMAGED; i++) {
    const { head, body, words } = whole[rng.integer(2)]!;
    let text = body;
    for (let n = rng.integer(2); n >= 0; n--) {
      const at = rng.integer(text.length);
      const length = rng.integer(4) === 0 ? rng.integer(40) : rng.integer(2);
      text = text.slice(0, at) + (rng.integer(3) === 0 ? '' : pick(rng, scraps)) + text.slice(at + length);
    }
    const reading = timed([...head, text].join('\n'));
    const cells = oracleCells(text);
    const [names = [], ...rows] = cells ?? [];
    const named = names.map((name) => name.trim().toLowerCase());
    const sound = cells !== undefined && isSound(named, rows, words);
    if (reading.ok !== sound)
      throw new Error(
        `${reading.ok ? 'taken' : JSON.stringify(reading.problems[0])}, oracle ${sound}:\n${text}`,
      );
    if (!reading.ok) continue;
    taken += 1;
    const read = reading.file.rows.map((row) => named.map((name) => row[name as keyof OwnRow] ?? ''));
    const role = (text_: string) => ROLES[Math.max(ROLES.indexOf(slug(text_)), words.indexOf(slug(text_)))];
    expect(read).toEqual(
      rows.map((row) =>
        row.map((cell, k) => {
          const text_ = cell.trim();
          if (text_ === '') return '';
          if (named[k] === 'verdict' || named[k] === 'myth') return role(text_);
          return named[k] === 'from' || named[k] === 'to' ? Number(text_) : text_;
        }),
      ),
    );
  }
  // Damage inside a word leaves a file that is one.
  expect(taken).toBeGreaterThan(DAMAGED / 10);
  expect(taken).toBeLessThan((DAMAGED * 9) / 10);
});

test.each([
  ['a million quotation marks', '"'.repeat(1_000_000)],
  ['a million commas', ','.repeat(1_000_000)],
  ['a million lines', '\n'.repeat(1_000_000)],
  ['a million cells', `thing,verdict\n${'a,'.repeat(499_000)}`],
  ['half a million rows', `thing,verdict\n${'\na'.repeat(490_000)}`],
  ['a million brackets', '['.repeat(1_000_000)],
  ['a long text in JSON', `["${'\\u0041'.repeat(160_000)}`],
  ['a long number', `[${'9'.repeat(999_000)}]`],
  ['a million spaces', `{${' '.repeat(999_000)}`],
  ['a long setting', `# ${'a'.repeat(999_000)}`],
  ['settings without end', '# a: b\n'.repeat(140_000)],
])('%s: refused in a moment', (_, text) => {
  const begun = process.cpuUsage();
  expect(readWorld(text).ok).toBe(false);
  expect(millisecondsSince(begun)).toBeLessThan(1500);
});
