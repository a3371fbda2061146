/** A picture as PNG, without a browser: resvg in WebAssembly, with the faces of the site. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { unpackWoff } from './woff.ts';

const { resolve } = createRequire(import.meta.url);

/** Text, its bold form, Greek letters, and signs that the first face lacks. */
const FACES = [
  'public-sans/files/public-sans-latin-400-normal',
  'public-sans/files/public-sans-latin-600-normal',
  'stix-two-text/files/stix-two-text-greek-400-normal',
  'stix-two-text/files/stix-two-text-latin-400-normal',
];
const REGULAR = `'Public Sans', 'STIX Two Text'`;
/** The file of weight 600 calls its family so, and no other name leads to it. */
const BOLD = `'Public Sans SemiBold', 'STIX Two Text'`;
/** From here on the bolder of two faces is the nearer one. */
const BOLD_FROM = 500;

let ready: Promise<void> | undefined;
let faces: Uint8Array[] | undefined;

/**
 * @param svg a sheet with its colours resolved
 * @param scale pixels of the PNG for one of the SVG
 */
export async function pngOf(svg: string, scale = 2): Promise<Uint8Array> {
  ready ??= initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  faces ??= FACES.map((face) => unpackWoff(readFileSync(resolve(`@fontsource/${face}.woff`))));
  const named = svg.replace(
    /font-weight="(\d+)"/g,
    (weight, value) => `${weight} font-family="${Number(value) > BOLD_FROM ? BOLD : REGULAR}"`,
  );
  const resvg = new Resvg(named, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: faces, loadSystemFonts: false, defaultFontFamily: 'Public Sans' },
  });
  return resvg.render().asPng();
}
