/**
 * The sign beside a heading copies the section's address. It is for the pointer: the rail and the sheet of pages hold the
 * same links in a list, so at the keyboard it would be a second stop at every heading.
 */
import type { AstroIntegration } from 'astro';
import { rewritePages } from './builtPages.ts';

export const besideTheKeyboard = (html: string): string =>
  html.replaceAll('<a class="sl-anchor-link"', '<a class="sl-anchor-link" tabindex="-1"');

export function sectionLinks(): AstroIntegration {
  return {
    name: 'section-links',
    hooks: { 'astro:build:done': ({ dir }) => rewritePages(dir, besideTheKeyboard) },
  };
}
