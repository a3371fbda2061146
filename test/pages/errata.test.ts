/** The page of errata, as built: every claim and every printed number that was checked, with links that lead somewhere. */
import { expect, test } from 'vitest';
import { errata, VERDICTS } from '../../components/text/claims.ts';
import { coursePages } from '../../components/text/coursePages.ts';
import { unreproduced } from '../../components/text/unreproduced.ts';
import { BASE, pages } from './pages.ts';

const { html } = pages.find(({ path }) => path === 'reference/errata/')!;
const boxed = coursePages.flatMap(({ components }) =>
  components.filter(({ name }) => name === 'SourceClaim'),
);

test('every claim stands there once, and the count of each verdict is theirs', () => {
  for (const { id } of errata) expect(html.split(`id="erratum-${id}"`), id).toHaveLength(2);
  const all = [...errata, ...boxed.map(({ attributes }) => attributes)];
  const counts = Object.keys(VERDICTS).map((each) => all.filter(({ verdict }) => verdict === each).length);
  const [differs, part, confirmed, unchecked] = counts;
  expect(html.replace(/\s+/g, ' ')).toContain(
    `${all.length} claims are listed. Of these, ${differs} do not follow, ${part} hold in part, ${confirmed} are confirmed, and ${unchecked} cannot be checked`,
  );
});

test('every printed number that does not come out stands there, with whose it is', () => {
  for (const { id } of unreproduced) {
    const entry = html.split(`id="printed-${id}"`)[1]!.split('</dl>')[0]!;
    expect(entry, id).toMatch(/<dt[^>]*>By<\/dt>\s*<dd[^>]*>\s*<a href="(https:|\/)/);
  }
});

test('its links to sections lead to sections', () => {
  const links = [...html.matchAll(new RegExp(`href="${BASE}([^"#]+)#(sec-[^"]+)"`, 'g'))];
  expect(links.length).toBeGreaterThan(errata.length / 2);
  for (const [, path, id] of links)
    expect(pages.find((page) => page.path === path)?.html, `${path}#${id}`).toContain(`id="${id}"`);
});
