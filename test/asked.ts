/**
 * Which of its engines, experiments or pages a test file is asked for: `ASKED=Firefox,reward-pairs` names them. Of a
 * list of which nothing is named, all are.
 */
export function asked<T>(all: readonly T[], nameOf: (each: T) => string): readonly T[] {
  const names = new Set(process.env['ASKED']?.split(','));
  const chosen = all.filter((each) => names.has(nameOf(each)));
  return chosen.length > 0 ? chosen : all;
}
