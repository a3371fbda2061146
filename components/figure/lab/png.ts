/** A sheet as PNG: its SVG as an image, on a canvas. Such an image sees no face of the page, so they travel inside. */
import sans from '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2?url';
import greek from '@fontsource-variable/stix-two-text/files/stix-two-text-greek-wght-normal.woff2?url';

/** Pixels of the PNG for one of the SVG. */
const SCALE = 2;
/** Drawings at most, and the pause between two. */
const ROUNDS = 8;
const PAUSE_MS = 120;
const FACES = [
  { family: 'Public Sans', weights: '100 900', url: sans },
  { family: 'STIX Two Text', weights: '400 700', url: greek },
] as const;

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('a face could not be read'));
    reader.readAsDataURL(blob);
  });
}

let rules: Promise<string> | undefined;

/** The faces as rules of a style sheet; of the page's own origin, and in its cache as a rule. */
async function faceRules(): Promise<string> {
  const all = FACES.map(async ({ family, weights, url }) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the letters could not be fetched (${response.status})`);
    const source = await dataUrl(new Blob([await response.arrayBuffer()], { type: 'font/woff2' }));
    return `@font-face{font-family:'${family}';font-weight:${weights};src:url(${source}) format('woff2')}`;
  });
  return (await Promise.all(all)).join('');
}

function imageOf(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('this browser could not read the picture'));
    // A data: URL, since the site's policy allows no blob: images.
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}

/** @throws if the faces cannot be fetched, or the browser makes no image of the SVG */
export async function pngOf(svg: string): Promise<Blob> {
  rules ??= faceRules();
  let style: string;
  try {
    style = await rules;
  } catch (error) {
    rules = undefined; // the next press tries again
    throw error;
  }
  const image = await imageOf(svg.replace('>', () => `><style>${style}</style>`));
  const canvas = document.createElement('canvas');
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  // Its faces arrive after the image itself: it is drawn until a drawing is like the one before.
  let before = '';
  for (let round = 0; round < ROUNDS; round++) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const drawn = canvas.toDataURL();
    if (drawn === before) break;
    before = drawn;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('this browser makes no PNG'));
    }, 'image/png'),
  );
}
