/** `npm run kernels`: compiles sim/kernels/assembly to sim/kernels/simd.wasm, which is committed. */
import { spawnSync } from 'node:child_process';

const [out = 'sim/kernels/simd.wasm'] = process.argv.slice(2);
const FLAGS =
  '--runtime stub --importMemory --noAssert --zeroFilledMemory -O3 --enable simd --disableWarning 112';
const { status } = spawnSync(`asc sim/kernels/assembly/index.ts --outFile "${out}" ${FLAGS}`, {
  shell: true,
  stdio: 'inherit',
  env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH'] ?? ''}` },
});
process.exit(status ?? 1);
