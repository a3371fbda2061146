/** The built pages: valid HTML, a policy, readable without script, light. */
import { gzipSync } from 'node:zlib';
import { HtmlValidate, type Message } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { pages, ROOT } from './pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'element-permitted-content': 'off', // Astro puts <style> and <astro-island> where they work
    'long-title': 'off',
    'no-inline-style': 'off', // one variable a chart or cell
    'require-sri': 'off', // everything is of our own origin
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'attr-case': 'off', // React writes autoComplete
    'valid-id': ['error', { relaxed: true }], // React's useId, Starlight's _top
    'doctype-style': 'off',
    'void-style': 'off',
    'svg-focusable': 'off',
    'prefer-native-element': 'off', // role="img" on a group of drawings, role="math" beside KaTeX
    'tel-non-breaking': 'off',
    'unrecognized-char-ref': 'off',
    'no-raw-characters': 'off', // Astro leaves & in attributes as the standard allows
    'aria-label-misuse': 'off', // labels on role-bearing groups are checked by axe
  },
});

/** A table in a figure that stands as a list on a phone: there `display` takes its meaning, and its roles keep it. */
const keepsItsRoles = ({ ruleId, selector }: Message) =>
  ruleId === 'no-redundant-role' && /^#panel-\S+ .*> table\b/.test(selector ?? '');

describe.each(pages.map((page) => [page.path || '/', page] as const))('%s', (_, page) => {
  test('is valid HTML', async () => {
    const report = await validator.validateString(page.html);
    const messages = report.results.flatMap((result) =>
      result.messages
        .filter((message) => !keepsItsRoles(message))
        .map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`),
    );
    expect(messages.slice(0, 20)).toEqual([]);
  });
  test('has a language, a title, one h1, and a policy first', () => {
    const count = (pattern: RegExp) => page.html.match(pattern)?.length ?? 0;
    expect(count(/<html lang="en"/g)).toBe(1);
    expect(count(/<title>[^<]+<\/title>/g)).toBe(1);
    expect(count(/<h1[\s>]/g)).toBe(1);
    // Before the first script: a policy holds only for what comes after it.
    const head = page.html.slice(0, page.html.search(/<script|<link/));
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(head)?.[1] ?? '';
    expect(policy).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  });
  test('loads nothing from elsewhere', () => {
    const loaded = [
      ...page.html.matchAll(
        /<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\brel="(?:stylesheet|preload|icon|modulepreload)"[^>]*\bhref="([^"]+)"/g,
      ),
    ];
    for (const match of loaded) expect(match[1] ?? match[2]).toMatch(/^(\/course\/|data:)/);
  });
  test('prints no NaN, no undefined, no [object Object]', () => {
    // A listing of our own source may name them.
    const text = page.html.replace(/<(script|pre)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
    expect(/\bNaN\b|\bundefined\b|\[object Object\]/.exec(text)?.[0]).toBeUndefined();
  });
  test('a sentence is followed by a space', () => {
    const text = page.html.replace(/<(script|style|pre|code)\b[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
    expect(/\S* \S*[a-z)”][.?!][A-Z][a-z]\S*/.exec(text)?.[0]).toBeUndefined();
  });
  test('weighs at most 120 kB compressed', () => {
    expect(gzipSync(page.html).length / 1000).toBeLessThan(120);
  });
});

test('no list of chapters goes from one to itself', () => {
  for (const { path, html } of pages)
    expect(/\bChapters (\d+) to \1\b/.exec(html)?.[0], path).toBeUndefined();
});

test('embeds, decks, handouts and the print page stay out of sitemap and search', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const sitemap = readdirSync(ROOT)
    .filter((file) => /^sitemap.*\.xml$/.test(file))
    .map((file) => readFileSync(`${ROOT}/${file}`, 'utf8'))
    .join('');
  expect(sitemap).toContain('part-1/reward-model/');
  expect(sitemap).not.toMatch(/\/(deck|embed|handout|print)\//);
  for (const page of pages)
    if (/^(deck|embed|handout)\//.test(page.path))
      expect(page.html.includes('data-pagefind-body')).toBe(false);
});

test('the chapter is readable without script: text, charts, numbers, equations', () => {
  const chapter = pages.find((page) => page.path === 'part-1/reward-model/')!.html;
  expect(chapter.match(/<svg[^>]*data-chart/g)!.length).toBeGreaterThanOrEqual(16);
  expect(chapter.match(/class="katex"/g)!.length).toBeGreaterThan(10);
  expect(chapter.includes('<noscript>')).toBe(true);
  expect(chapter.includes('katex-error')).toBe(false);
});
