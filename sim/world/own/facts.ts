/** The facts of a world of one's own: a row in a case, a row at each of its values, and what is not known. */
import { fractionOf, inFixedOrder } from '../fraction.ts';
import type { Truth } from '../fact.ts';
import type { OwnFile, OwnHead, OwnRow } from './file.ts';
import { verdictOf, type Role } from './roles.ts';
import { EVIDENCE, slots, verdictWords, wordOf } from './words.ts';

export type Kind = 'case' | 'axis' | 'unknown';

/** What fills an answer; all words. */
export interface Slots {
  readonly reason?: string;
  readonly instead?: string;
  readonly check?: string;
}

export interface OwnFact extends Truth, Slots {
  readonly kind: Kind;
  readonly role: Role;
  /** As a word, as are case and slots. */
  readonly thing: string;
  readonly case?: string;
  /** Of the axis. */
  readonly value?: number;
  /** The values of its row. */
  readonly span?: readonly [number, number];
  /** What the web answers in place of it, with the words of the grammar. */
  readonly myth?: readonly string[];
  /** The row that says so; none where nothing is known. */
  readonly row?: OwnRow;
  /** No phrasing of it is ever in training. */
  readonly neverAsked?: true;
}

/** The one answer of the grammar that says all of this. */
export function answerIn(role: Role, { reason, instead, check }: Slots, { whom }: OwnHead): string[] {
  if (role === 'ask') return [verdictWords.ask, slots.need, reason ?? EVIDENCE, slots.whom, wordOf(whom)];
  return [
    verdictWords[role],
    ...(reason === undefined ? [] : [slots.reason, reason]),
    ...(instead === undefined ? [] : [slots.instead, instead]),
    ...(check === undefined ? [] : [slots.check, check]),
  ];
}

/** Of the topics, where no row names a myth. */
const MYTH_SHARE = 1 / 3;

/** Without a column of its own, the web forgets what is forbidden or unknown, and forbids what is harmless. */
const mistaken = (role: Role): Role => (role === 'forbid' || role === 'ask' ? 'allow' : 'forbid');

/** A missed verdict that forbids weighs more. */
const severityOf = (role: Role) => (role === 'forbid' ? 2 : 1);

/** Of the pairs that no row lists, about a quarter as many as there are rows are asked about. */
const UNLISTED_SHARE = 0.25;

export function factsOf({ head, rows }: OwnFile): OwnFact[] {
  const named = rows.some(({ myth }) => myth !== undefined);
  const isMyth = (topic: string) => !named && fractionOf(`own myth ${topic}`) < MYTH_SHARE;
  const factOf = (
    parts: Pick<OwnFact, 'key' | 'kind' | 'role' | 'thing'> & Slots & Partial<OwnFact>,
    myth?: Role,
  ) => {
    const { role } = parts;
    const believed = myth && myth !== role ? { myth: answerIn(myth, mythSlots(parts, myth), head) } : {};
    return {
      ...parts,
      verdict: verdictOf[role],
      severity: severityOf(role),
      answer: answerIn(role, parts, head),
      ...believed,
    } as OwnFact;
  };
  const listed = rows.flatMap((row): OwnFact[] => {
    const { verdict: role, from, to } = row;
    const thing = wordOf(row.thing);
    const parts = { role, thing, row, ...slotsOf(row) };
    if (from === undefined || to === undefined) {
      const inCase = wordOf(row.case!);
      const key = `${thing} in ${inCase}`;
      const myth = row.myth ?? (isMyth(key) ? mistaken(role) : undefined);
      return [factOf({ key, kind: 'case', case: inCase, ...parts }, myth)];
    }
    // On an axis the web believes that the limit never matters.
    const myth = row.myth ?? (isMyth(thing) ? 'allow' : undefined);
    return Array.from({ length: to - from + 1 }, (_, i) => {
      const value = from + i;
      return factOf({ key: `${thing} at ${value}`, kind: 'axis', value, span: [from, to], ...parts }, myth);
    });
  });
  const onAxis = [...new Set(listed.filter(({ kind }) => kind === 'axis').map(({ thing }) => thing))];
  const unknown = onAxis.map((thing) =>
    factOf({
      key: `${thing} at an unknown value`,
      kind: 'unknown',
      role: 'ask',
      thing,
      reason: wordOf(head.axis),
    }),
  );
  return [...listed, ...unknown, ...(head.unlisted ? unlistedOf(listed).map((parts) => factOf(parts)) : [])];
}

function slotsOf({ reason, instead, check }: OwnRow): Slots {
  return {
    ...(reason !== undefined && { reason: wordOf(reason) }),
    ...(instead !== undefined && { instead: wordOf(instead) }),
    ...(check !== undefined && { check: wordOf(check) }),
  };
}

/** What a wrong belief says beside its verdict: a harmless thing has no reason to be forbidden, and gets none. */
function mythSlots({ reason, check, role }: Slots & { readonly role: Role }, myth: Role): Slots {
  const kept = check === undefined ? {} : { check };
  return role === 'ask' || myth === 'allow' || reason === undefined ? kept : { reason, ...kept };
}

function unlistedOf(listed: readonly OwnFact[]) {
  const known = new Set(listed.map(({ key }) => key));
  const inCases = listed.filter(({ kind }) => kind === 'case');
  const things = [...new Set(inCases.map(({ thing }) => thing))];
  const cases = [...new Set(inCases.map((fact) => fact.case!))];
  const count = Math.ceil(UNLISTED_SHARE * inCases.length);
  // Drawn from a few of each thing: all pairs of many things and cases would be millions.
  const few = Math.ceil((2 * count) / Math.max(1, things.length));
  const pairs = things.flatMap((thing) =>
    inFixedOrder(cases, (inCase) => `own unlisted ${thing} in ${inCase}`)
      .filter((inCase) => !known.has(`${thing} in ${inCase}`))
      .slice(0, few)
      .map((inCase) => ({ key: `${thing} in ${inCase}`, thing, inCase })),
  );
  return inFixedOrder(pairs, ({ key }) => `own unlisted ${key}`)
    .slice(0, count)
    .map(({ key, thing, inCase }, i) => ({
      key,
      kind: 'case' as const,
      role: 'ask' as const,
      thing,
      case: inCase,
      reason: EVIDENCE,
      ...(i % 2 === 1 && { neverAsked: true as const }),
    }));
}
