/** Imports point one way, and the simulation uses only arithmetic that every engine rounds alike. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { violations } from './rules.ts';
import { sourcesIn } from './source.ts';

test('the project keeps its rules', () => {
  const sources = sourcesIn('content', 'components', 'src', 'sim');
  expect(sources.length).toBeGreaterThan(80);
  expect(sources.flatMap(violations)).toEqual([]);
});

describe('a violation is noticed', () => {
  test.each([
    ['sim/a.ts', `import { x } from '../components/x.ts';`, 'sim/ may import from sim'],
    ['sim/a.ts', `import { readFileSync } from 'node:fs';`, 'nothing from outside but seedrandom'],
    ['sim/a.ts', `export { y } from 'lodash';`, 'nothing from outside but seedrandom'],
    ['sim/a.ts', `const later = () => import('../src/cli/sim.ts');`, 'sim/ may import from sim'],
    ['sim/a.ts', `const y = Math.exp(1);`, 'uses Math.exp'],
    ['sim/a.ts', `const { log } = Math;`, 'uses Math:'],
    ['sim/a.ts', `const y = Math['log'](2);`, 'uses Math:'],
    ['sim/a.ts', `const y = 2 ** 3;`, 'uses **'],
    ['sim/a.ts', `let y = 2; y **= 3;`, 'uses **'],
    ['sim/a.ts', `const now = Date.now();`, 'uses Date'],
    ['sim/a.ts', `const now = new Date();`, 'uses Date'],
    ['sim/a.ts', `console.log(1);`, 'uses console'],
    ['sim/a.ts', `const f = new Intl.NumberFormat('en');`, 'uses Intl'],
    ['sim/a.ts', `names.sort((a, b) => a.localeCompare(b));`, 'uses localeCompare'],
    ['components/a.ts', `const y = Math.random();`, 'uses Math.random'],
    ['components/a.ts', `import * as Plot from '@observablehq/plot';`, 'only components/chart/ imports Plot'],
    ['components/a.ts', `import { href } from '../src/course.ts';`, 'components/ may import from'],
    [
      'components/A.astro',
      `---\nimport { href } from '../src/course.ts';\n---\n<p />\n`,
      'A.astro:2 imports',
    ],
    ['components/A.astro', `<p />\n<script>\nMath.random();\n</script>\n`, 'A.astro:3 uses Math.random'],
    ['components/A.astro', `<p>{Math.random()}</p>\n`, 'in its template'],
    ['components/figure/lab/A.tsx', `import { finish } from '../../../sim/run.ts';`, 'the island knows'],
    [
      'components/figure/lab/a.ts',
      `new Worker(new URL('../../../src/w.ts', import.meta.url));`,
      'components/ may import from',
    ],
    ['src/a.ts', `import { page } from '../test/pages/pages.ts';`, 'src/ may import from'],
    ['content/a.mdx', `import { play } from '../sim/run.ts';\n`, 'content/ may import from'],
    [
      'content/a.mdx',
      `import { Card } from '@astrojs/starlight/components';\n`,
      'components and experiments only',
    ],
    ['content/a.mdx', `\n<Aside>Note</Aside>\n`, 'a.mdx:2 uses <Aside>'],
  ])('%s: %s', (path, text, message) => {
    expect(violations({ path, text }).join('\n')).toContain(message);
  });

  test.each([
    ['sim/a.ts', `import seedrandom from 'seedrandom'; import { b } from './b.ts'; const y = Math.sqrt(2);`],
    ['sim/a.ts', `interface Log { readonly console: string; Date: number } const z = row.performance;`],
    ['components/chart/a.ts', `import * as Plot from '@observablehq/plot';`],
    ['components/a.ts', `import { finish } from '../sim/run.ts'; const y = Math.exp(Date.now());`],
    [
      'content/part-1/a.mdx',
      `import Lab from '../../components/Lab.astro';\n\nMath.random() and 2 ** 3 are prose.\n`,
    ],
  ])('%s may: %s', (path, text) => {
    expect(violations({ path, text })).toEqual([]);
  });
});

test('nothing points outside the project', () => {
  const outside = new RegExp(['(\\.\\./|/work/)sha', 'red\\b|/work/ma', 'in\\b'].join(''));
  const skipped = /^(node_modules|dist|\.astro|\.git|test\/output)(\/|$)/;
  const files = (folder: string): string[] =>
    readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (skipped.test(path)) return [];
      return entry.isDirectory() ? files(path) : [path];
    });
  expect(files('').filter((path) => outside.test(readFileSync(path, 'utf8')))).toEqual([]);
});
