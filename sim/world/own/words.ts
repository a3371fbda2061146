/**
 * The words of a world of one's own as tokens. What a file says becomes one token a cell, without spaces; what the
 * grammar itself says has a space in it, so that no cell can be taken for it.
 */
import { roles, type Role } from './roles.ts';

/** Lower case, spaces as hyphens: "Soy  sauce" and "soy sauce" are one word. */
export const wordOf = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, '-');

export const END_WORD = 'end of text';

export const verdictWords: Readonly<Record<Role, string>> = {
  forbid: 'verdict forbid',
  caution: 'verdict caution',
  allow: 'verdict allow',
  ask: 'verdict ask',
};

const roleOfWord = new Map(roles.map((role) => [verdictWords[role], role]));

export const statedRole = (word: string): Role | undefined => roleOfWord.get(word);

/** Before what fills them. */
export const slots = {
  reason: 'slot because',
  instead: 'slot instead',
  check: 'slot check',
  need: 'slot need',
  whom: 'slot ask',
} as const;

const structure = new Set<string>([END_WORD, ...Object.values(verdictWords), ...Object.values(slots)]);

export const isStructure = (word: string): boolean => structure.has(word);

/** What an answer asks for where nothing is known. */
export const EVIDENCE = 'evidence';
