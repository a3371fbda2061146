/** The site: Starlight for routes, search index and content; our own layout over it; figures as React islands. */
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import react from '@astrojs/react';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { csp } from './src/integrations/csp.ts';
import { models } from './src/integrations/models.ts';
import { ownStyles } from './src/integrations/ownStyles.ts';
import { paper } from './src/integrations/paper.ts';
import { searchText } from './src/integrations/searchText.ts';
import { sectionLinks } from './src/integrations/sectionLinks.ts';
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

/** Single figures and the whole course on one page repeat other pages. */
const REPEATS = /\/(?:embed|print)\//;

export default defineConfig({
  site: process.env.SITE_URL ?? 'https://example.org',
  base: process.env.BASE_PATH ?? '/',
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
      title: 'LLM Training & Alignment',
      description:
        'How language models are trained and aligned, with live figures that really compute, and examples from pharmacy.',
      favicon: '/favicon.svg',
      disable404Route: true,
      expressiveCode: false,
      head: [{ tag: 'meta', attrs: { name: 'twitter:card', content: 'summary' } }],
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
    sitemap({ filter: (page) => !REPEATS.test(page) }),
    woff2Only(),
    ownStyles(),
    paper(),
    csp(),
  ],
  vite: {
    build: { assetsInlineLimit: isInlined },
    worker: { format: 'es' },
  },
});
