/** Addresses inside the site, whatever path it is served under. */

/** `part-1/sft/#fig-x` → `/base/part-1/sft/#fig-x`; an address within the page (`#…`, `?…`) stays as it is. */
export function addressOf(path: string): string {
  if (path.startsWith('#') || path.startsWith('?')) return path;
  return import.meta.env.BASE_URL.replace(/\/?$/, '/') + path;
}
