/** A short text as the letters of a picture: `$…$` in Unicode, without marks. A formula that letters cannot show stops the build. */
const LETTERS: Readonly<Record<string, string>> = {
  '\\Delta': 'Δ',
  '\\pi': 'π',
  '\\sigma': 'σ',
  '\\beta': 'β',
};

export function plain(text: string): string {
  return text
    .split(/(\$[^$]+\$)/)
    .map((part) => (part.startsWith('$') ? letters(part.slice(1, -1)) : part.replace(/[*`]/g, '')))
    .join('');
}

function letters(tex: string): string {
  const written = tex.replace(/\\[A-Za-z]+/g, (name) => LETTERS[name] ?? name).replace(/-/g, '−');
  if (/[\\_^{}]/.test(written)) throw new Error(`a picture cannot show $${tex}$; write the step without it`);
  return written;
}
