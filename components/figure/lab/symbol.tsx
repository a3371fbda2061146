/** A parameter's symbol in the interface: declared in TeX, shown as text. */

const LETTERS: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', Delta: 'Δ', epsilon: 'ε', varepsilon: 'ε', eta: 'η', theta: 'θ', kappa: 'κ',
  lambda: 'λ', mu: 'μ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', max: 'max ', min: 'min ',
}; // prettier-ignore

/** `s_c` → s with subscript c; `\Delta` → Δ; anything else must be spelt in these. */
export function symbolParts(tex: string): { readonly base: string; readonly sub: string } {
  const plain = tex.replace(/\\([A-Za-z]+)/g, (command, name: string) => {
    const letter = LETTERS[name];
    if (letter === undefined)
      throw new Error(`symbol ${command} has no plain form; add it to components/figure/lab/symbol.tsx`);
    return letter;
  });
  const [base = '', sub = ''] = plain.split('_');
  return { base, sub: sub.replace(/[{}]/g, '') };
}

export function Symbol({ tex }: { readonly tex: string }) {
  const { base, sub } = symbolParts(tex);
  return (
    <span className="symbol">
      {base}
      {sub && <sub>{sub}</sub>}
    </span>
  );
}
