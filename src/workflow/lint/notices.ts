import { pointerTo } from '../../base/json/json-pointer.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import { reservedLabels } from '../compile/compiled-labels.ts';
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

/** Problems of a workflow that the server ignores: keys of older releases, repeated names, labels that it removes. */
export function workflowNotices(
  workflow: WorkflowFile,
  source: SourceText,
  features: Features,
): Diagnostic[] {
  const at = (place: Place, notice: Diagnostic) => ({ ...notice, range: source.rangeOf(place) });
  const removed = (fields: WorkflowFile['fields'], keys: typeof STEP_KEYS, path: string) =>
    [...fields].flatMap(([key, { key: place }]) => {
      const replacement = keys.get(key);
      if (replacement === undefined) return [];
      return [
        at(place, diagnose(NOTICE_MESSAGES, 'key-removed', pointerTo(path, key), { key, replacement })),
      ];
    });
  return [
    ...removed(workflow.fields, WORKFLOW_KEYS, ''),
    ...AREAS.flatMap((area) =>
      workflow[area].flatMap(({ name, fields }) => removed(fields, STEP_KEYS, pathOf(area, name))),
    ),
    ...AREAS.flatMap((area) =>
      repeatedEntries(workflow[area]).map(({ name, place }) =>
        at(place, diagnose(NOTICE_MESSAGES, 'step-name-repeated', pathOf(area, name), { name, area })),
      ),
    ),
    ...reservedLabels(workflow, features).map((key) => {
      const path = pointerTo('/labels', key.text);
      return at(key, diagnose(NOTICE_MESSAGES, 'workflow-label-reserved', path, { label: key.text }));
    }),
  ];
}

function pathOf(area: Area, name: string): string {
  return pointerTo(pointerTo('', area), name);
}
