/**
 * After the build: the course as a whole, from its built pages, so that every number is the one that readers see there:
 * as text for language models, and on one page for paper. Must stand after Pagefind, which is not to read it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { llmsFullText, llmsText } from '../text/llms.ts';
import { filled } from '../whole/whole.ts';
import { builtCourse } from './builtCourse.ts';

export function whole(): AstroIntegration {
  let base = '/';
  let site = '';
  return {
    name: 'whole',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
        site = new URL(base, config.site).href;
      },
      'astro:build:done': ({ dir, logger }) => {
        const started = Date.now();
        const root = fileURLToPath(dir);
        const pages = builtCourse(root);
        writeFileSync(join(root, 'llms.txt'), llmsText(pages, site));
        writeFileSync(join(root, 'llms-full.txt'), llmsFullText(pages, site));
        const file = join(root, 'print/index.html');
        writeFileSync(file, filled(readFileSync(file, 'utf8'), pages, base));
        logger.info(`${pages.length} pages on one, ${((Date.now() - started) / 1000).toFixed(1)} s`);
      },
    },
  };
}
