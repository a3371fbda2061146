/** The little of culori that the colour test uses; the package brings no types. */
declare module 'culori' {
  export interface Color {
    readonly mode: string;
  }
  export function parse(colour: string): Color | undefined;
  export function wcagContrast(a: Color, b: Color): number;
  export function differenceCiede2000(): (a: Color, b: Color) => number;
  /** Severity 0 to 1. */
  type Deficiency = (severity: number) => (colour: Color) => Color;
  export const filterDeficiencyProt: Deficiency;
  export const filterDeficiencyDeuter: Deficiency;
  export const filterDeficiencyTrit: Deficiency;
}
