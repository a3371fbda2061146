/** The archive, read by its specification: names, contents, sums. */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { archive } from '../../src/cli/archive.ts';
import { entriesOf } from '../../src/cli/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const long = 'the same words again and again '.repeat(400);
const entries = [
  { path: 'a/README.txt', bytes: Buffer.from(long) },
  { path: 'a/σ.bin', bytes: Buffer.from([1, 2, 3]) },
  { path: 'a/empty', bytes: Buffer.alloc(0) },
];

/** Of the format, as its specification has it: read from the directory at its end. */
function unpacked(zip: Buffer): Record<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < count; i++) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [method, packed, name, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]; // prettier-ignore
    const path = zip.subarray(at + 46, at + 46 + name).toString();
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(start, start + packed);
    files[path] = method === 8 ? inflateRawSync(body) : Buffer.from(body);
    at += 46 + name;
  }
  return files;
}

test('holds every file under its name, the long one packed', () => {
  const zip = archive(entries);
  const files = unpacked(zip);
  expect(Object.keys(files)).toEqual(entries.map(({ path }) => path));
  for (const { path, bytes } of entries) expect(files[path]!.equals(bytes), path).toBe(true);
  expect(zip.length).toBeLessThan(long.length / 2);
});

test('is the same archive for the same files', () => {
  expect(archive(entries).equals(archive(entries))).toBe(true);
});

test('has the sum that the standard gives for its check value', () => {
  const zip = archive([{ path: 'a', bytes: Buffer.from('123456789') }]);
  const central = zip.readUInt32LE(zip.length - 22 + 16);
  expect(zip.readUInt32LE(central + 16)).toBe(0xcbf43926);
});

test('a site is packed into one folder, with a README that says how to serve it', () => {
  mkdirSync(join(folder, 'site/part-1'), { recursive: true });
  writeFileSync(join(folder, 'site/index.html'), '<p>');
  writeFileSync(join(folder, 'site/part-1/index.html'), readFileSync(join(folder, 'site/index.html')));
  const packed = entriesOf(join(folder, 'site'));
  expect(packed.map(({ path }) => path.replace(/^llm-training-and-alignment\//, ''))).toEqual([
    'README.txt',
    'index.html',
    'part-1/index.html',
  ]);
  expect(Buffer.from(packed[0]!.bytes).toString()).toContain('python3 -m http.server');
});
