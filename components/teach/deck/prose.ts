/** Running text of a chapter as HTML that can stand elsewhere: words, formulas and numbers, without links and notes. */
import type { PhrasingContent } from 'mdast';
import { finding, writtenFinding } from '../../figure/finding.ts';
import { attributesOf, isJsx, type CoursePage, type Jsx } from '../../text/coursePages.ts';
import { inlineTex } from '../../text/inline.ts';
import { outsideOf, writtenOutside } from '../../text/outside.ts';
import { escape } from '../../writing.ts';
import { labelOf } from './labels.ts';

type Node = PhrasingContent | { readonly type: 'inlineMath'; readonly value: string };

/** What a component says in a sentence; undefined if it says nothing that could stand elsewhere. */
async function saidBy(element: Jsx, page: CoursePage): Promise<string | undefined> {
  const attributes = attributesOf(element);
  const told = (name: string) => String(attributes[name]);
  switch (element.name) {
    case 'Cite':
      return '';
    case 'Finding': {
      const { bare, capital } = attributes;
      return escape(
        writtenFinding(await finding(told('of')), { bare: bare === true, capital: capital === true }),
      );
    }
    case 'Outside':
      return escape(writtenOutside(outsideOf(told('of'))));
    case 'Ref': {
      const label = labelOf(told('to'), attributes['page'] === undefined ? page.slug : told('page'));
      return escape(attributes['start'] === true ? label.charAt(0).toUpperCase() + label.slice(1) : label);
    }
    case 'Term':
    case 'ChapterLink':
      return element.children.length > 0 ? htmlOf(element.children as Node[], page) : undefined;
    default:
      return undefined;
  }
}

async function one(node: Node, page: CoursePage): Promise<string | undefined> {
  if (isJsx(node)) return saidBy(node, page);
  switch (node.type) {
    case 'text':
      return escape(node.value);
    case 'inlineMath':
      return inlineTex(node.value);
    case 'inlineCode':
      return `<code>${escape(node.value)}</code>`;
    case 'emphasis':
    case 'strong': {
      const inner = await htmlOf(node.children, page);
      const tag = node.type === 'strong' ? 'strong' : 'em';
      return inner === undefined ? undefined : `<${tag}>${inner}</${tag}>`;
    }
    case 'link':
      return htmlOf(node.children, page);
    default:
      return undefined;
  }
}

/** undefined if a part of it makes no sense outside its page. */
export async function htmlOf(nodes: readonly Node[], page: CoursePage): Promise<string | undefined> {
  const parts = await Promise.all(nodes.map((node) => one(node, page)));
  if (parts.includes(undefined)) return undefined;
  // Where a citation stood, a space is left.
  return parts.join('').replace(/\s+([.,;:])/g, '$1').trim(); // prettier-ignore
}

const END = /[.?!][”’)]?(?=\s+[\p{Lu}“])/u;
/** A shorter sentence is a label, not a statement. */
const SHORTEST = 40;

/** The first sentence that says something; undefined if it cannot stand alone. */
export function firstSentence(nodes: readonly Node[], page: CoursePage): Promise<string | undefined> {
  const taken: Node[] = [];
  let length = 0;
  for (const node of nodes) {
    if (node.type !== 'text') {
      taken.push(node);
      length += 8;
      continue;
    }
    let from = 0;
    for (;;) {
      const end = END.exec(node.value.slice(from));
      if (!end) break;
      const to = from + end.index + end[0].length;
      if (length + to >= SHORTEST)
        return htmlOf([...taken, { type: 'text', value: node.value.slice(0, to) }], page);
      from = to;
    }
    taken.push(node);
    length += node.value.length;
  }
  return htmlOf(taken, page);
}
