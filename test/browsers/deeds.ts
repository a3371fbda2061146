/** Counts what the tests do by hand (src/cli/check/deeds.ts), at the one place in Playwright through which all of it goes. */
import type { Page } from '@playwright/test';
import { noteDeeds } from '../../src/cli/check/deeds.ts';

const done: Record<string, number> = {};

export function countDeed(kind: string, target: unknown): void {
  const deed = `${kind} ${typeof target === 'string' ? target.slice(0, 200) : ''}`;
  done[deed] = (done[deed] ?? 0) + 1;
}

/** Hands over what was counted so far. */
export function tellDeeds(): void {
  noteDeeds(done);
  for (const deed of Object.keys(done)) Reflect.deleteProperty(done, deed);
}

/** Locators and pages hand these on to their frame; keys and the mouse stand for themselves. */
const OF_FRAMES = {
  click: 'click',
  dblclick: 'click',
  check: 'click',
  uncheck: 'click',
  setChecked: 'click',
  tap: 'tap',
  press: 'key',
  type: 'text',
  fill: 'text',
  selectOption: 'choice',
  setInputFiles: 'file',
  dragAndDrop: 'drag',
  hover: 'hover',
} as const;
const OF_KEYS = { press: 'key', type: 'text', insertText: 'text' } as const;
const OF_MOUSE = { click: 'click', down: 'press', wheel: 'wheel' } as const;
const OF_FINGERS = { tap: 'tap' } as const;

const counted = new WeakSet();

function count(one: object, kinds: Readonly<Record<string, string>>): void {
  const prototype = Object.getPrototypeOf(one) as Record<string, (...args: unknown[]) => unknown>;
  if (counted.has(prototype)) return;
  counted.add(prototype);
  for (const [name, kind] of Object.entries(kinds)) {
    const carryOut = prototype[name]!;
    prototype[name] = function (this: unknown, ...args) {
      countDeed(kind, args[0]);
      return carryOut.apply(this, args);
    };
  }
}

/** Every page of this process, from the first on: they share their prototypes. */
export function countDeedsOf(page: Page): void {
  count(page.mainFrame(), OF_FRAMES);
  count(page.keyboard, OF_KEYS);
  count(page.mouse, OF_MOUSE);
  count(page.touchscreen, OF_FINGERS);
}
