/** Writes the picture of a run as SVG and PNG. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { drawSheet, type Drawing } from '../../../components/chart/sheet/sheet.ts';
import type { Declaration, History } from '../../../sim/experiment.ts';
import { makeFolder } from '../makeFolder.ts';
import { lightLook } from './look.ts';
import { pngOf } from './png.ts';

export interface Picture {
  readonly declaration: Declaration;
  readonly history: History;
  readonly title: string;
  readonly foot: readonly string[];
}

export function svgOf({ declaration, history: { rows }, title, foot }: Picture): string {
  const document = new JSDOM('').window.document as unknown as Drawing;
  const options = { title, foot, valueOf: lightLook() };
  return drawSheet(declaration, { rows, whole: rows, pinned: [] }, options, document);
}

export interface Saved {
  /** Paths of the files that were written. */
  readonly paths: readonly string[];
  /** Why others were not. */
  readonly failures: readonly string[];
}

/** `folder/name.svg` and `folder/name.png`; the one is written even if the other cannot be. */
export async function savePicture(picture: Picture, folder: string, name: string): Promise<Saved> {
  const svg = svgOf(picture);
  const contents = { svg: () => svg, png: () => pngOf(svg) };
  const paths: string[] = [];
  const failures: string[] = [];
  for (const [kind, content] of Object.entries(contents)) {
    const path = join(folder, `${name}.${kind}`);
    try {
      makeFolder(folder);
      writeFileSync(path, await content());
      paths.push(path);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { paths, failures };
}
