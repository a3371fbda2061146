/** Imports point one way, and the simulation uses only arithmetic that every engine rounds alike. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { circles, violations } from './rules.ts';
import { sourcesIn } from './source.ts';

test('the project keeps its rules', () => {
  const sources = sourcesIn('content', 'components', 'src', 'sim');
  expect(sources.length).toBeGreaterThan(80);
  expect(sources.flatMap(violations)).toEqual([]);
  expect(circles(sources)).toEqual([]);
});

test('a circle of imports is noticed, once, whether of values or of types', () => {
  const sources = [
    { path: 'sim/text/a.ts', text: `import { b } from './b.ts';` },
    { path: 'sim/text/b.ts', text: `export { c } from './deep/c.ts';` },
    { path: 'sim/text/deep/c.ts', text: `import type { A } from '../a.ts';` },
    { path: 'sim/text/d.ts', text: `import { a } from './a.ts'; import { b } from './b.ts';` },
  ];
  expect(circles(sources)).toEqual(['sim/text/a.ts → sim/text/b.ts → sim/text/deep/c.ts → sim/text/a.ts']);
  expect(circles(sources.filter(({ path }) => path !== 'sim/text/deep/c.ts'))).toEqual([]);
});

describe('a violation is noticed', () => {
  test.each([
    ['sim/rng.ts', `import { x } from '../components/x.ts';`, 'sim/ may import from sim'],
    ['sim/rng.ts', `import { readFileSync } from 'node:fs';`, 'nothing from outside but seedrandom'],
    ['sim/rng.ts', `export { y } from 'lodash';`, 'nothing from outside but seedrandom'],
    ['sim/rng.ts', `const later = () => import('../src/cli/sim.ts');`, 'sim/ may import from sim'],
    ['sim/rng.ts', `const y = Math.exp(1);`, 'uses Math.exp'],
    ['sim/rng.ts', `const { log } = Math;`, 'uses Math:'],
    ['sim/rng.ts', `const y = Math['log'](2);`, 'uses Math:'],
    ['sim/rng.ts', `const y = 2 ** 3;`, 'uses **'],
    ['sim/rng.ts', `let y = 2; y **= 3;`, 'uses **'],
    ['sim/rng.ts', `const now = Date.now();`, 'uses Date'],
    ['sim/rng.ts', `const now = new Date();`, 'uses Date'],
    ['sim/rng.ts', `console.log(1);`, 'uses console'],
    ['sim/rng.ts', `const f = new Intl.NumberFormat('en');`, 'uses Intl'],
    ['sim/rng.ts', `names.sort((a, b) => a.localeCompare(b));`, 'uses localeCompare'],
    ['sim/text/a.ts', `import { x } from '../examples/x.ts';`, 'text stands below examples'],
    ['sim/hash.ts', `import type { Row } from './experiment.ts';`, 'hash stands below experiment'],
    ['sim/stages/a.ts', `import { nats } from '../experiments/b.ts';`, 'stages stands below experiments'],
    ['sim/utils.ts', `import { exp } from './float.ts';`, 'no floor of sim/ is given to utils'],
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
    [
      'sim/rng.ts',
      `import seedrandom from 'seedrandom'; import { b } from './float.ts'; const y = Math.sqrt(2);`,
    ],
    ['sim/rng.ts', `interface Log { readonly console: string; Date: number } const z = row.performance;`],
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
