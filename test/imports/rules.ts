/** What may import what, and what the simulation may use, so that its rows have the same bits everywhere. */
import { posix } from 'node:path';
import ts from 'typescript';
import { at, importsOf, nodesOf, parse, type Source } from './source.ts';

/** Rounded the same by every engine: IEEE 754 or the ECMAScript specification fixes each bit. */
const EXACT_MATH = new Set(
  ['abs', 'floor', 'ceil', 'round', 'trunc', 'sign', 'min', 'max', 'sqrt', 'imul', 'fround', 'clz32'], // prettier-ignore
);
/** A clock, a locale, a host: none of them is the same twice. */
const HOST = new Set([
  ...['Date', 'Intl', 'performance', 'console', 'process', 'globalThis', 'window', 'self', 'document'],
  ...['crypto', 'fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'navigator', 'localStorage'],
]);
/** Starlight's own components have another look. */
const FOREIGN_COMPONENTS =
  /<(Aside|Badge|Card|CardGrid|FileTree|Icon|LinkButton|LinkCard|Steps|TabItem|Tabs)\b/;

/** folder → the folders of the project that it may import from, other than itself */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  content: ['components', 'sim/experiments'],
  components: ['sim'],
  src: ['components', 'sim'],
  sim: [],
};

/** The rooms of sim/ from the ground up: each may import only from those before it. */
const FLOORS = [
  ...['float', 'hash', 'param', 'metric', 'rng', 'settings', 'kernels', 'measure', 'text', 'world', 'model'],
  ...['crew', 'stages', 'examples', 'experiment', 'words', 'rowHash', 'run', 'sweep', 'experiments'],
];
/** 'sim/float.ts' and 'sim/text/cleaning/tags.ts' → float, text */
const roomOf = (path: string) => path.split('/')[1]!.replace(/\.ts$/, '');

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

function directions(source: Source, file: ts.SourceFile): string[] {
  const { path } = source;
  const home = path.split('/')[0]!;
  return importsOf(file).flatMap(({ from, node }) => {
    const complain = (why: string) => [`${at(file, node)} imports ${from}: ${why}`];
    if (!from.startsWith('.')) {
      if (home === 'sim' && from !== 'seedrandom')
        return complain('sim/ imports nothing from outside but seedrandom');
      if (from.startsWith('@observablehq/plot') && !isIn(path, 'components/chart'))
        return complain('only components/chart/ imports Plot');
      if (home === 'content') return complain('content/ imports components and experiments only');
      return [];
    }
    const target = posix.join(posix.dirname(path), from);
    const allowed = MAY_IMPORT[home] ?? [];
    if (![home, ...allowed].some((folder) => isIn(target, folder)))
      return complain(`${home}/ may import from ${[home, ...allowed].join(', ')}`);
    if (home === 'sim') {
      const [here, there] = [roomOf(path), roomOf(target)];
      if (!FLOORS.includes(here)) return complain(`no floor of sim/ is given to ${here}`);
      if (here !== there && FLOORS.indexOf(there) > FLOORS.indexOf(here))
        return complain(`${here} stands below ${there}, and arrows point down`);
    }
    if (
      isIn(path, 'components/figure/lab') &&
      path.endsWith('.tsx') &&
      isIn(target, 'sim') &&
      !/^sim\/(experiment|param|settings)\.ts$/.test(target)
    )
      return complain(
        'the island knows the types of experiments and the codec of settings, and no more of sim/',
      );
    return [];
  });
}

/** An identifier that stands for a value in scope, not for a property, a label or a type's member. */
function isValue(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  const isName = 'name' in parent && parent.name === node;
  return !isName && !ts.isTypeNode(parent) && !ts.isQualifiedName(parent);
}

function arithmetic(source: Source, file: ts.SourceFile): string[] {
  const found: string[] = [];
  const inSim = isIn(source.path, 'sim');
  for (const node of nodesOf(file)) {
    if (isValue(node) && node.text === 'Math') {
      const { parent } = node;
      const used = ts.isPropertyAccessExpression(parent) ? parent.name.text : undefined;
      if (used === 'random')
        found.push(`${at(file, node)} uses Math.random: random numbers come from a seed`);
      else if (inSim && (used === undefined || !EXACT_MATH.has(used)))
        found.push(
          `${at(file, node)} uses Math${used ? `.${used}` : ''}: only ${[...EXACT_MATH].join(', ')} are exact`,
        );
    }
    if (!inSim) continue;
    if (isValue(node) && HOST.has(node.text))
      found.push(`${at(file, node)} uses ${node.text}: sim/ knows no host`);
    if (
      node.kind === ts.SyntaxKind.AsteriskAsteriskToken ||
      node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
    )
      found.push(`${at(file, node)} uses **: engines round powers differently`);
    if (ts.isPropertyAccessExpression(node) && /^toLocale|^localeCompare$/.test(node.name.text))
      found.push(`${at(file, node)} uses ${node.name.text}: it depends on the reader's language`);
  }
  return found;
}

/** Expressions in an Astro template are not parsed here; the one thing to fear in them has a name. */
function template({ path, text }: Source): string[] {
  if (!path.endsWith('.astro')) return [];
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<script\b[\s\S]*?<\/script>/g, '');
  return body.includes('Math.random') ? [`${path} uses Math.random in its template`] : [];
}

function prose({ path, text }: Source): string[] {
  if (!path.endsWith('.mdx')) return [];
  return text.split('\n').flatMap((line, i) => {
    const foreign = FOREIGN_COMPONENTS.exec(line)?.[1];
    return foreign ? [`${path}:${i + 1} uses <${foreign}>: it is not part of this course's look`] : [];
  });
}

export function violations(source: Source): string[] {
  const file = parse(source);
  return [...directions(source, file), ...arithmetic(source, file), ...template(source), ...prose(source)];
}

/** Files that import one another in a circle, each circle once: 'a.ts → b.ts → a.ts'. */
export function circles(sources: readonly Source[]): string[] {
  const imports = new Map(
    sources.map((source) => {
      const relative = importsOf(parse(source)).filter(({ from }) => from.startsWith('.'));
      return [source.path, relative.map(({ from }) => posix.join(posix.dirname(source.path), from))];
    }),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]) => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) walk(path, []);
  return found;
}
