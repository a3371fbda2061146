/**
 * The key of a recording: a hash of the code that a run can reach, compiled, without types, comments, labels and what
 * is only shown. A sentence, a label, a help text or a view changes no key; `npm run record` runs again only what has
 * another key. Node only.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import ts from 'typescript';

/** Properties of declarations that no run reads. */
const WORDS = new Set([
  ...[
    'title',
    'label',
    'help',
    'symbol',
    'unit',
    'digits',
    'hue',
    'cite',
    'menu',
    'group',
    'groups',
    'example',
    'simplified',
  ],
  ...['views', 'tabs', 'small', 'keeps', 'clock', 'clinical'],
]);
/** Where declarations stand: elsewhere a property of such a name is data. */
const DECLARED = /\/sim\/(experiments|stages|text)\//;

const withoutWords: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node | undefined =>
    ts.isPropertyAssignment(node) && WORDS.has(node.name.getText(file))
      ? undefined
      : ts.visitEachChild(node, visit, context);
  return ts.visitEachChild(file, visit, context);
};

/** Of a TypeScript module: JavaScript without types and comments. */
export function compiled(path: string, source: string): string {
  const { outputText } = ts.transpileModule(source, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: true,
    },
    ...(DECLARED.test(path) && { transformers: { before: [withoutWords] } }),
  });
  return outputText;
}

/** Most modules are part of many experiments. */
const known = new Map<string, string>();

function compiledOnce(path: string, source: string): string {
  const key = `${path}\n${source}`;
  if (!known.has(key)) known.set(key, compiled(path, source));
  return known.get(key)!;
}

/** Reads modules as they are committed, or as a test rewrites them. */
function modules(entry: string, read: (path: string) => string): Plugin {
  return {
    name: 'modules',
    resolveId(name, from) {
      if (name === entry) return entry;
      return name.startsWith('.') && from ? resolve(dirname(from), name) : { id: name, external: true };
    },
    load(path) {
      const source = read(path);
      return path.endsWith('.json')
        ? { code: source, moduleType: 'json' }
        : { code: compiledOnce(path, source), moduleType: 'js' };
    },
  };
}

/** The file of an experiment, from the project's root. */
export function experimentFile(id: string): string {
  const [file] = globSync(`sim/experiments/*/${id}.ts`, { cwd: process.cwd() });
  if (file === undefined) throw new Error(`no file sim/experiments/*/${id}.ts`);
  return file;
}

/** @param declared what else a recording rests on, such as its settings */
export const runKey = (id: string, declared: unknown, read?: (path: string) => string): Promise<string> =>
  codeKey(experimentFile(id), declared, read);

/** Of the code that is reached from what is said of an experiment: how findings and goals are measured. */
export const wordsKey = (id: string): Promise<string> =>
  codeKey(experimentFile(id).replace(/\.ts$/, '.findings.ts'), undefined);

async function codeKey(
  file: string,
  declared: unknown,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Promise<string> {
  const entry = join(process.cwd(), file);
  const bundle = await rolldown({ input: [entry], plugins: [modules(entry, read)] });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const code = output.map((part) => (part.type === 'chunk' ? part.code : '')).join('');
  return createHash('sha256')
    .update(code)
    .update(JSON.stringify(declared ?? null))
    .digest('hex')
    .slice(0, 16);
}
