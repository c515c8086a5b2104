import type { StepEntry } from '../decode/workflow-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { Area } from '../run/step-kind.ts';
import { matchWhen } from '../when/match.ts';
import type { Compilation } from './compilation.ts';

/** The entries whose conditions hold; the others are noted as left out. */
export function selectEntries(area: Area, compilation: Compilation, source: SourceText): StepEntry[] {
  return compilation.workflow[area].filter((entry) => isSelected(entry, area, compilation, source));
}

function isSelected(entry: StepEntry, area: Area, compilation: Compilation, source: SourceText): boolean {
  const { input, problems, leftOut, when } = compilation;
  const step = `${area}.${entry.name}`;
  if (input.options?.local === true && entry.when.some(({ local }) => local === false)) {
    leftOut.push({ step, reason: 'local', condition: 'local', range: source.rangeOf(entry.place) });
    return false;
  }
  const result = matchWhen(entry.when, when);
  if (result.outcome === 'match') return true;
  if (result.outcome === 'error') problems.push(result.problem);
  else leftOut.push({ step, reason: 'when', condition: result.test, range: source.rangeOf(result.place) });
  return false;
}
