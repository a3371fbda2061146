/** What is seen on an open page: these functions run in the page. */

/** What sticks out of the window to the right and is not inside something that scrolls or clips by itself. */
export function sticksOut(): string[] {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const kept = (element: Element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !kept(element))
    .map(
      (element) =>
        element.cloneNode().textContent || (element.cloneNode() as Element).outerHTML.slice(0, 160),
    )
    .slice(0, 5);
}

/** Formulas of which a part has to be scrolled to. */
export function cutFormulas(): string[] {
  return [...document.querySelectorAll('.tex, .tex > *')]
    .filter((formula) => formula.checkVisibility() && formula.scrollWidth > formula.clientWidth + 2)
    .map((formula) => `${formula.closest('[id]')?.id ?? ''}: ${formula.scrollWidth} px`);
}

/** Figures without a visible chart, which say nothing. */
export function blankFigures(): string[] {
  return [...document.querySelectorAll('figure.lab')]
    .filter((figure) =>
      [...figure.querySelectorAll('svg[data-chart], [data-view] table')].every((chart) => {
        const { width, height } = chart.getBoundingClientRect();
        return width <= 100 || height <= 20;
      }),
    )
    .map(({ id }) => id);
}

/** Wakes the figures, opens the folds, and goes back to the top, where the page starts. */
export async function unfold(): Promise<void> {
  for (const figure of document.querySelectorAll('figure.lab')) {
    figure.scrollIntoView({ block: 'end', behavior: 'instant' });
    while (!figure.hasAttribute('data-ready')) await new Promise((wake) => setTimeout(wake, 20));
  }
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  scrollTo({ top: 0, behavior: 'instant' });
}

/** After a change of size or theme: charts are drawn anew at the next frame, and transitions end. */
export async function settle(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
}

/** The colours of paper and ink. */
export function colours(): string[] {
  const style = getComputedStyle(document.documentElement);
  return ['--bg', '--text'].map((token) => style.getPropertyValue(token).trim());
}

/** Navigation and controls that can be seen: none, on paper. */
export function tools(): string[] {
  return [...document.querySelectorAll('header nav, .transport, figure.lab button, [role=search]')]
    .filter((tool) => {
      const { width, height } = tool.getBoundingClientRect();
      return width > 0 && height > 0 && getComputedStyle(tool).visibility === 'visible';
    })
    .map((tool) => tool.outerHTML.slice(0, 120));
}

/** Controls that pretend to work, on a page whose scripts do not run; a radio group of a view is answered by style alone. */
export function deadControls(): string[] {
  const alive =
    'figure.lab :is(button, input, select, textarea):not(:disabled, [data-view] [role=radiogroup] input)';
  return [...document.querySelectorAll(alive)].map((control) => control.outerHTML.slice(0, 120));
}
