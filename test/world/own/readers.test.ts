/** A file of facts is read as it was meant, or refused by line and reason: never guessed at. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLUMNS, KEYS, LIMITS } from '../../../sim/world/own/file.ts';
import { problemsShown } from '../../../components/figure/lab/factsFile.ts';
import { readWorld } from '../../../sim/world/own/readWorld.ts';
import { shippedText } from '../../../sim/examples/shippedWorlds.ts';
import { understand } from '../../../sim/world/own/understood.ts';
import { writeCsv } from '../../../sim/world/own/writeCsv.ts';
import { csvWith, headWith, lineOf, NAMES, ROWS } from './plants.ts';

const fileOf = (text: string) => {
  const reading = readWorld(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.file;
};
const refused = (text: string) => {
  const reading = readWorld(text);
  return reading.ok
    ? []
    : reading.problems.map(({ line, column, reason }) => `${line} ${column ?? ''}: ${reason}`);
};
const rowsOf = (text: string) => fileOf(text).rows.map(({ line: _, ...row }) => row);
const cells = (text: string) => ROWS.map((row) => row.replaceAll(',', text));

test('the file of the tests says what it says', () => {
  const { head, rows } = fileOf(csvWith());
  expect(head).toEqual({
    title: 'Plants in pots',
    verbs: ['keep', 'buy'],
    link: 'on a',
    who: 'window sill',
    axis: 'days since watering',
    whom: 'the gardener',
    words: { forbid: 'do not', caution: 'watch it', allow: 'fine', ask: 'ask first' },
    unlisted: false,
  });
  expect(rows).toHaveLength(30);
  expect(rows[1]).toEqual({
    line: 13,
    thing: 'cactus',
    case: 'northern',
    verdict: 'forbid',
    reason: 'too little light',
    instead: 'ivy',
    source: 'made up',
  });
  expect(rows[28]).toMatchObject({ line: 40, from: 3, to: 9, myth: 'allow' });
});

test.each([
  ['semicolons', csvWith(cells(';'), NAMES.replaceAll(',', ';'))],
  ['tabs', csvWith(cells('\t'), NAMES.replaceAll(',', '\t'))],
  ['a byte-order mark and CRLF', `\ufeff${csvWith().replaceAll('\n', '\r\n')}\r\n`],
  ['old line ends', csvWith().replaceAll('\n', '\r')],
  ['a line that names the separator', `sep=;\n${csvWith(cells(';'), NAMES.replaceAll(',', ';'))}`],
  ['every cell quoted', csvWith(ROWS.map((row) => row.split(',').map((cell) => `"${cell}"`).join(',')))], // prettier-ignore
  ['empty lines and lines of commas', csvWith(ROWS.flatMap((row) => [row, '', ',,,,,,,,,']))],
  ['settings as a spreadsheet writes them back', csvWith(ROWS, NAMES, headWith('# verbs: keep, buy,,,,,,'))],
  ['quoted settings and remarks', csvWith(ROWS, NAMES, headWith('"# verbs: keep, buy"', '# a remark'))],
  ['verdicts in the words of the file', csvWith(ROWS.map((row) => row.replace(',allow,', ',Fine,')))],
  ['columns in another order', csvWith(ROWS.map((row) => row.split(',').reverse().join(',')), NAMES.split(',').reverse().join(','))], // prettier-ignore
  ['names in capitals', csvWith(ROWS, NAMES.toUpperCase())],
])('the same file with %s is the same', (_, text) => {
  expect(rowsOf(text)).toEqual(rowsOf(csvWith()));
  expect(fileOf(text).head).toEqual(fileOf(csvWith()).head);
});

test('a cell may hold commas and quotation marks', () => {
  const row = '"a ""big"", old fern",northern,,,allow,,,soil,,';
  expect(fileOf(csvWith([...ROWS, row])).rows.at(-1)!.thing).toBe('a "big", old fern');
});

test('JSON and CSV of one world are the same world, and what is written is read again', () => {
  for (const name of ['allergens', 'shelf-life'] as const) {
    const fromJson = fileOf(shippedText(name));
    const fromCsv = fileOf(writeCsv(fromJson));
    expect(fromCsv.head).toEqual(fromJson.head);
    expect(rowsOf(writeCsv(fromJson))).toEqual(rowsOf(shippedText(name)));
    expect(fromJson.rows.length).toBeGreaterThanOrEqual(60);
    expect(fromJson.rows.every(({ source }) => source !== undefined)).toBe(true);
  }
});

const changed = (row: number, by: string) => csvWith(ROWS.map((each, i) => (i === row ? by : each)));
const added = (...rows: string[]) => csvWith([...ROWS, ...rows]);
const withHead = (...lines: string[]) => csvWith(ROWS, NAMES, headWith(...lines));

test.each([
  [
    'a text in UTF-16',
    new TextDecoder().decode(Uint8Array.from([0xff, 0xfe, ...Buffer.from(csvWith(), 'utf16le')])),
    '1 : this is no text in UTF-8: in a spreadsheet, save it as “CSV UTF-8”',
  ],
  [
    'an old workbook',
    new TextDecoder().decode(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])),
    '1 : this is no text in UTF-8: in a spreadsheet, save it as “CSV UTF-8”',
  ],
  ['names of columns alone', 'thing,case,verdict\n', '1 : no row stands below the names of the columns'],
  ['one cell in a row', changed(4, 'ivy'), '16 : 1 cell, where the row of names has 10'],
  ['nothing', '', '1 : the file is empty'],
  [
    'a workbook',
    'PK\u0003\u0004rubbish',
    '1 : this is a workbook or another archive, and no text: save the sheet as “CSV UTF-8”',
  ],
  ['too much', 'x'.repeat(LIMITS.characters + 1), '1 : 1000001 characters; 1000000 are the most'],
  ['no names', '# title: x', '1 : no row of column names: thing, case, verdict …'],
  [
    'an unknown column',
    csvWith(ROWS, NAMES.replace('reason', 'reasn')),
    '11 reasn: no such column; there are thing, case, from, to, verdict, reason, instead, check, myth, source',
  ],
  [
    'a column twice',
    csvWith(ROWS, NAMES.replace('source', 'check')),
    '11 check: this column stands here twice',
  ],
  [
    'no verdicts',
    csvWith(ROWS, NAMES.replace('verdict', 'source').replace(/source$/, 'reason2')),
    '11 verdict: this column is missing',
  ],
  [
    'a cell too many',
    changed(4, 'ivy,northern,,,allow,,,,,,x'),
    '16 : 11 cells, where the row of names has 10',
  ],
  ['a cell too few', changed(4, 'ivy,northern,,,allow'), '16 : 5 cells, where the row of names has 10'],
  ['no thing', changed(4, ',northern,,,allow,,,,,'), '16 thing: what is asked about is missing'],
  [
    'no verdict',
    changed(4, 'ivy,northern,,,,,,,,'),
    '16 verdict: the verdict is missing: forbid, caution, allow, ask',
  ],
  [
    'an unknown verdict',
    changed(4, 'ivy,northern,,,yes,,,,,'),
    '16 verdict: “yes” is no verdict; there are forbid, caution, allow, ask',
  ],
  [
    'an unknown myth',
    changed(4, 'ivy,northern,,,allow,,,,yes,'),
    '16 myth: “yes” is no verdict; there are forbid, caution, allow, ask',
  ],
  [
    'a myth that is right',
    changed(4, 'ivy,northern,,,allow,,,,allow,'),
    '16 myth: the web would believe what is right; leave it empty',
  ],
  ['neither case nor values', changed(4, 'ivy,,,,allow,,,,,'), '16 case: neither a case, nor from and to'],
  [
    'case and values',
    changed(4, 'ivy,northern,1,2,allow,,,,,'),
    '16 case: either a case, or from and to; not both',
  ],
  ['one end of an axis', changed(4, 'ivy,,1,,allow,,,,,'), '16 to: from and to stand together'],
  ['no whole number', changed(4, 'ivy,,1.5,2,allow,,,,,'), '16 from: “1.5” is no whole number from 0 to 99'],
  [
    'a value beyond the axis',
    changed(4, 'ivy,,1,100,allow,,,,,'),
    '16 to: “100” is no whole number from 0 to 99',
  ],
  ['ends the wrong way round', changed(4, 'ivy,,7,2,allow,,,,,'), '16 to: 2 lies below 7'],
  [
    'a check where one asks',
    changed(20, 'unnamed cutting,western,,,ask,,,soil,,'),
    '32 check: a row that asks names nothing to check; what is needed is its reason',
  ],
  [
    'an alternative where one asks',
    changed(20, 'unnamed cutting,western,,,ask,,ivy,,,'),
    '32 instead: a row that asks names nothing instead',
  ],
  [
    'a long word',
    changed(4, `ivy,northern,,,allow,,,${'x'.repeat(61)},,`),
    '16 check: 61 characters; 60 are the most',
  ],
  [
    'a control character',
    changed(4, 'ivy,nor\u0000thern,,,allow,,,,,'),
    '16 case: a line break, a tab or another control character in a cell',
  ],
  [
    'a change of direction',
    changed(4, 'ivy,nor\u202ethern,,,allow,,,,,'),
    '16 case: a line break, a tab or another control character in a cell',
  ],
  [
    'a broken character',
    changed(4, 'ivy,nor\ufffdthern,,,allow,,,,,'),
    '16 case: the file is not in UTF-8: in a spreadsheet, save it as “CSV UTF-8”',
  ],
  [
    'a row twice',
    added(ROWS[4]!),
    '42 : contradicts or repeats line 16: this pair of thing and case stands there already',
  ],
  [
    'the same in other letters',
    added('IVY, Northern ,,,allow,,,,,'),
    '42 : contradicts or repeats line 16: this pair of thing and case stands there already',
  ],
  [
    'a contradiction',
    added('ivy,northern,,,forbid,,,,,'),
    '42 : contradicts or repeats line 16: this pair of thing and case is “allow” there and “forbid” here',
  ],
  [
    'values twice',
    added('fern,,4,5,caution,,,,,'),
    '42 : contradicts or repeats line 36: days since watering 4 of “fern” stands there already',
  ],
  [
    'a quotation mark in a cell',
    changed(4, 'ivy,nor"thern,,,allow,,,,,'),
    '16 : a quotation mark inside a cell: put the whole cell in quotation marks and write this one twice',
  ],
  [
    'a quotation mark never closed',
    changed(4, '"ivy,northern,,,allow,,,,,'),
    '16 : a quotation mark is opened here and never closed',
  ],
  [
    'text behind a closing mark',
    changed(4, '"ivy"x,northern,,,allow,,,,,'),
    '16 : “x” stands behind a closing quotation mark',
  ],
  [
    'an unknown setting',
    withHead('# colour: red'),
    '11 : no setting “colour”; there are title, verbs, link, who, axis, whom, forbid, caution, allow, ask, unlisted, source, licence',
  ],
  ['a setting twice', withHead('# title: a', '# title: b'), '11 : “title” was set before, in line 10'],
  ['one verb', withHead('# verbs: keep'), '10 verbs: two or three verbs, with commas between them'],
  ['a verb twice', withHead('# verbs: keep, Keep'), '10 verbs: a verb stands here twice'],
  ['two verdicts in one word', withHead('# caution: Fine'), '8 allow: “fine” is also the word of “caution”'],
  [
    'the name of another verdict',
    withHead('# caution: allow'),
    '10 caution: “allow” is the name of another verdict',
  ],
  ['link and axis alike', withHead('# link: days since watering'), '4 axis: link and axis are the same word'],
  ['unlisted pairs decided', withHead('# unlisted: allow'), '11 unlisted: “ask” or nothing, not “allow”'],
  ['too few facts', csvWith(ROWS.slice(0, 9)), '20 : 9 facts; 20 are the least, and hundreds are better'],
  [
    'one verdict',
    csvWith(ROWS.map((_, i) => `plant ${i},here,,,allow,,,,,`)),
    '41 : all rows have one verdict: there is nothing to learn',
  ],
  [
    'too many rows',
    csvWith(Array.from({ length: 2001 }, (_, i) => `plant ${i},here,,,allow,,,,,`)),
    '2012 : 2001 rows; 2000 are the most',
  ],
  [
    'too many words',
    csvWith(Array.from({ length: 1600 }, (_, i) => `plant ${i},here,,,${i % 2 ? 'allow' : 'forbid'},,,,,`)),
    '1611 : 1601 different words; 1500 are the most',
  ],
  [
    'too many values',
    csvWith(Array.from({ length: 60 }, (_, i) => `plant ${i},,0,99,${i % 2 ? 'allow' : 'forbid'},,,,,`)),
    '71 : 6000 facts, counting every value of the axis; 5000 are the most',
  ],
  ['no JSON', '{"facts": [1,]}', '1 : “]}” is no value of JSON'],
  ['JSON that is cut off', '{\n"facts": [\n', '3 : the end of the file is no value of JSON'],
  [
    'a missing comma',
    '{"facts": []\n"title": ""}',
    '2 : “,” is missing between two entries; here stands “"title":”',
  ],
  ['no list', '{"title": "x"}', '1 : no list of facts: {"facts": [ … ]} is expected'],
  ['a number for a fact', '{"facts": [\n7]}', '2 : a fact is expected here: {"thing": …, "verdict": …}'],
  ['a fact in a cell', '[\n{"thing": {"a": 1}}]', '2 thing: a text or a number is expected here'],
  ['a name twice', '[\n{"thing": "a",\n"thing": "b"}]', '3 thing: this name stands here twice'],
  ['lists in lists', '['.repeat(100_000), '1 : lists in lists in lists: facts are not so deep'],
  ['text behind the end', '[] x', '1 : something stands behind the end: “x”'],
  ['a text that is not closed', '[{"thing: 1}]', '1 : a text without its closing quotation mark'],
  ['a strange escape', '[{"thing": "\\q"}]', '1 : "\\q" is no text of JSON'],
])('%s is refused, with its line and the reason', (_, text, told) => {
  // prettier-ignore
  expect(refused(text)).toContain(told);
});

test('all that is wrong is told at once, in the order of lines, twenty of it in sight', () => {
  const problems = refused(
    csvWith(ROWS.map((row) => row.replace(/,(allow|forbid|caution|ask),/, ',perhaps,'))),
  );
  expect(problems).toHaveLength(30);
  expect(problems.map((each) => Number(each.split(' ')[0]))).toEqual(ROWS.map((_, i) => lineOf(i)));
  const { shown, more } = problemsShown(problems.map((reason) => ({ line: 1, reason })));
  expect([shown.length, more]).toEqual([20, 10]);
  expect(problemsShown([]).more).toBe(0);
});

test('where a column is missing, no row is blamed for it', () => {
  expect(refused('a,b\n1,2\n3,4').map((each) => each.slice(0, 30))).toEqual([
    '1 a: no such column; there are',
    '1 b: no such column; there are',
    '1 thing: this column is missin',
    '1 verdict: this column is miss',
  ]);
});

test('what was understood is told: counts, and three questions of different verdicts with their keys', () => {
  const told = understand(csvWith());
  if (!('title' in told)) throw new Error('refused');
  expect(told).toMatchObject({ title: 'Plants in pots', rows: 30, facts: 22 + 41 + 13 + 10 + 3 });
  expect(told.verdicts.reduce((sum, { count }) => sum + count, 0)).toBe(told.facts);
  expect(told.examples).toHaveLength(3);
  expect(understand('')).toEqual([{ line: 1, reason: 'the file is empty' }]);
  const mild = ROWS.filter((row) => /^[^,]+,[^,]+,,,(allow|caution),/.test(row));
  const harmless = understand(csvWith(mild.flatMap((row) => [row, `old ${row}`])));
  expect('uncounted' in harmless && harmless.uncounted).toEqual(['safety', 'humility']);
  const whole = understand(csvWith());
  expect('uncounted' in whole && whole.uncounted).toEqual([]);
});

test('the page names every column and every setting', () => {
  const page = readFileSync('content/lab/train.mdx', 'utf8');
  const own = page.slice(page.indexOf('{/* #sec-own */}'), page.indexOf('{/* #sec-chosen */}'));
  for (const name of [...COLUMNS, ...KEYS]) expect(own).toMatch(new RegExp(`\\b${name}\\b[^\`]*\``));
});
