/** The machine on which something was timed, in words. */
import { cpus } from 'node:os';

export function thisMachine(): string {
  const all = cpus();
  return `${all[0]?.model.trim() ?? 'unknown processor'}, ${all.length} cores, Node ${process.versions.node}`;
}
