import type { Secret } from 'kubernetes-types/core/v1.js';
import { base64ToText } from '../base/encoding/base64.ts';
import { oneLine } from '../base/text/printable.ts';
import { redactor } from '../explain/redact/redactor.ts';
import { toYamlDocument } from '../translate/manifest/to-yaml.ts';
import type { KubernetesObject, WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import { manifestsYaml } from './manifest-yaml.ts';

/** A serializer as `expect.addSnapshotSerializer` of vitest and of jest takes it. */
export interface ManifestSerializer {
  /**
   * Whether the value is one that it prints: an object, a list of objects that is not empty, or a plan.
   *
   * @param value anything that a test compares
   */
  readonly test: (value: unknown) => boolean;
  /**
   * Prints such a value as YAML.
   *
   * @param value for which `test` is true
   * @param config not used
   * @param indentation what lines start with, but for the first. Default empty.
   */
  readonly serialize: (value: unknown, config?: unknown, indentation?: string) => string;
}

/**
 * Prints Kubernetes objects, lists of them, and the plan of a workflow as YAML documents. The content of Secrets is
 * replaced by `<redacted>`, there and where it recurs in the same snapshot.
 */
export const manifestSerializer: ManifestSerializer = {
  test: (value) => isObject(value) || isListOfObjects(value) || isPlan(value),
  serialize(value, _config, indentation = '') {
    const text = isPlan(value) ? planYaml(value) : objectsYaml(Array.isArray(value) ? value : [value]);
    return text.trimEnd().replaceAll('\n', `\n${indentation}`);
  },
};

function isObject(value: unknown): value is KubernetesObject {
  const { apiVersion, kind } = (value ?? {}) as KubernetesObject;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function isListOfObjects(value: unknown): value is KubernetesObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isPlan(value: unknown): value is WorkflowPlan {
  const { setup, steps, teardown } = (value ?? {}) as WorkflowPlan;
  return [setup, steps, teardown].every(Array.isArray);
}

function objectsYaml(objects: readonly KubernetesObject[]): string {
  const { object: redacted } = redactor({}, objects.flatMap(secretTexts));
  return manifestsYaml(objects.map(redacted));
}

function secretTexts(object: KubernetesObject): string[] {
  if (object.kind !== 'Secret') return [];
  const { data = {}, stringData = {} } = object as Secret;
  return [...Object.values(data).flatMap((value) => base64ToText(value) ?? []), ...Object.values(stringData)];
}

/** Objects by setup and step, then what teardown deletes. */
function planYaml({ setup, setupError, steps, teardown }: WorkflowPlan): string {
  const parts = [
    { title: 'setup', objects: setup, error: setupError },
    ...steps.map(({ uuid, objects, error }) => ({ title: `step ${uuid}`, objects, error })),
  ];
  const redacted = redactor(
    {},
    parts.flatMap(({ objects }) => objects.flatMap(secretTexts)),
  ).object;
  const texts = parts.map(
    ({ title, objects, error }) =>
      `# ${oneLine(error === undefined ? title : `${title}: ${error}`)}\n${manifestsYaml(objects.map(redacted))}`,
  );
  return `${texts.join('')}# teardown\n---\n${toYamlDocument(teardown)}`;
}
