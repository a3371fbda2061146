/** The site: Starlight for routes, search index and content; our own layout over it; figures as React islands. */
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { SUMMARY, TITLE } from './src/colophon.ts';
import { cards } from './src/integrations/cards.ts';
import { csp } from './src/integrations/csp.ts';
import { models } from './src/integrations/models.ts';
import { offline } from './src/integrations/offline.ts';
import { ownStyles } from './src/integrations/ownStyles.ts';
import { paper } from './src/integrations/paper.ts';
import { pdf } from './src/integrations/pdf.ts';
import { searchText } from './src/integrations/searchText.ts';
import { sectionLinks } from './src/integrations/sectionLinks.ts';
import { redirects } from './src/redirects.ts';
import { whole } from './src/integrations/whole.ts';
import { woff2Only } from './src/integrations/woff2Only.ts';
import { rehypePlugins, remarkPlugins } from './src/plugins/markdown.ts';

/** Starlight's part of the page → ours, in src/layouts. */
const overrides = {
  ContentPanel: 'ContentPanel',
  Footer: 'MainEnd',
  Head: 'Head',
  Header: 'Header',
  MarkdownContent: 'MarkdownContent',
  PageFrame: 'PageFrame',
  PageSidebar: 'Rail',
  PageTitle: 'PageTitle',
  SkipLink: 'SkipLink',
  ThemeProvider: 'ThemeProvider',
  TwoColumnContent: 'TwoColumnContent',
};

const styles = [
  'tokens',
  'fonts',
  'starlight',
  'base',
  'grid',
  'header',
  'rail',
  'opening',
  'dialogs',
  'contents',
  'forced',
];

/**
 * The sheets that all pages share are files, which the browser keeps; a small one, of what only some pages hold, stands in
 * the page. Nothing else is inlined.
 *
 * @param {string} file
 * @param {{ length: number }} content
 */
const isInlined = (file, content) => file.endsWith('.css') && content.length < 10_000;

const site = process.env.SITE_URL ?? 'https://example.org';
const base = process.env.BASE_PATH ?? '/';
const home = new URL(base.replace(/\/?$/, '/'), site).href;

/** Single figures, decks, handouts, the whole course on one page and the answers repeat other pages; some addresses only lead to one. */
const leading = new Set(redirects.map(({ id }) => `${home}${id}/`));
const isListed = (/** @type {string} */ page) =>
  !/\/(?:deck|embed|handout|print|teach\/answers)\//.test(page) && !leading.has(page);

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  prefetch: false,
  build: { inlineStylesheets: 'auto' },
  markdown: {
    processor: unified({ remarkPlugins, rehypePlugins }),
    shikiConfig: { theme: 'css-variables' },
  },
  integrations: [
    models(),
    searchText(),
    sectionLinks(),
    starlight({
      title: TITLE,
      description: SUMMARY,
      favicon: '/favicon.svg',
      disable404Route: true,
      expressiveCode: false,
      head: [{ tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' } }],
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
      markdown: { processedDirs: ['./content'] },
      components: Object.fromEntries(
        Object.entries(overrides).map(([part, ours]) => [part, `./src/layouts/${ours}.astro`]),
      ),
      customCss: [
        ...styles.map((style) => `./src/styles/${style}.css`),
        './components/text/text.css',
        './src/styles/print.css',
      ],
    }),
    react(),
    mdx(),
    sitemap({ filter: isListed }),
    woff2Only(),
    ownStyles(),
    whole(),
    cards(),
    paper(),
    csp(),
    // It hashes the files as they are served.
    offline(),
    pdf(),
  ],
  vite: {
    build: { assetsInlineLimit: isInlined },
    worker: { format: 'es' },
  },
});
