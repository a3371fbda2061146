/** Citations that have no room in the margin: a press opens the entry as a line under the paragraph. */

export function wireCitations(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-cite]');
    const cite = link?.parentElement;
    const note = cite?.querySelector<HTMLElement>('.note');
    if (!link || !cite || !note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (getComputedStyle(note).float === 'right') return; // it stands in the margin: the link leads to the references
    event.preventDefault();
    const open = cite.classList.toggle('open');
    link.setAttribute('aria-expanded', String(open));
    if (open) place(link, note);
    else document.getElementById(lineId(link))?.remove();
  });
  // Content shown on hover or focus can be dismissed without moving either.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const cite of document.querySelectorAll('.cite:is(:hover, :focus-within)')) {
      cite.classList.add('dismissed');
      const restore = () => cite.classList.remove('dismissed');
      cite.addEventListener('mouseleave', restore, { once: true });
      cite.addEventListener('focusout', restore, { once: true });
    }
  });
}

const links = new Map<HTMLElement, string>();

/** One id for each citation, so that a second press finds the line that the first one opened. */
function lineId(link: HTMLElement): string {
  const known = links.get(link) ?? `cite-line-${links.size + 1}`;
  links.set(link, known);
  return known;
}

function place(link: HTMLElement, note: HTMLElement): void {
  const line = document.createElement('div');
  line.className = 'cite-line';
  line.id = lineId(link);
  line.setAttribute('role', 'note');
  line.innerHTML = note.innerHTML;
  const block = link.closest('p, li, dd, td');
  if (block?.matches('p')) block.after(line);
  else block?.append(line);
}
