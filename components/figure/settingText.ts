/** The default of a parameter, as a sentence writes it: a number with its thousands, a choice by its label. */
import type { Param } from '../../sim/param.ts';

export function settingText(param: Param): string {
  switch (param.kind) {
    case 'number':
      return param.default.toLocaleString('en-US', { maximumFractionDigits: 10 }).replace('-', '−');
    case 'choice':
      return param.choices[param.default]!;
    case 'text':
      return param.default;
  }
}
