/** Numbers figures, equations, tables, questions and exercises, and resolves every reference to them. */
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { NUMBERED } from '../../components/text/numbered.ts';
import { settleHeadings } from './headings.ts';
import { attributeOf, eachComponent, hasAttribute, refuse, setAttribute, type Jsx } from './jsx.ts';
import { figuresOf, pageWith, slugOf, targetsOf, type Page, type Target } from './page.ts';
import { readPage, slugsIn } from './pages.ts';

export interface Place {
  /** The folder of the pages. */
  readonly content: string;
}

interface Resolved {
  readonly href: string;
  readonly label: string;
}

/** The page that Astro is about to render: its front matter comes with the file. */
export function pageOf(file: VFile, { content }: Place): Page {
  const data = file.data as { astro?: { frontmatter?: Record<string, unknown> } };
  return pageWith(data.astro?.frontmatter ?? {}, slugOf(file.path, content));
}

export function numbering(place: Place) {
  return () =>
    (tree: Root, file: VFile): void => {
      const targets = targetsOf(tree, pageOf(file, place), file);
      settleHeadings(tree, targets, file);
      eachComponent(tree, (element, name) => {
        if (Object.hasOwn(NUMBERED, name)) {
          setAttribute(element, 'number', targets.get(attributeOf(element, 'id')!)!.number!);
        }
        if (name === 'Value' && !hasAttribute(element, 'figure')) chooseFigure(element, tree, file);
        if (name === 'Ref') {
          const { href, label } = resolve(element, 'to', targets, place, file);
          setAttribute(element, 'href', href);
          setAttribute(element, 'label', label);
        } else if (hasAttribute(element, 'figure')) {
          const { label } = resolve(element, 'figure', targets, place, file);
          setAttribute(element, 'figureLabel', label);
        }
      });
    };
}

/** A phrase that sets a parameter belongs to the one figure of its experiment, unless it names another. */
function chooseFigure(element: Jsx, tree: Root, file: VFile): void {
  const experiment = attributeOf(element, 'of')?.split('.')[0] ?? '';
  const [figure, ...others] = figuresOf(tree, experiment);
  if (figure === undefined)
    refuse(file, element, `<Value>: no figure on this page runs "${experiment}"; name one`);
  if (others.length > 0) {
    refuse(
      file,
      element,
      `<Value>: several figures run "${experiment}"; name one of ${[figure, ...others].join(', ')}`,
    );
  }
  setAttribute(element, 'figure', figure);
}

function resolve(
  element: Jsx,
  attribute: string,
  here: ReadonlyMap<string, Target>,
  { content }: Place,
  file: VFile,
): Resolved {
  const id = attributeOf(element, attribute);
  const slug = attributeOf(element, 'page');
  const what = `<${element.name} ${attribute}="${id ?? ''}">`;
  const other = slug === undefined ? undefined : readPage(slug, content);
  if (slug !== undefined && other === undefined) {
    refuse(file, element, `${what}: there is no page "${slug}"; there are ${slugsIn(content).join(', ')}`);
  }
  const targets = other?.targets ?? here;
  const target = id === undefined ? undefined : targets.get(id);
  if (target === undefined) {
    refuse(
      file,
      element,
      `${what}: no such id on ${slug ?? 'this page'}; there are ${[...targets.keys()].join(', ')}`,
    );
  }
  // A page without chapter numbers its things 1, 2 …: from elsewhere they need the page's name.
  const elsewhere = other && other.page.chapter === undefined ? ` of “${other.page.title}”` : '';
  return { href: `${slug === undefined ? '' : `${slug}/`}#${target.id}`, label: target.label + elsewhere };
}
