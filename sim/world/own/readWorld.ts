/** A reader's file of facts: JSON or CSV, by its first character. */
import { checked } from './check.ts';
import { LIMITS, type Reading } from './file.ts';
import { readCsv } from './readCsv.ts';
import { readJson } from './readJson.ts';

/** Whatever the text: facts, or a list of what is wrong with it. */
export function readWorld(given: string): Reading {
  const text = given.replace(/^\ufeff/, '');
  const refused = (reason: string): Reading => ({ ok: false, problems: [{ line: 1, reason }] });
  if (text.length > LIMITS.characters)
    return refused(`${text.length} characters; ${LIMITS.characters} are the most`);
  if (text.startsWith('PK\u0003\u0004'))
    return refused('this is a workbook or another archive, and no text: save the sheet as “CSV UTF-8”');
  if (text.trim() === '') return refused('the file is empty');
  // So an old workbook begins, and a text in UTF-16, once they are read as UTF-8.
  if (text.startsWith('\ufffd\ufffd'))
    return refused('this is no text in UTF-8: in a spreadsheet, save it as “CSV UTF-8”');
  return checked(/^\s*[[{]/.test(text) ? readJson(text) : readCsv(text));
}
