/** Mathematics set at build: a formula, or a short text that holds `$…$`, `*…*` and `` `…` ``. Errors stop the build. */
import katex from 'katex';
import { escape } from '../writing.ts';

const STRICT = { strict: 'error', throwOnError: true } as const;

export function displayTex(tex: string): string {
  return katex.renderToString(tex, { ...STRICT, displayMode: true });
}

export function inlineTex(tex: string): string {
  return katex.renderToString(tex, STRICT);
}

/** HTML of a short text, for components that take strings. */
export function inline(text: string): string {
  return text
    .split(/(\$[^$]+\$|`[^`]+`)/)
    .map((part) => {
      if (part.startsWith('$') && part.length > 2) return inlineTex(part.slice(1, -1));
      if (part.startsWith('`') && part.length > 2) return `<code>${escape(part.slice(1, -1))}</code>`;
      return escape(part).replace(/\*([^*]+)\*/g, '<em>$1</em>');
    })
    .join('');
}
