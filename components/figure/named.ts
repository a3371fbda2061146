/** Names as pages write them, `ID.name`, and what they stand for. */

/** `ID.name` → [ID, name] */
export function splitName(of: string): [string, string] {
  const point = of.indexOf('.');
  if (point < 1) throw new Error(`"${of}" is not of the form ID.name`);
  return [of.slice(0, point), of.slice(point + 1)];
}

export function lookUp<T>(entries: Readonly<Record<string, T>>, name: string, what: string): T {
  if (!Object.hasOwn(entries, name)) {
    throw new Error(`no ${what} is called "${name}"; there are ${Object.keys(entries).join(', ') || 'none'}`);
  }
  return entries[name]!;
}
