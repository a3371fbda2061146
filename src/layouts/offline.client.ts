/** A page that a worker answers for belongs to a saved course; nobody else loads what asks for its version. */

const link = document.querySelector<HTMLElement>('[data-offline]');
// Where workers of this kind are forbidden, `navigator` has none.
if (link && (navigator as Partial<Navigator>).serviceWorker?.controller)
  void import('./saved.client.ts').then(({ tellNewer }) => tellNewer(link, link.dataset['offline']!));
