/** This core's peak in strict WebAssembly SIMD, GFLOP/s, measured now. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../compile.ts';

const FLOP_A_TURN = 64;
const TURNS = 512 * 2000;

/** @returns a measurement over about `seconds`, GFLOP/s */
export function createPeak(): (seconds: number) => number {
  const file = join(mkdtempSync(join(tmpdir(), 'peak-')), 'peak.wasm');
  compile(join(import.meta.dirname, 'assembly/peak.ts'), file);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    env: { memory },
  });
  const turns = exports['turns'] as (count: number) => number;
  turns(TURNS);
  return (seconds) => {
    const started = performance.now();
    let rounds = 0;
    let passed: number;
    do {
      turns(TURNS);
      rounds += 1;
      passed = performance.now() - started;
    } while (passed < 1000 * seconds);
    return (rounds * TURNS * FLOP_A_TURN) / passed / 1e6;
  };
}
