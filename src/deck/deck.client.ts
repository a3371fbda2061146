/** Moves through a deck: keys, buttons, swipes and the address; figures become live when their slide is shown. */
import { wireKeys } from './keys.client.ts';
import { swipesOf } from './swipe.client.ts';

const root = document.documentElement;
const slides = [...document.querySelectorAll<HTMLElement>('.slide')];
const overviewButton = document.querySelector<HTMLElement>('[data-overview]')!;
const notesButton = document.querySelector<HTMLElement>('[data-notes]')!;
const told = document.querySelector<HTMLElement>('[data-told]')!;
/** So much of a strange name is quoted. */
const NAMED = 20;
let at = 0;

/** The slide that the address names, from 0; undefined if it names none. */
function asked(): number | undefined {
  const number = Number(location.hash.slice(1));
  return Number.isInteger(number) && number >= 1 && number <= slides.length ? number - 1 : undefined;
}

/** That the address names no slide of this deck: as the browser writes it, which never breaks. */
function tell(): void {
  const name = location.hash.slice(1);
  const isStrange = name !== '' && asked() === undefined;
  told.textContent = isStrange ? `There is no slide “${name.slice(0, NAMED)}”.` : '';
}

/** A live figure in place of the picture; once it is there it stays, with what was done to it. */
function enliven(slide: HTMLElement): void {
  const place = slide.querySelector<HTMLElement>('[data-frame]');
  if (!place || place.firstElementChild) return;
  const frame = document.createElement('iframe');
  frame.title = place.dataset['title']!;
  frame.src = place.dataset['frame']!;
  // A presenter's remote control turns pages, also when the figure has the focus.
  frame.addEventListener('load', () => {
    if (frame.contentWindow) wireKeys(frame.contentWindow, deeds, ['PageDown', 'PageUp', 'Escape']);
  });
  place.append(frame);
}

function show(index: number): void {
  at = Math.max(0, Math.min(slides.length - 1, index));
  const slide = slides[at]!;
  for (const each of slides) each.toggleAttribute('data-shown', each === slide);
  enliven(slide);
  document.querySelector('[data-at]')!.textContent = String(at + 1);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-move]'))
    button.disabled = at === (button.dataset['move'] === '1' ? slides.length - 1 : 0);
  if (asked() !== at) history.replaceState(history.state, '', `#${at + 1}`);
}

/** By a reader's deed: what reads the screen aloud goes along. */
function go(index: number): void {
  told.textContent = '';
  look(false);
  show(index);
  const slide = slides[at]!;
  slide.scrollTop = 0;
  slide.focus({ preventScroll: true });
}

function look(over: boolean): void {
  root.toggleAttribute('data-overview', over);
  overviewButton.setAttribute('aria-expanded', String(over));
  const links = document.querySelectorAll<HTMLElement>('#overview a');
  links.forEach((link, i) => {
    if (i === at) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  if (over) links[at]?.focus();
}

function note(open: boolean): void {
  root.toggleAttribute('data-notes', open);
  notesButton.setAttribute('aria-pressed', String(open));
  for (const notes of document.querySelectorAll<HTMLDetailsElement>('.notes')) notes.open = open;
}

const deeds = {
  move: (by: number) => go(at + by),
  first: () => go(0),
  last: () => go(slides.length - 1),
  overview() {
    const over = !root.hasAttribute('data-overview');
    look(over);
    if (!over) slides[at]!.focus({ preventScroll: true });
  },
  notes: () => note(!root.hasAttribute('data-notes')),
};

/** Frames read the theme once, when they are loaded. */
new MutationObserver(() => {
  for (const frame of document.querySelectorAll('iframe'))
    frame.contentDocument?.documentElement.setAttribute('data-theme', root.dataset['theme']!);
}).observe(root, { attributeFilter: ['data-theme'] });

tell();
show(asked() ?? 0);
wireKeys(window, deeds);
swipesOf(document.querySelector('main')!, deeds.move);
for (const button of document.querySelectorAll<HTMLElement>('[data-move]'))
  button.addEventListener('click', () => {
    look(false);
    show(at + Number(button.dataset['move']));
  });
overviewButton.addEventListener('click', deeds.overview);
notesButton.addEventListener('click', deeds.notes);
addEventListener('hashchange', () => {
  tell();
  const index = asked();
  if (index !== undefined && (index !== at || root.hasAttribute('data-overview'))) go(index);
});
// The link to the slide that is shown already changes no address.
document.querySelector('#overview')!.addEventListener('click', (event) => {
  if ((event.target as Element).closest('a')?.hash === `#${at + 1}`) go(at);
});
