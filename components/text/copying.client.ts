/** Copies addresses of everything that is numbered, and lines of code. */

/** Links to the thing itself: the signs beside sections, equations and tables, and the numbers of all others. */
const OWN_LINKS =
  'a.copy-link, a.sl-anchor-link, .cap > a.n, .table a.n, .equation a.n, .exercise .name > a, .quiz a.qn';

const SHOWN_MS = 1600;
let status: HTMLElement | undefined;

export function wireCopying(): void {
  document.addEventListener('click', (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>(OWN_LINKS);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      // The press also goes there, so the address bar shows what was copied.
      void copy(link, link.href, 'Link copied');
    }
    const button = target.closest<HTMLElement>('[data-copy-code]');
    const code = button?.closest('figure')?.querySelector('pre')?.textContent;
    if (button && code) void copy(button, code, button.dataset['copyCode'] || 'Code copied');
  });
}

async function copy(beside: HTMLElement, text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // forbidden: a link still leads there, code can still be selected
  }
  beside.dataset['copied'] = 'copied';
  setTimeout(() => delete beside.dataset['copied'], SHOWN_MS);
  if (!status) {
    status = document.createElement('div');
    status.className = 'sr-only';
    status.setAttribute('role', 'status');
    document.body.append(status);
  }
  status.textContent = said;
}
