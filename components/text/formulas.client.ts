/**
 * A formula that is copied goes to the clipboard once, as its TeX. KaTeX sets each formula twice, as MathML and as glyphs,
 * and a plain copy takes both, glyph by glyph. The idea is that of KaTeX's copy-tex.
 */

export function wireFormulas(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const copied = withTex(wholeFormulas(selection.getRangeAt(0)));
    if (!copied) return;
    event.clipboardData.setData('text/html', copied.innerHTML);
    event.clipboardData.setData('text/plain', writtenOut(copied));
    event.preventDefault();
  });
}

const formulaOf = (node: Node): Element | null | undefined =>
  (node instanceof Element ? node : node.parentElement)?.closest('.katex');

/** Half a formula has no TeX: a selection that begins or ends in one takes all of it. */
function wholeFormulas(selected: Range): Range {
  const range = selected.cloneRange();
  const first = formulaOf(range.startContainer);
  const last = formulaOf(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  return range;
}

/** What is selected, its formulas as TeX between dollar signs; undefined if it has none. */
function withTex(range: Range): HTMLElement | undefined {
  const copied = document.createElement('div');
  copied.append(range.cloneContents());
  const formulas = copied.querySelectorAll('.katex');
  if (formulas.length === 0) return undefined;
  for (const formula of formulas) {
    const tex = formula.querySelector('annotation')?.textContent ?? '';
    const display = formula.closest('.katex-display');
    (display ?? formula).replaceWith(display ? `$$${tex}$$` : `$${tex}$`);
  }
  return copied;
}

/** Its text with the line breaks that the page shows: only an element that is laid out knows them. */
function writtenOut(copied: HTMLElement): string {
  copied.className = 'sr-only';
  copied.style.whiteSpace = 'normal';
  document.body.append(copied);
  const text = copied.innerText;
  copied.remove();
  return text;
}
