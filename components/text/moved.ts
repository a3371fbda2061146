/** The address of a section on its new page: settings and section are kept. */
export const forwardOf = (
  page: string,
  { search, hash }: { readonly search: string; readonly hash: string },
): string => `${page}${search}${hash}`;
