/** What keys a recording, and what does not: words change no key, code does. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runKey } from '../../components/host/runKey.ts';

const BPE = 'sim/experiments/tokens/bpe.ts';
/** The key after a change of one source file. */
const keyAfter = (file: string, change: (source: string) => string) =>
  runKey('bpe', {}, (path) => {
    const source = readFileSync(path, 'utf8');
    if (!path.endsWith(`/${file}`)) return source;
    const changed = change(source);
    expect(changed, 'the change changes something').not.toBe(source);
    return changed;
  });

test.each<[string, string, (source: string) => string]>([
  ['a label', BPE, (source) => source.replace(/label: '[^']+'/, "label: 'another'")],
  ['a help text', BPE, (source) => source.replace(/help:\s*'[^']+'/, "help: 'Another.'")],
  ['the title', BPE, (source) => source.replace(/title:\s*'[^']+'/, "title: 'Another.'")],
  ['a view', BPE, (source) => source.replace(/size: 'wide'/, "size: 'strip'")],
  ['a comment', 'sim/text/bpe.ts', (source) => `// What a thought.\n${source}`],
  ['a type', 'sim/text/bpe.ts', (source) => `${source}\ninterface Unused {\n  readonly a: number;\n}\n`],
])('%s changes no key', async (_, file, change) => {
  expect(await keyAfter(file, change)).toBe(await runKey('bpe', {}));
});

test.each<[string, string, (source: string) => string]>([
  ['a number in the code', 'sim/text/bpe.ts', (source) => source.replace(/\b0\b/, '7')],
  ['a default', BPE, (source) => source.replace(/default: (\d+)/, 'default: 1$1')],
  ['a random stream', 'sim/rng.ts', (source) => source.replace('4294967296', '4294967297')],
])('%s changes the key of what uses it', async (_, file, change) => {
  const used = (await runKey('bpe', {})) !== (await keyAfter(file, change));
  expect(used).toBe(file !== 'sim/rng.ts');
});

test('settings and seeds are part of it', async () => {
  expect(await runKey('bpe', { seed: 1 })).not.toBe(await runKey('bpe', { seed: 2 }));
});
