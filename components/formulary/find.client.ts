/** Search and filters of the formulary: hides what does not match, keeps the address, says how many are left. */
import {
  countText,
  EVERYTHING,
  facets,
  isEverything,
  matches,
  plain,
  readQuery,
  strangeText,
  writeQuery,
  type Facet,
  type Findable,
  type Found,
  type Legal,
  type Query,
} from './filter.ts';

/** An address may be written only so often; typing is faster. */
const RESTS_MS = 250;

interface Row extends Findable {
  readonly element: HTMLElement;
  readonly isRule: boolean;
}

interface Fold {
  readonly details: HTMLDetailsElement;
  readonly count: HTMLElement;
  readonly rows: readonly Row[];
}

const rowOf = (element: HTMLElement): Row => ({
  element,
  isRule: element.id.startsWith('rule-'),
  // Its links name pages and not the rule.
  text: plain(
    [element.id, ...[...element.querySelectorAll('.said, .by')].map((part) => part.textContent)].join(' '),
  ),
  values: new Set(element.dataset['values']!.split(' ')),
});

function foldOf(details: HTMLDetailsElement): Fold {
  return {
    details,
    count: details.querySelector<HTMLElement>('summary .count')!,
    rows: [...details.querySelectorAll<HTMLElement>('[data-values]')].map(rowOf),
  };
}

const totalOf = (rows: readonly Row[]): Found => {
  const ofRules = rows.filter(({ isRule }) => isRule).length;
  return { rules: ofRules, scenarios: rows.length - ofRules };
};

function wire(form: HTMLFormElement, folds: readonly Fold[]): void {
  const text = form.elements.namedItem('q') as HTMLInputElement;
  const choices = Object.fromEntries(
    facets.map((facet) => [facet, form.elements.namedItem(facet) as HTMLSelectElement]),
  ) as Record<Facet, HTMLSelectElement>;
  const legal = Object.fromEntries(
    facets.map((facet) => [facet, [...choices[facet].options].map(({ value }) => value)]),
  ) as unknown as Legal;
  const count = form.querySelector('output')!;
  const none = document.querySelector<HTMLElement>('[data-none]')!;
  const strangeNote = document.querySelector<HTMLElement>('[data-strange]')!;
  const all = folds.flatMap(({ rows }) => rows);
  const total = totalOf(all);
  let resting: ReturnType<typeof setTimeout> | undefined;

  const asked = (): Query => ({
    text: text.value,
    chosen: Object.fromEntries(
      facets.flatMap((facet) => (choices[facet].value === '' ? [] : [[facet, choices[facet].value]])),
    ),
  });

  const fill = ({ text: words, chosen }: Query) => {
    text.value = words;
    for (const facet of facets) choices[facet].value = chosen[facet] ?? '';
  };

  const show = () => {
    const query = asked();
    const free = isEverything(query);
    const found = all.filter((row) => {
      const is = matches(row, query);
      row.element.hidden = !is;
      return is;
    });
    for (const { details, count: counted, rows } of folds) {
      const here = rows.filter(({ element }) => !element.hidden).length;
      counted.textContent = free ? String(rows.length) : `${here} of ${rows.length}`;
      details.hidden = here === 0;
      details.open = !free && here > 0;
    }
    for (const heading of document.querySelectorAll<HTMLElement>('[data-folds]'))
      heading.hidden = [...heading.querySelectorAll('details')].every(({ hidden }) => hidden);
    count.textContent = countText(totalOf(found), total);
    none.hidden = found.length > 0;
  };

  const write = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { pathname, search, hash } = location;
      history.replaceState(history.state, '', pathname + writeQuery(asked(), search) + hash);
    }, RESTS_MS);
  };

  const clear = () => {
    fill(EVERYTHING);
    strangeNote.hidden = true;
    show();
    write();
  };

  /** What the address points at is shown: its fold opens, and a filter that hides it is cleared. */
  const reveal = () => {
    const row = all.find(({ element }) => `#${element.id}` === location.hash);
    if (row === undefined) return;
    if (row.element.hidden) clear();
    row.element.closest('details')!.open = true;
    row.element.scrollIntoView();
  };

  form.addEventListener('input', () => {
    show();
    write();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const first = folds.find(({ details }) => !details.hidden)?.details.querySelector('summary');
    first?.focus();
    first?.scrollIntoView({ block: 'center' });
  });
  for (const button of document.querySelectorAll('[data-clear]'))
    button.addEventListener('click', () => {
      clear();
      text.focus();
    });
  addEventListener('hashchange', reveal);

  const { query, strange } = readQuery(location.search, legal);
  fill(query);
  strangeNote.hidden = strange.length === 0;
  strangeNote.textContent = strangeText(strange);
  form.hidden = false;
  show();
  reveal();
}

/** A report begins with the rule that it is about. */
function wireReports(): void {
  const about = document.querySelector<HTMLElement>('[data-report-about]');
  if (!about) return;
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-report]');
    const row = link?.closest<HTMLElement>('[data-values]');
    if (!row) return;
    about.hidden = false;
    about.querySelector('code')!.textContent = row.id;
  });
}

const form = document.querySelector<HTMLFormElement>('form[data-find]');
if (form) wire(form, [...document.querySelectorAll<HTMLDetailsElement>('details[data-fold]')].map(foldOf));
wireReports();
