/** A setting, or the default of a parameter, as a sentence writes it: a number with its thousands, a choice by its label. */
import type { Param } from '../../sim/param.ts';

export function settingText(param: Param, value: number | string = param.default): string {
  switch (param.kind) {
    case 'number':
      return Number(value).toLocaleString('en-US', { maximumFractionDigits: 10 }).replace('-', '−');
    case 'choice':
      return param.choices[value]!;
    case 'text':
      return String(value);
  }
}
