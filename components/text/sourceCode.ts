/**
 * Takes a declaration out of a source file, with its doc comment, by the name that it exports; `outer.inner` is a
 * function within it. Build time only.
 */
import ts from 'typescript';
import { readText } from '../project.ts';

/** @param file a path inside the project; .ts or .py */
export function sourceOf(file: string, name?: string): string {
  const source = readText(file);
  if (name === undefined) return source.trimEnd();
  const declarations = file.endsWith('.py') ? pythonDeclarations(source) : declarationsOf(file, source);
  const text = declarations.get(name);
  if (text === undefined) {
    throw new Error(`${file} exports no "${name}"; it exports ${[...declarations.keys()].join(', ')}`);
  }
  return text;
}

function declarationsOf(file: string, source: string): ReadonlyMap<string, string> {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const declarations = new Map<string, string>();
  for (const statement of parsed.statements) {
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    const text = withComment(statement, source);
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) declarations.set(name.getText(), text);
    } else if ('name' in statement && statement.name !== undefined) {
      const name = (statement.name as ts.Node).getText();
      declarations.set(name, text);
      if (!ts.isFunctionDeclaration(statement)) continue;
      for (const inner of statement.body?.statements.filter(ts.isFunctionDeclaration) ?? []) {
        declarations.set(`${name}.${inner.name?.text ?? ''}`, dedented(withComment(inner, source), 2));
      }
    }
  }
  return declarations;
}

function dedented(text: string, by: number): string {
  return text.replaceAll(`\n${' '.repeat(by)}`, '\n');
}

/** The comment that touches the declaration is part of it; a file's header, above a blank line, is not. */
function withComment(statement: ts.Statement, source: string): string {
  const start = statement.getStart();
  const comment = ts.getLeadingCommentRanges(source, statement.getFullStart())?.at(-1);
  const touches = comment !== undefined && !/\n\s*\n/.test(source.slice(comment.end, start));
  return source.slice(touches ? comment.pos : start, statement.end);
}

/** Functions and classes at the margin, with their decorators, up to the next line at the margin. */
function pythonDeclarations(source: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  const form = /^(?:@.*\n)*(?:def|class) (\w+)\b.*\n(?:(?:[ \t)\]].*)?\n)*/gm;
  for (const [text, name] of source.matchAll(form)) declarations.set(name!, text.trimEnd());
  return declarations;
}
