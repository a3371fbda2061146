/** After all else: the list of what a reader can save for offline, with the hash of each file as it is now. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import {
  HASH_DIGITS,
  MANIFEST,
  VERSION_FILE,
  type Manifest,
  type SavedFile,
} from '../../components/offline/manifest.ts';

/** For crawlers, feed readers and social sites, which are online; files that the browser is not to hold twice. */
const LEFT_OUT =
  /^(cards\/|sw\.js$|offline\.json$|offline-version\.txt$|sitemap|robots\.txt$|llms.*\.txt$|changes\.xml$|.*\.(pdf|zip)$)/;

const sha256 = (bytes: Uint8Array | string) =>
  createHash('sha256').update(bytes).digest('hex').slice(0, HASH_DIGITS);

export function manifestOf(root: string): Manifest {
  const files: SavedFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !LEFT_OUT.test(file) && statSync(join(root, file)).isFile())
    .sort()
    .map((file) => {
      const bytes = readFileSync(join(root, file));
      return { path: file.replace(/(^|\/)index\.html$/, '$1'), hash: sha256(bytes), bytes: bytes.length };
    });
  return {
    version: sha256(files.map(({ path, hash }) => `${path} ${hash}\n`).join('')),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files,
  };
}

export function offline(): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const manifest = manifestOf(root);
        writeFileSync(join(root, MANIFEST), JSON.stringify(manifest));
        writeFileSync(join(root, VERSION_FILE), `${manifest.version}\n`);
        logger.info(`${manifest.files.length} files, ${(manifest.bytes / 1e6).toFixed(1)} MB`);
      },
    },
  };
}
