/**
 * Prints the decks of a built site as PDF: `npm run decks -- [--site DIR] [--out DIR] [part-1/reward-model …]`.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chapters } from '../../components/teach/deck/deck.ts';
import { printDecks } from './printDecks.ts';

const { values, positionals } = parseArgs({
  options: { site: { type: 'string', default: 'dist' }, out: { type: 'string', default: 'dist/decks' } },
  allowPositionals: true,
});
if (!existsSync(values.site)) {
  console.error(
    `There is no built site in ${values.site}: run \`npm run build\` first, or name one with --site.`,
  );
  process.exit(1);
}
const known = chapters.map(({ slug }) => slug);
const unknown = positionals.find((slug) => !known.includes(slug));
if (unknown !== undefined) {
  console.error(`There is no deck "${unknown}"; there are ${known.join(', ')}.`);
  process.exit(1);
}
await printDecks({
  root: values.site,
  base: process.env['BASE_PATH'] ?? '/',
  slugs: positionals.length > 0 ? positionals : known,
  out: values.out,
  fileOf: (slug) => `${slug}.pdf`,
  told: console.log,
});
