/** The search dialog: asks Pagefind's index and lists the sections that hold what was asked; if there are none, it says so. */
import { asked, sectionsFound, type FoundSection, type ReadPage } from './sectionsFound.ts';

interface Answer {
  readonly results: readonly { data(): Promise<ReadPage> }[];
}
interface Pagefind {
  search(query: string): Promise<Answer>;
  /** null if another question came meanwhile. */
  debouncedSearch(query: string): Promise<Answer | null>;
}

const MOST = 30;

const read = ({ results }: Answer) => Promise.all(results.map((result) => result.data()));

export async function startSearch(dialog: HTMLDialogElement): Promise<void> {
  if (dialog.dataset['started']) return;
  dialog.dataset['started'] = 'yes';
  const input = dialog.querySelector('input')!;
  const list = dialog.querySelector('ol')!;
  const count = dialog.querySelector('.count')!;
  const bundle = new URL(`${dialog.dataset['bundle'] ?? '/'}pagefind.js`, location.href).href;
  let pagefind: Pagefind;
  try {
    pagefind = (await import(/* @vite-ignore */ bundle)) as Pagefind;
  } catch {
    count.textContent = 'The search index is not here. It is made when the site is built.';
    return;
  }
  const search = async () => {
    const question = input.value.trim();
    const words = asked(question);
    if (words.length === 0) {
      list.replaceChildren();
      count.textContent = '';
      return;
    }
    const answer = await pagefind.debouncedSearch(words.join(' '));
    if (!answer) return; // a newer question is under way
    let sections = sectionsFound(await read(answer), words);
    // Pagefind takes “Bradley–Terry” for one word: whoever asks for two finds it by the first.
    if (sections.length === 0) sections = sectionsFound(await read(await pagefind.search(words[0]!)), words);
    if (input.value.trim() !== question) return;
    count.replaceChildren(...said(question, sections.length, dialog));
    list.replaceChildren(...sections.slice(0, MOST).map(row));
  };
  input.addEventListener('input', () => void search());
  if (input.value) void search();
}

function said(question: string, sections: number, dialog: HTMLElement): (string | Node)[] {
  if (sections > MOST) return [`${sections} sections; the first ${MOST}:`];
  if (sections > 0) return [`${sections} ${sections === 1 ? 'section' : 'sections'}`];
  const glossary = document.createElement('a');
  glossary.href = dialog.dataset['glossary'] ?? '';
  glossary.textContent = 'glossary';
  return [`Nothing for “${question}”. The `, glossary, ' has the words of the course.'];
}

function row({ title, page, url, excerpt }: FoundSection): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title === page ? page : `${page}: ${title}`;
  const words = document.createElement('span');
  words.className = 'excerpt';
  for (const { word, found } of excerpt) {
    const mark = document.createElement(found ? 'mark' : 'span');
    mark.textContent = word;
    words.append(mark, ' ');
  }
  item.append(link, words);
  return item;
}
