/** Figures in place: one of their tabs, in a window of some size. */
import type { Frame, Page } from '@playwright/test';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Opens a tab of every figure that has so many. */
export const openTab = (page: Page | Frame, tab: number) =>
  page.evaluate((at) => {
    for (const figure of document.querySelectorAll('figure.lab'))
      figure.querySelectorAll<HTMLElement>('[role=tab]')[at]?.click();
  }, tab);
