/** Questions and exercises: what was answered is remembered; a finished run moves the needle of its exercise. */
import { writeNumber } from '../chart/scale.ts';
import type { Settings } from '../../sim/param.ts';
import type { GoalResult } from '../host/goals.ts';
import { keepProgress, readProgress } from './progress.ts';

const SOLVED = 'solved';
/** A slider that moves says nothing until it rests, as the figure does. */
const QUIET_MS = 600;
const waiting = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

interface Result {
  readonly experiment: string;
  readonly settings: Settings;
  readonly goals: Readonly<Record<string, GoalResult>>;
}

export function wireQuestions(): void {
  const kept = readProgress();
  for (const quiz of document.querySelectorAll<HTMLElement>('.quiz[data-progress]')) {
    const key = quiz.dataset['progress']!;
    const inputs = [...quiz.querySelectorAll('input')];
    const answered = inputs.find((input) => input.value === kept[key]);
    if (answered) answered.checked = true;
    quiz.addEventListener('change', (event) => keepProgress(key, (event.target as HTMLInputElement).value));
  }
}

export function wireExercises(): void {
  const exercises = [...document.querySelectorAll<HTMLElement>('.exercise[data-goal]')];
  const kept = readProgress();
  for (const exercise of exercises) markDone(exercise, kept[exercise.dataset['progress']!] === SOLVED);
  document.addEventListener('lab:result', (event) => {
    const { experiment, settings, goals } = (event as CustomEvent<Result>).detail;
    for (const exercise of exercises) {
      const reached = exercise.dataset['experiment'] === experiment && goals[exercise.dataset['goal']!];
      if (reached) show(exercise, reached, misunderstood(exercise, settings));
    }
  });
}

/** What a stored wrong answer misunderstands, if a run has exactly its settings. */
function misunderstood(exercise: HTMLElement, settings: Settings): string | undefined {
  const stored = JSON.parse(exercise.dataset['wrong']!) as { settings: Settings; because: string }[];
  const same = (other: Settings) => Object.entries(other).every(([name, value]) => settings[name] === value);
  return stored.find((each) => same(each.settings))?.because;
}

function markDone(exercise: HTMLElement, done: boolean): void {
  exercise.querySelector<HTMLElement>('.done')!.hidden = !done;
}

function show(exercise: HTMLElement, { value, met, why }: GoalResult, mistake = ''): void {
  const { says, progress } = exercise.dataset;
  const now = value === undefined ? undefined : written(exercise, value);
  const needle = exercise.querySelector<HTMLElement>('.needle')!;
  needle.hidden = value === undefined;
  if (value !== undefined) {
    const share = shareOf(exercise, value);
    needle.style.left = `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
    needle.classList.toggle('from-right', share > 0.5);
    needle.textContent = `now ${now}`;
  }
  // "Now" and "goal met" are words: nothing turns green.
  const verdict = met
    ? 'Goal met.'
    : why
      ? `This run does not count: ${why}`
      : `Not yet: the goal is ${says}.`;
  saySoon(exercise, `${now === undefined ? '' : `Now ${now}. `}${verdict} ${mistake}`.trim());
  if (!met) return;
  markDone(exercise, true);
  keepProgress(progress!, SOLVED);
}

function shareOf({ dataset: { low, high } }: HTMLElement, value: number): number {
  return (value - Number(low)) / (Number(high) - Number(low));
}

function written({ dataset: { digits, percent, unit } }: HTMLElement, value: number): string {
  return `${writeNumber(value, Number(digits), percent !== undefined)}${unit ? `\u00a0${unit}` : ''}`;
}

/** The needle moves at once; the words, which a screen reader speaks, wait for the last of a quick series. */
function saySoon(exercise: HTMLElement, words: string): void {
  clearTimeout(waiting.get(exercise));
  const say = () => (exercise.querySelector('.state')!.textContent = words);
  waiting.set(exercise, setTimeout(say, QUIET_MS));
}
