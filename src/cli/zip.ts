/**
 * `npm run zip`: builds the course for the root of a server and packs it, with a README, into one archive.
 * --out FILE, --root FOLDER with a build that is there already.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { BUILD, SUMMARY, TITLE } from '../colophon.ts';
import { archive, type ArchiveEntry } from './archive.ts';
import { run } from './ensure.mjs';

const FOLDER = 'llm-training-and-alignment';

const README = `${TITLE}, version ${BUILD.version}${BUILD.commit && `, commit ${BUILD.commit}`}

${SUMMARY}

The pages need a small server, because browsers load no scripts from files. In this folder:

    python3 -m http.server 8000

Then open http://localhost:8000/ . No network is needed; nothing is loaded from elsewhere.
Education, not medical advice; not signed off by a licensed pharmacist.
`;

/** What is in an archive of the site in a folder. */
export function entriesOf(root: string): ArchiveEntry[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(join(root, file)).isFile())
    .sort();
  return [
    { path: `${FOLDER}/README.txt`, bytes: Buffer.from(README) },
    ...files.map((file) => ({ path: `${FOLDER}/${file}`, bytes: readFileSync(join(root, file)) })),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { root: { type: 'string' }, out: { type: 'string', default: `${FOLDER}.zip` } },
  });
  const built = values.root ?? mkdtempSync('.cache/zip-');
  try {
    process.env['BASE_PATH'] = '/';
    const code = values.root === undefined ? run('astro', ['build', '--outDir', built]) : 0;
    if (code !== 0) throw new Error('the course could not be built');
    writeFileSync(values.out, archive(entriesOf(built)));
    console.log(`${values.out}: ${(statSync(values.out).size / 1e6).toFixed(1)} MB`);
  } finally {
    if (values.root === undefined) rmSync(built, { recursive: true, force: true });
  }
}
