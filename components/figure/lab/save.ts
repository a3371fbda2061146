/** A figure as files for its reader; what makes them is fetched when it is asked for. */
import type { Declaration, History } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { download } from './download.ts';

export type FileKind = 'csv' | 'svg' | 'png';

export interface Saved {
  readonly figure: HTMLElement;
  readonly declaration: Declaration;
  readonly history: History;
  readonly shown: Shown;
  /** Leads back to the run. */
  readonly address: string;
}

export async function save(kind: FileKind, saved: Saved): Promise<void> {
  const { figure, declaration, history, shown, address } = saved;
  const { id } = declaration;
  const { csvOf, svgOf } = await import('./export.ts');
  if (kind === 'csv') {
    download(`${id}.csv`, 'text/csv', csvOf(declaration, history, address));
    return;
  }
  const title = figure.querySelector('.cap b')?.textContent ?? declaration.title;
  const svg = svgOf(figure, declaration, shown, title, address);
  if (kind === 'svg') download(`${id}.svg`, 'image/svg+xml', svg);
  else download(`${id}.png`, 'image/png', await (await import('./png.ts')).pngOf(svg));
}
