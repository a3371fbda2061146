/** An island that throws leaves its picture and says so. */
import { JSDOM } from 'jsdom';
import { createElement, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';

const { window } = new JSDOM('<figure><div class="picture">drawn</div><div class="island"></div></figure>');
vi.stubGlobal('window', window);
vi.stubGlobal('document', window.document);
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
// React looks for a document as it is loaded.
const { act } = await import('react');
const { createRoot } = await import('react-dom/client');
const { Boundary } = await import('../../components/figure/lab/Boundary.tsx');

const STOPPED =
  'The controls of this figure have stopped working; reload the page to get them back. The picture is the last one drawn.';
const figure = window.document.querySelector('figure')!;

afterEach(() => vi.restoreAllMocks());

/** Controls of which one breaks them all. */
function Fragile() {
  const [model, setModel] = useState<{ readonly name: string } | undefined>({ name: 'base' });
  return createElement('button', { onClick: () => setModel(undefined) }, model!.name);
}

test('controls stand as ever until one throws; then the reader is told, and the picture stays', () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const root = createRoot(figure.querySelector('.island')!);
  act(() => root.render(createElement(Boundary, null, createElement(Fragile))));
  const button = figure.querySelector('button')!;
  expect(button.textContent).toBe('base');
  expect(figure.querySelector('[role=alert]')).toBeNull();

  act(() => button.click());
  expect(figure.querySelector('button')).toBeNull();
  expect(figure.querySelector('[role=alert]')!.textContent).toBe(STOPPED);
  expect(figure.querySelector('.picture')!.textContent).toBe('drawn');
  // Whoever maintains the course still finds the error in the console.
  expect(complaints).toHaveBeenCalled();
  act(() => root.unmount());
});
