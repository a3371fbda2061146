/** What a page writes inside an exercise, in pieces: numbers, references and settings are resolved as on the page. */
import type { Root, RootContent } from 'mdast';
import { finding, writtenFinding } from '../figure/finding.ts';
import { linkedSetting } from '../figure/linkedSetting.ts';
import {
  attributesOf,
  isJsx,
  labelsOf,
  pageOf,
  parser,
  type CoursePage,
  type Jsx,
} from '../text/coursePages.ts';
import { link, text, type Paragraph } from './piece.ts';

type Node = Root | RootContent;

/** Where a body stands. */
export interface Place {
  readonly page: CoursePage;
}

/** The paragraphs of a source, without what stands in a slot of its own. */
export async function bodyOf(source: string, place: Place): Promise<Paragraph[]> {
  return paragraphsIn(
    childrenOf(source).filter((node) => slotOf(node) === undefined),
    place,
  );
}

/** What a source writes into a slot, in one paragraph; nothing if it leaves it empty. */
export async function slotIn(source: string, slot: string, place: Place): Promise<Paragraph> {
  const filled = childrenOf(source).filter((node) => slotOf(node) === slot);
  return (await Promise.all(filled.map((node) => piecesOf(node, place)))).flat();
}

/** What stands between the tags of the one component of a source. */
function childrenOf(source: string): RootContent[] {
  const [component] = parser.parse(source).children;
  if (!component || !isJsx(component)) throw new Error(`not a component: ${source.slice(0, 60)}`);
  return component.children;
}

const slotOf = (node: RootContent): unknown => {
  const [only] = node.type === 'paragraph' && node.children.length === 1 ? node.children : [node];
  return isJsx(only) ? attributesOf(only)['slot'] : undefined;
};

const paragraphsIn = (nodes: readonly RootContent[], place: Place): Promise<Paragraph[]> =>
  Promise.all(
    nodes.map((node) => {
      if (node.type !== 'paragraph') throw new Error(`${place.page.slug}: an exercise holds a ${node.type}`);
      return piecesOf(node, place);
    }),
  );

async function piecesOf(node: Node, place: Place): Promise<Paragraph> {
  if (isJsx(node)) return componentIn(node, place);
  switch (node.type) {
    case 'text':
      return [text(node.value.replace(/\s+/g, ' '))];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'inlineMath':
      return [{ kind: 'tex', text: node.value }];
    case 'emphasis':
      return [{ kind: 'emphasis', pieces: await within(node, place) }];
    case 'paragraph':
      return within(node, place);
    default:
      throw new Error(`${place.page.slug}: the question bank cannot write a ${node.type}`);
  }
}

const within = async (
  { children }: { readonly children: readonly Node[] },
  place: Place,
): Promise<Paragraph> => (await Promise.all(children.map((child) => piecesOf(child, place)))).flat();

async function componentIn(element: Jsx, place: Place): Promise<Paragraph> {
  const given = attributesOf(element);
  switch (element.name) {
    case 'Fragment':
    case 'Term':
      return within(element, place);
    case 'Finding':
      return [text(writtenFinding(await finding(String(given['of'])), given))];
    case 'Ref': {
      const slug = given['page'];
      const page = typeof slug === 'string' ? pageOf(slug) : place.page;
      const label = labelsOf(page).get(String(given['to']));
      if (label === undefined)
        throw new Error(`${place.page.slug}: nothing numbered is called ${String(given['to'])}`);
      return [link(`${page.slug}/#${String(given['to'])}`, label)];
    }
    case 'SettingsLink': {
      const { phrase, query } = await linkedSetting(String(given['experiment']), given['values'] as object);
      const pieces = element.children.length > 0 ? await within(element, place) : [text(phrase)];
      return [{ kind: 'link', to: `${place.page.slug}/?${query}#${String(given['figure'])}`, pieces }];
    }
    default:
      throw new Error(`${place.page.slug}: the question bank cannot write <${String(element.name)}>`);
  }
}
