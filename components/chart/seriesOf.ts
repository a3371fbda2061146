/** The series that a view shows: it needs to be drawn again only when one of them has new rows. */
import type { Reference, View } from '../../sim/experiment.ts';

/** @returns names, each once */
export function seriesOf(view: View): readonly string[] {
  return [...new Set(namesIn(view))];
}

function namesIn(view: View): string[] {
  switch (view.kind) {
    case 'xy':
      return [...view.layers, ...(view.head ?? []), ...measuredIn(view.references)].map(
        ({ series }) => series,
      );
    case 'bars':
      return [view.bars, ...measuredIn(view.references)].map(({ series }) => series);
    case 'cells':
      return [view.cells, view.outlined, view.at].flatMap((part) => (part ? [part.series] : []));
    case 'area':
      return [view.area, view.stretches].flatMap((part) => (part ? [part.series] : []));
    case 'attention':
      return [view.tokens.series, view.attention.series];
    case 'bands':
      return [view.bands, view.texts, view.texts.told, view.marks].flatMap((part) =>
        part ? [part.series] : [],
      );
    case 'texts':
      return [view.texts.series];
    case 'tokens':
      return [view.tokens.series];
    case 'table':
      return [view.table.series];
  }
}

/** Lines that stand where the run has measured something. */
const measuredIn = (references: readonly Reference[] = []) =>
  references.flatMap(({ at }) => (typeof at === 'number' ? [] : [at]));
