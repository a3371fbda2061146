/** AssemblyScript to WebAssembly, with the flags that every kernel of the project shares. */
import { spawnSync } from 'node:child_process';

/** `--zeroFilledMemory`: without it the scratch memory would be written out as zeros. 112: vectors stay inside. */
const FLAGS =
  '--runtime stub --importMemory --noAssert --zeroFilledMemory -O3 --enable simd --disableWarning 112';

/** @throws Error with what the compiler said */
export function compile(source: string, out: string): void {
  const { status, stdout, stderr } = spawnSync(`asc "${source}" --outFile "${out}" ${FLAGS}`, {
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH'] ?? ''}` },
  });
  if (status !== 0) throw new Error(`asc ${source} failed\n${stdout}${stderr}`);
}
