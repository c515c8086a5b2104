import { pointerTo } from '../../base/json/json-pointer.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { Field } from '../decode/entries.ts';
import { AREAS, type Area, repeatedEntries } from '../decode/step.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { NOTICE_MESSAGES } from '../messages/notices.ts';
import type { SourceText } from '../positions/source-text.ts';

const WORKFLOW_KEYS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['pipeline', '`steps`'],
  ['branches', '`when` with `branch`'],
  ['branch', '`when` with `branch`'],
  ['platform', '`labels` with `platform`'],
]);

const STEP_KEYS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['group', '`depends_on`'],
  ['secrets', '`environment` with `from_secret`'],
  ['networks', '`services`'],
]);

/** Keys of older releases that are ignored now, with their replacements. */
export function removedKeys(workflow: WorkflowFile, source: SourceText): Diagnostic[] {
  const entries = AREAS.flatMap((area) =>
    workflow[area].map(({ name, fields }) => noticesFor(fields, STEP_KEYS, pathOf(area, name), source)),
  );
  return [noticesFor(workflow.fields, WORKFLOW_KEYS, '', source), ...entries].flat();
}

function noticesFor(
  fields: ReadonlyMap<string, Field>,
  removed: ReadonlyMap<string, string>,
  path: string,
  source: SourceText,
): Diagnostic[] {
  return [...fields].flatMap(([key, { key: place }]) => {
    const replacement = removed.get(key);
    if (replacement === undefined) return [];
    const notice = diagnose(NOTICE_MESSAGES, 'key-removed', pointerTo(path, key), { key, replacement });
    return [{ ...notice, range: source.rangeOf(place) }];
  });
}

function pathOf(area: Area, name: string): string {
  return pointerTo(pointerTo('', area), name);
}

/** Entries that have the name of an earlier one in the same part of the file. */
export function repeatedNames(workflow: WorkflowFile, source: SourceText): Diagnostic[] {
  return AREAS.flatMap((area) =>
    repeatedEntries(workflow[area]).map(({ name, place }) => {
      const notice = diagnose(NOTICE_MESSAGES, 'step-name-repeated', pathOf(area, name), { name, area });
      return { ...notice, range: source.rangeOf(place) };
    }),
  );
}
