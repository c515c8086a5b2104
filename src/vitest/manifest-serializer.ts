import { base64ToText } from '../base/encoding/base64.ts';
import { bounded, itemsOf } from '../base/json/bounded.ts';
import { isJsonObject, ownValue } from '../base/json/json.ts';
import { oneLine } from '../base/text/printable.ts';
import { type Redactor, redactor } from '../explain/redact/redactor.ts';
import { toYamlDocument } from '../translate/manifest/to-yaml.ts';
import type { KubernetesObject, WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import { manifestsYaml } from './manifest-yaml.ts';

/** A serializer for `expect.addSnapshotSerializer` of vitest and jest. */
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
   * @param indentation prefix of all lines but the first. Default empty.
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
    const shown = bounded(value);
    const text = isPlan(shown) ? planYaml(shown) : objectsYaml(itemsOf(shown));
    return text.trimEnd().replaceAll('\n', `\n${typeof indentation === 'string' ? indentation : ''}`);
  },
};

function isObject(value: unknown): value is KubernetesObject {
  return typeof ownValue(value, 'apiVersion') === 'string' && typeof ownValue(value, 'kind') === 'string';
}

function isListOfObjects(value: unknown): value is KubernetesObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

function isPlan(value: unknown): value is WorkflowPlan {
  return ['setup', 'steps', 'teardown'].every((part) => Array.isArray(ownValue(value, part)));
}

function objectsYaml(objects: readonly unknown[]): string {
  return redactedYaml(objects, redactor(objects.flatMap(secretTexts)));
}

function redactedYaml(objects: readonly unknown[], { object: redacted }: Redactor): string {
  const shown = objects.map((object) => (isJsonObject(object) ? redacted(object) : object));
  return manifestsYaml(shown as KubernetesObject[]);
}

function secretTexts(object: unknown): string[] {
  if (ownValue(object, 'kind') !== 'Secret') return [];
  return [
    ...textsIn(ownValue(object, 'data')).flatMap((value) => base64ToText(value) ?? []),
    ...textsIn(ownValue(object, 'stringData')),
  ];
}

function textsIn(map: unknown): string[] {
  return isJsonObject(map) ? Object.values(map).filter((value) => typeof value === 'string') : [];
}

/** Objects by setup and step, then the deletes of the teardown. */
function planYaml({ setup, setupError, steps, teardown }: WorkflowPlan): string {
  const parts = [
    { title: 'setup', objects: setup, error: setupError },
    ...steps.map((step) => ({
      title: `step ${step?.uuid}`,
      objects: itemsOf(step?.objects),
      error: step?.error,
    })),
  ];
  const redact = redactor(parts.flatMap(({ objects }) => objects.flatMap(secretTexts)));
  const texts = parts.map(
    ({ title, objects, error }) =>
      `# ${oneLine(error === undefined ? title : `${title}: ${error}`)}\n${redactedYaml(objects, redact)}`,
  );
  return `${texts.join('')}# teardown\n---\n${toYamlDocument(teardown)}`;
}
