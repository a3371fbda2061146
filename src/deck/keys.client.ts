/** The keys of a deck. A key that a control of the page wants for itself is left to it. */

export interface Deeds {
  move(by: number): void;
  first(): void;
  last(): void;
  overview(): void;
  notes(): void;
}

const DEEDS: Readonly<Record<string, (deeds: Deeds, event: KeyboardEvent) => void>> = {
  ArrowRight: ({ move }) => move(1),
  ArrowLeft: ({ move }) => move(-1),
  PageDown: ({ move }) => move(1),
  PageUp: ({ move }) => move(-1),
  ' ': ({ move }, { shiftKey }) => move(shiftKey ? -1 : 1),
  Home: ({ first }) => first(),
  End: ({ last }) => last(),
  Escape: ({ overview }) => overview(),
  n: ({ notes }) => notes(),
};

/** Controls that are pressed with the space bar; those in which letters and arrows mean something. */
const PRESSED = 'button, summary, input, select, textarea';
const TYPED = 'input, select, textarea';

/** @param only of these keys */
export function wireKeys(target: Window, deeds: Deeds, only: readonly string[] = Object.keys(DEEDS)): void {
  target.addEventListener('keydown', (event) => {
    const { key } = event;
    const deed = only.includes(key) ? DEEDS[key] : undefined;
    if (!deed || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const on = event.target as Partial<Element> | null;
    const wants = key === ' ' ? PRESSED : key.startsWith('Page') || key === 'Escape' ? undefined : TYPED;
    if (wants !== undefined && on?.closest?.(wants)) return;
    event.preventDefault();
    deed(deeds, event);
  });
}
