/** The formulary as it is built: every rule and scenario readable without script, and files that say the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tables } from '../../components/formulary/downloads.ts';
import { scenarios } from '../../sim/examples/scenarios.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { rules } from '../../sim/world/rules.ts';
import { BASE, pages, ROOT } from './pages.ts';

const { html } = pages.find(({ path }) => path === 'applications/formulary/')!;
const rowsOf = (kind: string) => [...html.matchAll(new RegExp(`<li id="(${kind}-[^"]+)"`, 'g'))].map((match) => match[1]!); // prettier-ignore

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare!);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

test('every rule and every scenario stands in the page, once', () => {
  expect(rowsOf('rule').toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  expect(rowsOf('scenario').toSorted()).toEqual(
    scenarios.map(({ id }) => `scenario-${id.toLowerCase()}`).toSorted(),
  );
});

test('each says its source, leads to itself, and can be reported', () => {
  const rows = html.match(/<li id="(?:rule|scenario)-[\s\S]*?<\/li>/g)!;
  expect(rows).toHaveLength(rules.length + scenarios.length);
  for (const row of rows) {
    const id = /id="([^"]+)"/.exec(row)![1]!;
    expect(row).toContain(`<a href="#${id}">${id}</a>`);
    expect(row).toMatch(/\[[^\]]*(?:read in the source|known from an extract|not read)\]/);
    expect(row).toMatch(/<a href="(?:#sec-report|https:[^"]+issues\/new[^"]+)"[^>]*>Report an error<\/a>/);
  }
});

test('the figure of chapter 1 is set to each drug that it offers', async () => {
  const { params } = await loadExperiment('ask-the-model');
  const offered = params['drug']?.kind === 'choice' ? Object.keys(params['drug'].choices) : [];
  const linked = [...html.matchAll(/part-1\/pipeline\/\?([^"#]+)#fig-ask/g)].map(([, query]) =>
    new URLSearchParams(query!.replaceAll('&amp;', '&')).get('ask-the-model.drug'),
  );
  // The default needs no name in the address.
  expect(linked.map((drug) => drug ?? defaultsOf(params)['drug']).toSorted()).toEqual(offered.toSorted());
});

test('without script there is no form, and the rules are readable', () => {
  expect(html).toMatch(/<form class="find[^"]*"[^>]*\bhidden\b/);
  expect(html).toMatch(/<noscript>\s*<p class="find-note">/);
});

test('the page stays light', () => {
  expect(gzipSync(html).length / 1000).toBeLessThan(90);
});

test.each(tables.map(({ name, records }) => [name, records] as const))(
  'downloads/%s: both files parse, and hold as many records as the page says',
  (name, records) => {
    const read = (ending: string) => readFileSync(join(ROOT, `downloads/${name}.${ending}`), 'utf8');
    const lines = read('jsonl').trimEnd().split('\n');
    const parsed = lines.map((line) => JSON.parse(line) as Record<string, string | number>);
    expect(parsed).toEqual(records);
    const [head, ...cells] = readCsv(read('csv'));
    expect(cells.map((line) => line.length)).toEqual(records.map(() => head!.length));
    expect(cells).toEqual(parsed.map((record) => head!.map((column) => String(record[column]))));
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    for (const column of ['authority', 'licence', 'disclaimer']) expect(head).toContain(column);
    const row = html.match(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)!.find((each) => each.includes(`${BASE}downloads/${name}.csv`))!; // prettier-ignore
    expect(/<td>(\d+)<\/td>/.exec(row)![1]).toBe(String(records.length));
    expect(row).toContain(`${BASE}downloads/${name}.jsonl`);
  },
);
