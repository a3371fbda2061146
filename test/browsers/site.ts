/** A folder, by default the built site, served as GitHub Pages would; for WebKit with the collector in every page. */
import { serve } from '../../src/cli/serve.mjs';
import { BASE, ROOT } from '../pages/pages.ts';
import { COLLECTOR } from './collector.ts';

/** Before the policy, which would not let an inline script through. */
const withCollector = (html: string) => html.replace('<head>', () => `<head><script>${COLLECTOR}</script>`);

export function serveSite({ root = ROOT, collecting = false } = {}) {
  return serve({ root, base: BASE, ...(collecting && { rewrite: withCollector }) });
}
