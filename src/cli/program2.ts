/** Program 2 at a terminal. */
import { original2 } from '../../components/programs/original2.ts';
import { headOfProgram2, program2, tailOfProgram2 } from '../../components/programs/program2.ts';
import { atTerminal, mainOf, type Program } from './program.ts';
import type { Terminal } from './sim.ts';

const program: Program = {
  script: 'program-2',
  name: 'Program 2',
  picture: 'llm_program_2_results',
  seeds: 'Fixes the questions and the samples of PPO.',
  original: original2,
  head: headOfProgram2,
  stages: program2,
  tail: tailOfProgram2,
};

export const main = (args: readonly string[], terminal: Terminal): Promise<number> =>
  mainOf(program, args, terminal);

await atTerminal(import.meta.url, main);
