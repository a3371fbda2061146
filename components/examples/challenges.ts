/** What goes wrong in RLHF, as data. */
import { existsSync } from 'node:fs';
import { pathOf, readJson } from '../project.ts';

export const SEVERITIES = ['critical', 'high', 'medium'] as const;

export interface Challenge {
  readonly id: string;
  readonly title: string;
  readonly severity: (typeof SEVERITIES)[number];
  /** The chapter about it. */
  readonly page: string;
  readonly problem: string;
  readonly example: string;
  readonly authority: string;
  readonly solutions: readonly { readonly what: string; readonly claimed: string }[];
}

export const challenges = readJson('content/challenges.json') as readonly Challenge[];

export const isWritten = (page: string): boolean => existsSync(pathOf(`content/${page}.mdx`));
