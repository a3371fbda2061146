/** Program 1 at a terminal. */
import { original1 } from '../../components/programs/original1.ts';
import { headOfProgram1, program1 } from '../../components/programs/program1.ts';
import { atTerminal, mainOf, type Program } from './program.ts';
import type { Terminal } from './sim.ts';

const program: Program = {
  script: 'program-1',
  name: 'Program 1',
  picture: 'llm_program_1_results',
  seeds: 'Fixes weights, splits and orders of all three stages.',
  original: original1,
  head: headOfProgram1,
  stages: program1,
  tail: [],
};

export const main = (args: readonly string[], terminal: Terminal): Promise<number> =>
  mainOf(program, args, terminal);

await atTerminal(import.meta.url, main);
