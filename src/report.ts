/** The form for an error in a page, with all filled in that the page knows of itself. */
import { REPOSITORY } from '../components/citationFile.ts';
import { BUILD } from './colophon.ts';

/** What a report needs, so that the page can be found as its reader has seen it. */
export const buildWords = [
  `version ${BUILD.version}`,
  BUILD.date && `of ${BUILD.date}`,
  BUILD.commit && `commit ${BUILD.commit}`,
]
  .filter(Boolean)
  .join(', ');

/** Its fields are those of .github/ISSUE_TEMPLATE/page.yml. */
export function issueUrl(repository: string, page: { readonly title: string; readonly url: string }): string {
  const fields = new URLSearchParams({
    template: 'page.yml',
    title: `${page.title}: `,
    address: page.url,
    version: buildWords,
  });
  return `${repository}/issues/new?${fields.toString()}`;
}

/** Undefined as long as the course has no public repository. */
export const reportUrl = (page: { readonly title: string; readonly url: string }): string | undefined =>
  REPOSITORY === undefined ? undefined : issueUrl(REPOSITORY, page);
