/**
 * Attention as an element: the tokens under each other, each a radio button, and beside them what the chosen one takes
 * from each. Style sheets alone show the right one, so that it works without a script.
 */
import type { AttentionView, Row, SeriesMap } from '../../sim/experiment.ts';
import { element } from './element.ts';
import { looksOf, sayLook } from './looks.ts';

export function attentionOf(
  view: AttentionView<SeriesMap>,
  series: SeriesMap,
  rows: readonly Row[],
  document: Document,
): HTMLElement {
  const looks = looksOf(view, series, rows);
  const box = element(document, 'div', 'attention');
  box.setAttribute('role', 'radiogroup');
  box.setAttribute('aria-label', view.title);
  const head = element(document, 'div', 'heads');
  head.setAttribute('aria-hidden', 'true');
  head.append(element(document, 'span', ''));
  for (const { name } of looks[0]?.heads ?? []) head.append(element(document, 'b', '', name));
  box.append(head);
  for (const [i, look] of looks.entries()) {
    const label = element(document, 'label', 'reads');
    const radio = element(document, 'input', '') as HTMLInputElement;
    radio.setAttribute('type', 'radio');
    radio.setAttribute('name', `${view.id}-looks`);
    radio.setAttribute('value', String(i));
    radio.setAttribute('aria-label', sayLook(look));
    if (i === looks.length - 1) radio.setAttribute('checked', '');
    const word = element(document, 'span', 'word', look.token);
    word.append(' ', element(document, 'small', '', look.below));
    const taken = element(document, 'span', 'taken');
    taken.setAttribute('aria-hidden', 'true');
    for (const j of looks.keys()) {
      for (const { weights } of look.heads) {
        const weight = weights[j];
        const cell = element(document, 'span', weight ? 'weight' : 'later', weight?.text ?? '·');
        if (weight) cell.style.setProperty('--share', `${(100 * weight.share).toFixed(0)}%`);
        taken.append(cell);
      }
    }
    label.append(radio, word, taken);
    box.append(label);
  }
  return box;
}
