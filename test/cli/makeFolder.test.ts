import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../src/cli/makeFolder.ts';

test('makes a folder and those above it, and again nothing', () => {
  const root = mkdtempSync(join(tmpdir(), 'folder-'));
  try {
    const folder = join(root, 'a', 'b', 'c');
    makeFolder(folder);
    makeFolder(folder);
    expect(existsSync(folder)).toBe(true);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('says so where none can be made, and does not try for ever', () => {
  expect(() => makeFolder('/proc/nothing/below')).toThrow(/\/proc/);
});
