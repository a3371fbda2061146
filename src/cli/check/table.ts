/** Seconds of each job, the longest first. */
import type { Done } from './schedule.ts';

export function tableOf(jobs: readonly Done[]): string[] {
  const sorted = [...jobs].sort((a, b) => b.seconds - a.seconds);
  const width = Math.max(...sorted.map(({ name }) => name.length));
  const total = sorted.reduce((sum, { seconds }) => sum + seconds, 0);
  const line = (seconds: number, name: string, rest: string) =>
    `${seconds.toFixed(1).padStart(8)} s  ${name.padEnd(width)}  ${rest}`.trimEnd();
  return [
    ...sorted.map(({ name, seconds, passed, failed }) =>
      line(seconds, name, `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`),
    ),
    line(total, 'all, one after another', ''),
  ];
}
