/** Six annotators in two schools, who share some habits and differ in one: what they choose, and how surely. */
import { sigmoid } from '../../float.ts';
import type { Params, SettingsOf } from '../../param.ts';
import type { Rng } from '../../rng.ts';
import { utility, type Judged } from '../../stages/preferences.ts';
import { createWorld } from '../../world/world.ts';

export const panelParams = {
  noise: {
    kind: 'number',
    label: 'noise',
    unit: 'share',
    help: 'Share of the votes that are a coin flip.',
    min: 0,
    max: 0.9,
    step: 0.1,
    default: 0.3,
  },
  schools: {
    kind: 'number',
    label: 'distance of the two schools',
    help: 'How much better, in gold reward, three annotators like an answer that forbids, and three one with which treatment goes on.',
    min: 0,
    max: 2,
    step: 0.2,
    default: 0.8,
  },
  keywordBias: {
    kind: 'number',
    label: 'keyword bias that all share',
    help: 'How much better, in gold reward, all six like an answer that forbids something.',
    min: 0,
    max: 2,
    step: 0.2,
    default: 0,
  },
  lengthBias: {
    kind: 'number',
    label: 'length bias that all share',
    help: 'How much better, in gold reward, all six like an answer for every ten words.',
    min: 0,
    max: 2,
    step: 0.2,
    default: 0,
    menu: true,
  },
} as const satisfies Params;

export type PanelSettings = SettingsOf<typeof panelParams>;

/** Annotators 0 to 2 put danger first, 3 to 5 the alternative. */
export const ANNOTATORS = 6;
export const isDangerFirst = (annotator: number): boolean => annotator < ANNOTATORS / 2;

/** Differences of utility are divided by this before they become odds: whoever is not careless is nearly sure. */
const TEMPERATURE = 0.1;

const { encode } = createWorld();
const [AVOID, ASK, USE] = encode(['AVOID', 'ASK', 'use']) as [number, number, number];

/** Treatment goes on: with this drug, or with another one that is named. */
export const goesOn = ({ answer }: Judged): boolean =>
  answer.includes(USE) || !(answer.includes(AVOID) || answer.includes(ASK));

/** One question, two answers, in the order in which they are shown. */
export interface Shown {
  readonly first: Judged;
  readonly second: Judged;
}

/** The two schools pull at this pair in different directions. */
export function isContested({ first, second }: Shown): boolean {
  const pull = (judged: Judged) => Number(judged.hasKeyword) - Number(goesOn(judged));
  return pull(first) !== pull(second);
}

/** What this annotator takes the quality of an answer to be. */
function seen(
  judged: Judged,
  annotator: number,
  { schools, keywordBias, lengthBias }: PanelSettings,
): number {
  const danger = isDangerFirst(annotator);
  const ofAll = utility(judged, { keywordBias: keywordBias + (danger ? schools : 0), lengthBias, noise: 0 });
  return ofAll + (!danger && goesOn(judged) ? schools : 0);
}

/** Whether this annotator prefers the first answer; the same draws are made whatever the settings. */
export function prefersFirst(
  { first, second }: Shown,
  annotator: number,
  settings: PanelSettings,
  rng: Rng,
): boolean {
  const [flip, choice] = [rng.uniform(), rng.uniform()];
  const difference = seen(first, annotator, settings) - seen(second, annotator, settings);
  return choice < (flip < settings.noise ? 0.5 : sigmoid(difference / TEMPERATURE));
}
