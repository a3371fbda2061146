/** What the reader has answered and solved, kept in this browser; in memory only where storage is forbidden. */

const KEY = 'course-progress';
let memory: Record<string, string> = {};

export function readProgress(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (stored && typeof stored === 'object' && !Array.isArray(stored)) {
      return Object.fromEntries(Object.entries(stored).filter(([, value]) => typeof value === 'string'));
    }
  } catch {
    // forbidden, or not ours: what this page knows is all there is
  }
  return memory;
}

export function keepProgress(key: string, value: string): void {
  memory = { ...readProgress(), [key]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // forbidden or full: the page keeps it until it is left
  }
}
