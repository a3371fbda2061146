/** After the build: a picture for social sites of every page, drawn anew only if something on it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { JSDOM } from 'jsdom';
import type { Drawing } from '../../components/chart/sheet/sheet.ts';
import { cardName } from '../cards/address.ts';
import { cardSvg } from '../cards/card.ts';
import { faces } from '../cards/faces.ts';
import { lightLook } from '../cli/picture/look.ts';
import { pngOf } from '../cli/picture/png.ts';

const CACHE = '.cache/cards';

/** @returns how many were drawn anew */
export async function writeCards(root: string, cache = CACHE): Promise<number> {
  mkdirSync(cache, { recursive: true });
  const document = new JSDOM('').window.document as unknown as Drawing;
  const look = lightLook();
  const used = new Set<string>();
  let drawn = 0;
  for (const [slug, face] of await faces()) {
    const svg = cardSvg(face, look, document);
    const name = `${createHash('sha256').update(svg).digest('hex').slice(0, 24)}.png`;
    const kept = join(cache, name);
    used.add(name);
    if (!existsSync(kept)) {
      writeFileSync(kept, await pngOf(svg, 1));
      drawn += 1;
    }
    const file = join(root, 'cards', `${cardName(slug)}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, readFileSync(kept));
  }
  for (const name of readdirSync(cache)) if (!used.has(name)) rmSync(join(cache, name));
  return drawn;
}

export function cards(): AstroIntegration {
  return {
    name: 'cards',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const started = Date.now();
        const drawn = await writeCards(fileURLToPath(dir));
        logger.info(`${drawn} drawn anew, ${((Date.now() - started) / 1000).toFixed(1)} s`);
      },
    },
  };
}
