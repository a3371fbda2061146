/** What has changed for readers, as an Atom feed (RFC 4287). */
import { escape } from '../components/writing.ts';
import type { Change } from '../components/text/changes.ts';
import { AUTHOR, TITLE } from './colophon.ts';

/** Under the address of the site. */
export const CHANGES_FEED = 'changes.xml';

/** Changes are dated by the day. */
const instant = (day: string) => `${day}T00:00:00Z`;

/**
 * @param changes the newest first
 * @param at makes an address inside the site whole
 */
export function atomOf(changes: readonly Change[], at: (path: string) => string): string {
  const entries = changes.map(
    ({ id, date, title, text }) => `  <entry>
    <id>${escape(at(`reference/changes/#change-${id}`))}</id>
    <title>${escape(title)}</title>
    <link href="${escape(at(`reference/changes/#change-${id}`))}"/>
    <updated>${instant(date)}</updated>
    <summary>${escape(text)}</summary>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escape(at(''))}</id>
  <title>${escape(`${TITLE}: changes`)}</title>
  <link href="${escape(at(''))}"/>
  <link rel="self" type="application/atom+xml" href="${escape(at(CHANGES_FEED))}"/>
  <author><name>${escape(AUTHOR)}</name></author>
  <updated>${instant(changes[0]!.date)}</updated>
${entries.join('\n')}
</feed>
`;
}
