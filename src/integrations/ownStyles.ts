/**
 * Starlight brings the style of all its parts to every page. Ours stand in for them (astro.config.mjs, overrides), and
 * pages hold none but our components, so only its frame, tokens, reset and utilities are left.
 */
import type { AstroIntegration } from 'astro';

const REPLACED =
  /starlight\/dist\/(?:style\/(?:markdown|asides|anchor-links)\.css|.*\.astro\?.*\btype=style)/;
const FRAME = /\/components\/Page\.astro/;

export function ownStyles(): AstroIntegration {
  const plugin = {
    name: 'own-styles',
    enforce: 'pre' as const,
    transform: (_code: string, id: string) => (REPLACED.test(id) && !FRAME.test(id) ? '' : undefined),
  };
  return {
    name: 'own-styles',
    hooks: { 'astro:config:setup': ({ updateConfig }) => void updateConfig({ vite: { plugins: [plugin] } }) },
  };
}
