/** What the engine weighs, compressed: its WebAssembly, and a worker with it and one experiment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from './pages.ts';

const ASSETS = join(ROOT, '_astro');
const files = readdirSync(ASSETS);
const kilobytes = (bytes: string | Uint8Array) => gzipSync(bytes).length / 1000;

/** The files of a worker, which Vite names with a hyphen before the hash, and what they import. */
function withImports(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const code = readFileSync(join(ASSETS, name), 'utf8');
    withImports(
      [...code.matchAll(/from\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map((match) => match[1]!),
      seen,
    );
  }
  return seen;
}

test('WebAssembly: at most 8 kB', () => {
  const weight = kilobytes(readFileSync('sim/kernels/simd.wasm'));
  console.log(`simd.wasm ${weight.toFixed(1)} kB`);
  expect(weight).toBeLessThanOrEqual(8);
});

test('the worker with the engine and one experiment: at most 40 kB without WebAssembly', () => {
  const entries = files.filter((name) =>
    /^(worker|browserKernels|memorisation(\.findings)?)-[\w-]{8}\.js$/.test(name),
  );
  expect(entries).toHaveLength(4);
  const all = [...withImports(entries)];
  const weight = all.reduce((sum, name) => {
    const code = readFileSync(join(ASSETS, name), 'utf8');
    return sum + kilobytes(code.replace(/data:application\/wasm;base64,[\w+/=]+/, ''));
  }, 0);
  console.log(`worker ${weight.toFixed(1)} kB: ${all.join(', ')}`);
  expect(weight).toBeGreaterThan(5);
  expect(weight).toBeLessThanOrEqual(40);
});
