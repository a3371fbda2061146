/** A hash as it is read: in groups of four. */
export const grouped = (hash: string): string => hash.replace(/(.{4})(?=.)/g, '$1 ');
