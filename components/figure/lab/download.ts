/** Hands the reader a file. */
export function download(name: string, type: string, content: string | Uint8Array | Blob): void {
  const link = document.createElement('a');
  const part = content instanceof Uint8Array ? new Uint8Array(content) : content;
  link.href = URL.createObjectURL(new Blob([part], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * A sandboxed frame may download only if the page around it allows it, and no script inside learns which: its origin
 * is all that gives it away.
 */
export const mayBeRefused = (): boolean => self.origin === 'null';
