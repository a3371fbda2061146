/** How a bibliography entry is written: in the text, in the margin, and in the list of references. */

/** The part of CSL-JSON that the course uses. */
export interface CslEntry {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** All authors, in the order of the work, unless `others` says that the list stops. */
  readonly author: readonly { readonly family: string; readonly given?: string }[];
  /** More authors follow than the list has. */
  readonly others?: boolean;
  readonly issued: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly DOI?: string;
  /** arXiv identifier, such as 2203.02155. */
  readonly number?: string;
  readonly URL?: string;
  readonly ISBN?: string;
  /** What it is, if it has neither a DOI nor an arXiv identifier. */
  readonly unnumbered?: string;
  /** Where a preprint that is cited by its own year appeared after it. */
  readonly later?: {
    readonly 'container-title': string;
    readonly volume?: string;
    readonly page?: string;
    readonly DOI?: string;
    readonly year: number;
  };
}

export interface Link {
  readonly href: string;
  /** "doi:10.2307/2334029", "arXiv:2203.02155", "openai.com" */
  readonly identifier: string;
}

/** An entry in the pieces that components set in type. */
export interface Described {
  readonly key: string;
  /** "Bradley and Terry", "Ouyang et al." */
  readonly short: string;
  readonly authors: string;
  readonly year: string;
  readonly title: string;
  /** Journal, proceedings or publisher. */
  readonly container: string;
  /** Behind the container: " 39, 324–345"; without a volume ", 324–345". */
  readonly locator: string;
  /** The published version first, then the preprint. */
  readonly links: readonly Link[];
  /** "ISBN 978-0-668-04721-0", of a book that no link leads to. */
  readonly isbn: string;
  /** Why there is neither a DOI nor an arXiv identifier; empty if there is one. */
  readonly unnumbered: string;
  /** Where a preprint appeared later. */
  readonly later:
    (Pick<Described, 'container' | 'locator' | 'year'> & { readonly links: readonly Link[] }) | undefined;
}

const MANY_AUTHORS = 6;

export function shortName({ author, others = false }: CslEntry): string {
  const [first, second, ...more] = author.map(({ family }) => family);
  if (second === undefined && !others) return first!;
  return others || more.length > 0 ? `${first} et al.` : `${first} and ${second}`;
}

export function describe(entry: CslEntry): Described {
  const { id, title, DOI, number, URL, ISBN, unnumbered = '', publisher, later } = entry;
  return {
    key: id,
    short: shortName(entry),
    authors: authorsOf(entry),
    year: String(entry.issued['date-parts'][0]![0]),
    title,
    container: entry['container-title'] ?? publisher ?? '',
    locator: locatorOf(entry),
    links: linksOf(DOI, number, URL),
    isbn: ISBN === undefined ? '' : `ISBN ${ISBN}`,
    unnumbered,
    later: later && {
      container: later['container-title'],
      locator: locatorOf(later),
      year: String(later.year),
      links: linksOf(later.DOI),
    },
  };
}

const locatorOf = ({ volume, page }: Pick<CslEntry, 'volume' | 'page'>): string =>
  `${volume === undefined ? '' : ` ${volume}`}${page === undefined ? '' : `, ${page.replace('-', '–')}`}`;

/** All authors, or the first three of many; of a list that stops, never as if it were whole. */
function authorsOf({ author, others = false }: CslEntry): string {
  const names = author.map(({ family, given }) => (given ? `${family}, ${initials(given)}` : family));
  if (others || names.length > MANY_AUTHORS) return `${names.slice(0, 3).join(', ')}, et al.`;
  const last = names.pop()!;
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last;
}

/** "Ralph Allan" → "R. A."; "Jean-Luc" → "J.-L." */
function initials(given: string): string {
  const initial = (name: string): string => `${name[0]}.`;
  return given
    .split(' ')
    .map((name) => name.split('-').map(initial).join('-'))
    .join(' ');
}

function linksOf(doi?: string, arxiv?: string, url?: string): Link[] {
  const links: Link[] = [];
  if (doi !== undefined) links.push({ href: `https://doi.org/${doi}`, identifier: `doi:${doi}` });
  if (arxiv !== undefined)
    links.push({ href: `https://arxiv.org/abs/${arxiv}`, identifier: `arXiv:${arxiv}` });
  if (url !== undefined) links.push({ href: url, identifier: new URL(url).hostname });
  return links;
}
