/** The text of a built page as Markdown: numbers as they stand on the page, formulas as TeX, pictures in their words. */
import type { Element } from 'hast';
import { attribute, each, find, hasClass, isElement, textOf, type Node } from './html.ts';

/** What only a reader at a screen needs, and what is on the page twice. */
const SKIPPED = new Set(['script', 'style', 'svg', 'button', 'noscript', 'astro-island', 'input', 'dialog']);
const isSkipped = (element: Element) =>
  SKIPPED.has(element.tagName) ||
  ['sr-only', 'sl-anchor-link', 'copy-link', 'facts', 'gauge', 'asked'].some((name) =>
    hasClass(element, name),
  ) ||
  ['note', 'tooltip', 'status'].includes(attribute(element, 'role') ?? '') ||
  attribute(element, 'hidden') !== undefined;

const BLOCKS = new Set(
  ['p', 'div', 'section', 'figure', 'figcaption', 'blockquote', 'details', 'summary', 'aside', 'fieldset', 'legend', 'dl', 'dt', 'dd', 'ul', 'ol', 'hr', 'main'], // prettier-ignore
);

/** The source of a formula, which KaTeX keeps beside its MathML. */
function texOf(katex: Element): string {
  const source = find(katex, ({ tagName }) => tagName === 'annotation');
  return source ? textOf(source).trim() : '';
}

const inline = (text: string) => text.replace(/\s+/g, ' ').trim();

function table(element: Element): string {
  const rows: string[][] = [];
  each(element, (row) => {
    if (row.tagName !== 'tr') return;
    rows.push(row.children.filter(isElement).map((cell) => inline(write(cell)).replaceAll('|', '\\|')));
  });
  const [head, ...body] = rows;
  if (!head) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function item(element: Element, i: number, isNumbered: boolean): string {
  return `${isNumbered ? `${i + 1}.` : '-'} ${write(element).trim().replace(/\n+/g, '\n  ')}`;
}

function block(text: string): string {
  return `\n\n${text}\n\n`;
}

function writeElement(element: Element): string {
  const { tagName, children } = element;
  if (isSkipped(element)) return '';
  // A formula is set once for wide screens and once for phones.
  if (hasClass(element, 'phone-only')) return '';
  if (hasClass(element, 'katex-display')) return block(`$$${texOf(element)}$$`);
  if (hasClass(element, 'katex')) return `$${texOf(element)}$`;
  if (attribute(element, 'data-picture') !== undefined)
    return block(`[Picture: ${attribute(element, 'aria-label') ?? ''}]`);
  const inner = () => children.map(write).join('');
  if (hasClass(element, 'eq-number')) return block(`(${inline(inner())})`);
  // Numbers and the words after them stand apart by style alone.
  if (['n', 'qn', 'by'].some((name) => hasClass(element, name))) return ` ${inline(inner())} `;
  const heading = /^h([1-6])$/.exec(tagName);
  if (heading) {
    const number = attribute(element, 'data-number');
    return block(`${'#'.repeat(Number(heading[1]))} ${number ? `${number} ` : ''}${inline(inner())}`);
  }
  if (tagName === 'pre') return block(`\`\`\`\n${textOf(element).trimEnd()}\n\`\`\``);
  if (tagName === 'table') return block(table(element));
  if (tagName === 'ul' || tagName === 'ol') {
    const items = children.filter(isElement).map((child, i) => item(child, i, tagName === 'ol'));
    return block(items.join('\n'));
  }
  if (tagName === 'br') return '\n';
  return BLOCKS.has(tagName) ? block(inner()) : inner();
}

function write(node: Node): string {
  if (node.type === 'text') return node.value.replace(/\s+/g, ' ');
  return isElement(node) ? writeElement(node) : '';
}

export function pageText(main: Element): string {
  return write(main)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, (indent) => (/\n {2}$/.test(indent) ? indent : '\n'))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
