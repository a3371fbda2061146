/** A fixture made again by its generator, beside the project: what is committed stays as it is. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An interpreter with PyTorch, if there is one. */
export const pythonWithTorch = ['/usr/bin/python3', 'python3'].find((command) => {
  try {
    execFileSync(command, ['-c', 'import torch'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** @param name of the generator, which writes its fixture next to itself */
export function remade(python: string, name: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'fixture-'));
  try {
    copyFileSync(`test/references/${name}.py`, join(folder, `${name}.py`));
    execFileSync(python, [join(folder, `${name}.py`)]);
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
