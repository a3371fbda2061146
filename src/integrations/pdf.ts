/** After the build, if it is told to print: the whole course and each deck as PDF, beside the other downloads. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { COURSE_PDF, deckPdf, PRINTS } from '../../components/printed.ts';
import { chapters } from '../../components/teach/deck/deck.ts';
import { printPdf } from '../cli/pdf.ts';
import { printDecks } from '../cli/printDecks.ts';

export function pdf(): AstroIntegration {
  let base = '/';
  return {
    name: 'pdf',
    hooks: {
      'astro:config:done': ({ config }) => {
        ({ base } = config);
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!PRINTS) return;
        const root = fileURLToPath(dir);
        const slugs = chapters.map(({ slug }) => slug);
        await printDecks({
          root,
          base,
          slugs,
          out: root,
          fileOf: deckPdf,
          told: (line) => logger.info(line),
        });
        await printPdf({ root, base, path: 'print/', out: join(root, COURSE_PDF) });
        logger.info(COURSE_PDF);
      },
    },
  };
}
