/** Where a reader reports an error in a rule. */

/** The section of the page that says how, for a build that knows no repository. */
export const REPORT_SECTION = 'sec-report';

/**
 * The form for clinical errors, with the rule filled in.
 *
 * @param repository address of the project's repository
 * @param id of the rule or scenario
 */
export function reportAddress(repository: string | undefined, id: string): string {
  if (repository === undefined || repository === '') return `#${REPORT_SECTION}`;
  const fields = new URLSearchParams({ template: 'clinical.yml', title: `Error in ${id}`, rule: id });
  return `${repository.replace(/\/$/, '')}/issues/new?${fields.toString()}`;
}

export { REPOSITORY as repository } from '../citationFile.ts';
