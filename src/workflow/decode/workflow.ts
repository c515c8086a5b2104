import type { YamlNode } from '../../base/yaml/yaml.ts';
import { decodeWhen } from './condition.ts';
import { type Decoding, followAlias, notePart, reportWrongType } from './decoding.ts';
import { decodeWorkflowDependencies } from './dependencies.ts';
import {
  decodeFields,
  decodeStringList,
  decodeStringMap,
  type Field,
  fieldsOf,
  readField,
} from './entries.ts';
import { decodeBoolean, decodeInteger, decodeString } from './scalars.ts';
import { decodeStepEntries, entryPlace } from './step.ts';
import type { WorkflowFile } from './workflow-file.ts';

type Decode<Value> = (node: YamlNode, decoding: Decoding) => Value;

const NO_CONCURRENCY = { limit: 0, group: '' };

/** Decodes a whole file. Keys that the server does not know are not looked at. */
export function decodeWorkflow(root: YamlNode, decoding: Decoding): WorkflowFile {
  const fields = decodeFields(root, decoding) ?? new Map<string, Field>();
  const read = <Value>(field: string, decode: Decode<Value>, absent: Value): Value =>
    readField(fields.get(field), decode, absent, decoding);
  return {
    when: read('when', decodeWhen, []),
    steps: read('steps', decodeStepEntries, []),
    services: read('services', decodeStepEntries, []),
    clone: read('clone', decodeStepEntries, []),
    skipClone: read('skip_clone', decodeBoolean, false),
    workspace: read('workspace', decodeWorkspace, { base: '', path: '' }),
    labels: read('labels', decodeStringMap, new Map()),
    dependsOn: read('depends_on', decodeWorkflowDependencies, []),
    runsOn: read('runs_on', decodeStringList, []),
    concurrency: decoding.features.concurrencyLimits
      ? read('concurrency', decodeConcurrency, NO_CONCURRENCY)
      : NO_CONCURRENCY,
    fields,
    place: entryPlace(root),
  };
}

function decodeWorkspace(node: YamlNode, decoding: Decoding): { base: string; path: string } {
  const fields = decodeFields(node, decoding) ?? new Map<string, Field>();
  const workspace = {
    base: readField(fields.get('base'), decodeString, '', decoding),
    path: readField(fields.get('path'), decodeString, '', decoding),
  };
  if (decoding.places !== undefined)
    for (const [name, { key, value }] of fields)
      notePart(decoding.places, workspace, name, { key, value: followAlias(value, decoding) });
  return workspace;
}

function decodeConcurrency(node: YamlNode, decoding: Decoding): { limit: number; group: string } {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'scalar') return { limit: decodeInteger(followed, decoding), group: '' };
  if (followed.kind !== 'map') {
    reportWrongType(decoding, followed, 'integer or map');
    return NO_CONCURRENCY;
  }
  const fields = fieldsOf(followed, decoding);
  return {
    limit: readField(fields.get('limit'), decodeInteger, 0, decoding),
    group: readField(fields.get('group'), decodeString, '', decoding),
  };
}
