/** CITATION.cff, read once: title, authors, version, licence and, if there is one, the repository. Build time only (Node). */
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { readText } from './project.ts';

interface CitationFile {
  readonly title: string;
  readonly version: string;
  readonly authors: readonly { readonly name: string }[];
  /** The address of the public repository. */
  readonly 'repository-code'?: string;
}

const file = parseFrontmatter(`---\n${readText('CITATION.cff')}\n---\n`)
  .frontmatter as unknown as CitationFile;

export const TITLE = file.title;

export const AUTHOR = file.authors.map(({ name }) => name).join(', ');

export const VERSION = file.version;

/** Where the code is, and where errors are reported; undefined as long as neither the file nor the build names a place. */
export const REPOSITORY: string | undefined =
  (file['repository-code'] ?? process.env['REPOSITORY_URL'] ?? '').replace(/\/$/, '') || undefined;
