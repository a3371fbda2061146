/** The lock file serves every platform: npm leaves an optional binary out in silence when a registry lacks it that day. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** npm looks for a dependency in its parent's node_modules, then in every folder above. */
function find(parent: string, name: string): Locked | undefined {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const locked = packages[`${at ? `${at}/` : ''}node_modules/${name}`];
    if (locked || at === '') return locked;
  }
}

test('every optional dependency of every package is locked', () => {
  const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !find(parent, name))
      .map((name) => `${name}, which ${parent || 'the project'} wants`),
  );
  expect(missing).toEqual([]);
});

test('no package comes from a mirror that only this machine knows', () => {
  const hosts = Object.values(packages).flatMap(({ resolved }) => (resolved ? [new URL(resolved).host] : []));
  expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
});
