import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import { causeName, wholeObject } from '../../pipeline/diff/describe-change.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/agent-options.ts';
import { FEATURES } from '../../translate/release/features.ts';
import { type ChoiceFlags, KIND_OF_FLAG } from '../output/choose-objects.ts';

/** The flags that say which changes to show. */
export interface ChangeFlags extends ChoiceFlags {
  /** Names of causes to leave out. */
  readonly ignore: readonly string[];
}

/** The names of causes. */
export function causeNames(): string[] {
  return ['release', 'kubernetes', ...Object.keys(FEATURES), ...VARIABLE_OPTIONS.map(variableName)];
}

/** The changes that were asked for. An object that an ignored cause adds or removes is left out as a whole. */
export function chosenChanges(
  changes: readonly SubjectChange[],
  { only, step: steps, ignore }: ChangeFlags,
): SubjectChange[] {
  const kinds = only.map((kind) => KIND_OF_FLAG[kind]);
  return changes.flatMap((change) => {
    const object = wholeObject(change);
    if (kinds.length > 0 && !kinds.includes(change.kind)) return [];
    if (steps.length > 0 && !steps.includes(change.step ?? '')) return [];
    if (object !== undefined && ignore.includes(causeName(object.cause))) return [];
    const fields = change.fields.filter(({ cause }) => !ignore.includes(causeName(cause)));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
}
