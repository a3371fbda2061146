/** A link as a QR code: its modules with the quiet zone, and the picture of them as SVG. */
import { encode } from 'uqr';

/** Light modules around the code, as many as the standard asks for. */
const QUIET = 4;
/** More bytes make modules so small that a camera in the last row cannot tell them apart. */
export const LONGEST = 1000;

/** Rows of modules; true is dark. @throws if the text is too long for a code that can be read from a screen */
export function modulesOf(text: string): readonly (readonly boolean[])[] {
  const { length } = new TextEncoder().encode(text);
  if (length > LONGEST)
    throw new Error(
      `This address is ${length.toLocaleString('en')} bytes long. A code that can be read from a screen holds at most ${LONGEST.toLocaleString('en')}: set fewer parameters, or shorten the texts.`,
    );
  return encode(text, { ecc: 'M', border: QUIET }).data;
}

/** The dark modules as one path, in units of a module. */
export function pathOf(modules: readonly (readonly boolean[])[]): string {
  const strokes: string[] = [];
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x] || row[x - 1]) continue;
      let end = x;
      while (row[end]) end++;
      strokes.push(`M${x} ${y}h${end - x}v1h-${end - x}z`);
    }
  });
  return strokes.join('');
}

/** Dark on light whatever the theme: a camera reads the other way round badly. */
export const DARK = '#000';
export const LIGHT = '#fff';

/** A file of its own. */
export function svgOf(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="${LIGHT}"/><path d="${pathOf(modules)}" fill="${DARK}"/></svg>`;
}
