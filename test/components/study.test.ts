/** Study questions: five a chapter, each answered and led to a section that exists. */
import { expect, test } from 'vitest';
import { inline } from '../../components/text/inline.ts';
import { study } from '../../components/text/study.ts';
import { CHAPTERS } from '../../src/course.ts';
import { readPage } from '../../src/plugins/pages.ts';

test('every chapter of the two parts has five', () => {
  expect(study.map(({ page }) => page)).toEqual(CHAPTERS.map(({ slug }) => slug));
  for (const { page, questions } of study) expect(questions, page).toHaveLength(5);
  const asked = study.flatMap(({ questions }) => questions.map(({ asks }) => asks));
  expect(new Set(asked).size).toBe(asked.length);
});

test.each(study)(
  '$page: model answers have one to four sentences, legal formulas, and a section',
  ({ page, questions }) => {
    for (const { asks, says, at } of questions) {
      const words = says.split(/\s+/).length;
      expect(words, says).toBeGreaterThanOrEqual(10);
      expect(words, says).toBeLessThanOrEqual(90);
      expect(inline(asks) + inline(says)).not.toContain('$');
      expect(at).toMatch(/^sec-/);
      expect(readPage(page, 'content')?.targets.has(at), `${page}#${at}`).toBe(true);
    }
  },
);
