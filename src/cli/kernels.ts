/** `npm run kernels [-- FILE]`: compiles sim/kernels/assembly to sim/kernels/simd.wasm, which is committed. */
import { compile } from './compile.ts';

compile('sim/kernels/assembly/index.ts', process.argv[2] ?? 'sim/kernels/simd.wasm');
