/** Which rules and scenarios a reader has asked for: words and facets, as the address holds them. Pure; the page's script uses it. */

export const facets = ['drug', 'topic', 'kind', 'authority', 'evidence', 'severity', 'asked'] as const;
export type Facet = (typeof facets)[number];

export interface Query {
  readonly text: string;
  /** A facet without a value holds everything. */
  readonly chosen: Readonly<Partial<Record<Facet, string>>>;
}

export const EVERYTHING: Query = { text: '', chosen: {} };

/** What can be found: its words, and `facet:value` for every value that it has. */
export interface Findable {
  readonly text: string;
  readonly values: ReadonlySet<string>;
}

export const valueOf = (facet: Facet, value: string): string => `${facet}:${value}`;

/** Other names under which readers look for a drug. */
const ALSO: Readonly<Record<string, string>> = {
  paracetamol: 'acetaminophen',
  'co-trimoxazole': 'trimethoprim-sulfamethoxazole',
  cotrimoxazole: 'trimethoprim-sulfamethoxazole',
  'tmp-smx': 'trimethoprim-sulfamethoxazole',
  metabolizer: 'metaboliser',
  hemolysis: 'haemolysis',
};

/** Small letters, plain apostrophes, no accents, single spaces. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ALSO[word] ?? word);

export const isEverything = ({ text, chosen }: Query): boolean =>
  wordsOf(text).length === 0 && facets.every((facet) => chosen[facet] === undefined);

/** Every word occurs, in any order, and every facet that is chosen has its value. */
export function matches({ text, values }: Findable, query: Query): boolean {
  return (
    wordsOf(query.text).every((word) => text.includes(word)) &&
    facets.every((facet) => {
      const value = query.chosen[facet];
      return value === undefined || values.has(valueOf(facet, value));
    })
  );
}

export type Legal = Readonly<Record<Facet, readonly string[]>>;

export interface ReadQuery {
  readonly query: Query;
  /** What the address asks for in vain: values that nothing here has, and all but the first of several. */
  readonly strange: readonly string[];
}

/** @param search of the address, with or without its question mark */
export function readQuery(search: string, legal: Legal): ReadQuery {
  const given = new URLSearchParams(search);
  const chosen: Partial<Record<Facet, string>> = {};
  const strange: string[] = [];
  for (const facet of facets) {
    const values = new Set(given.getAll(facet).filter((value) => value !== ''));
    for (const value of values) {
      if (chosen[facet] === undefined && legal[facet].includes(value)) chosen[facet] = value;
      else strange.push(`${facet}=${value}`);
    }
  }
  const [text = '', ...others] = given.getAll('q');
  strange.push(...others.filter((other) => other !== text).map((other) => `q=${other}`));
  return { query: { text, chosen }, strange };
}

/** Longer values are quoted in part. */
const QUOTED = 40;

export const strangeText = (strange: readonly string[]): string => {
  const named = strange.map((each) => (each.length > QUOTED ? `${each.slice(0, QUOTED)}…` : each));
  return `The address is read without ${named.join(' and ')}: nothing here has it, or another value came first.`;
};

/** The address's query with this one in it; what belongs to others stays. */
export function writeQuery({ text, chosen }: Query, search: string): string {
  const all = new URLSearchParams(search);
  const put = (name: string, value: string | undefined) => {
    if (value === undefined || value === '') all.delete(name);
    else all.set(name, value);
  };
  put('q', text.trim());
  for (const facet of facets) put(facet, chosen[facet]);
  const written = all.toString();
  return written === '' ? '' : `?${written}`;
}

export interface Found {
  readonly rules: number;
  readonly scenarios: number;
}

/** "23 of 422 rules, 4 of 61 scenarios". */
export const countText = (found: Found, of: Found): string =>
  `${found.rules} of ${of.rules} rules, ${found.scenarios} of ${of.scenarios} scenarios`;
