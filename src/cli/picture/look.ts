/** The look's variables outside a browser, from the stylesheet that declares them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../styles/tokens.css');

/** Values on paper: `lightLook()('--bg')`. */
export function lightLook(): (variable: string) => string {
  const css = readFileSync(FILE, 'utf8');
  const root = /:root \{([^}]*)\}/.exec(css)![1]!;
  const values = new Map(
    [...root.matchAll(/(--[a-z0-9-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  );
  return (variable) => {
    const value = values.get(variable);
    if (value === undefined) throw new Error(`the look has no ${variable}`);
    return value;
  };
}
