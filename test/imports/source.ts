/** Source files of the project, and the TypeScript in them: whole, in the frontmatter of Astro, in the imports of MDX. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const CODE = /\.(ts|tsx|mjs|js|astro|mdx)$/;

export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((path) => CODE.test(path))
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  );
}

/** What the TypeScript parser can read; the rest becomes blank lines, so that line numbers stay. */
function script({ path, text }: Source): string {
  const blank = (part: string) => part.replace(/[^\n]/g, '');
  if (path.endsWith('.astro')) {
    const pieces = text.split(/^(---\n[\s\S]*?\n---\n|<script\b[^>]*>|<\/script>)/m);
    let inScript = false;
    return pieces
      .map((piece) => {
        if (piece.startsWith('---\n')) return piece.replaceAll(/^---$/gm, '');
        if (/^<\/?script/.test(piece)) {
          inScript = piece.startsWith('<script') && !/type="application/.test(piece);
          return blank(piece);
        }
        return inScript ? piece : blank(piece);
      })
      .join('');
  }
  if (path.endsWith('.mdx')) {
    return text
      .split('\n')
      .map((line) => (/^(import|export)\b/.test(line) ? line : ''))
      .join('\n');
  }
  return text;
}

export function parse(source: Source): ts.SourceFile {
  return ts.createSourceFile(source.path, script(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

/** Every node, in order. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

export interface Import {
  readonly from: string;
  readonly node: ts.Node;
}

/** `import … from`, `export … from`, `import()`, `new URL('…', import.meta.url)`. */
export function importsOf(file: ts.SourceFile): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(file)) {
    const named =
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isNewExpression(node) && node.arguments?.[1]?.getText() === 'import.meta.url'
            ? node.arguments[0]
            : undefined;
    if (named && ts.isStringLiteralLike(named)) found.push({ from: named.text, node });
  }
  return found;
}

/** 'components/figure/lab/worker.ts:12' */
export const at = (file: ts.SourceFile, node: ts.Node): string =>
  `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
