/** Hands the reader a file. */
export function download(name: string, type: string, content: string | Uint8Array): void {
  const link = document.createElement('a');
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  link.href = URL.createObjectURL(new Blob([part], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
