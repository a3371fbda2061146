/** Runs in a page, sent to the browser as text: a figure is given one address after the other, and looked at after each. */

export interface Given {
  readonly query: string;
  readonly hash: string;
  /** How many lines the reader must be told. */
  readonly lines: number;
  /** The reader's own words hold what no figure may say by itself. */
  readonly own: boolean;
  /** It asks a trained figure to run by itself. */
  readonly runs: boolean;
}

export interface Seen {
  /** The longest time in which the page did nothing else, in milliseconds. */
  readonly longestMs: number;
  readonly told: number;
  readonly faults: readonly string[];
}

/** @param bad the source of a regular expression: what must not be read in a figure */
export async function strangely(all: readonly Given[], bad: string): Promise<Seen> {
  const figure = document.querySelector<HTMLElement>('figure.lab')!;
  const word = new RegExp(bad);
  const faults: string[] = [];
  let [longestMs, told, beat] = [0, 0, performance.now()];
  const heart = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - beat);
    beat = now;
  }, 10);
  const frame = () => new Promise((wake) => requestAnimationFrame(() => setTimeout(wake)));
  for (const { query, hash, lines, own, runs } of all) {
    history.replaceState(null, '', location.pathname + query + hash);
    dispatchEvent(new PopStateEvent('popstate'));
    const end = performance.now() + 30_000; // the first one loads the worker too
    // A run begins a frame after its settings, and the picture follows a frame after its end.
    let calm = 0;
    while (calm < 2 && performance.now() < end) {
      await frame();
      calm = figure.dataset['run'] === 'running' && !runs ? 0 : calm + 1;
    }
    const wrong: string[] = [];
    const state = figure.dataset['run'];
    if ((state === 'running' && !runs) || state === 'failed') wrong.push(`the run is ${state}`);
    const sentences = [...figure.querySelectorAll<HTMLElement>('.lab-island > .told')];
    if (sentences.length > 0) told += 1;
    if (sentences.length !== lines) wrong.push(`${sentences.length} lines are told, not ${lines}`);
    // What is quoted is the reader's.
    const said = sentences.map((each) => each.innerText.replaceAll(/“[^”]*”?/g, '')).join('\n');
    const rest = figure.innerText;
    // A text of the reader's may say anything, also in a sentence about it.
    const shown = own
      ? ''
      : `${said}\n${sentences.reduce((text, each) => text.replace(each.innerText, ''), rest)}`;
    const found = word.exec(shown);
    if (found) wrong.push(`"${shown.slice(Math.max(0, found.index - 40), found.index + 40)}" is shown`);
    if ('caught' in window) wrong.push('markup of the address was carried out');
    for (const each of wrong) if (faults.length < 5) faults.push(`${query.slice(0, 300)}${hash}: ${each}`);
  }
  clearInterval(heart);
  return { longestMs, told, faults };
}

/** The same for a deck, whose addresses are fragments. */
export async function slidesStrangely(hashes: readonly string[]): Promise<Seen> {
  const faults: string[] = [];
  let [longestMs, told, beat] = [0, 0, performance.now()];
  const heart = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - beat);
    beat = now;
  }, 10);
  const slides = document.querySelectorAll('.slide').length;
  for (const hash of hashes) {
    location.hash = hash;
    await new Promise((wake) => setTimeout(wake, 4));
    const shown = document.querySelectorAll('.slide[data-shown]').length;
    const name = location.hash.slice(1);
    const isThere =
      name === '' || (Number.isInteger(Number(name)) && Number(name) >= 1 && Number(name) <= slides);
    const said = document.querySelector('[data-told]')!.textContent;
    if (said !== '') told += 1;
    const wrong = [
      shown !== 1 && `${shown} slides are shown`,
      (said === '') !== isThere && `it says "${said}"`,
      /NaN|undefined/.test(document.querySelector('.count')!.textContent) && 'the count is none',
    ].filter((each) => each !== false);
    for (const each of wrong) if (faults.length < 5) faults.push(`#${hash.slice(0, 100)}: ${each}`);
  }
  clearInterval(heart);
  return { longestMs, told, faults };
}
