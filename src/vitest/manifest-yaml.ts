import { type Document, isMap, isScalar, type YAMLMap } from 'yaml';
import { base64ToText, base64Utf16ToText } from '../base/encoding/base64.ts';
import { maskUnprintable } from '../base/text/printable.ts';
import { documentText, yamlDocument } from '../translate/manifest/to-yaml.ts';
import type { KubernetesObject } from '../translate/plan/workflow-plan.ts';

/** Writes objects as a YAML stream, as `toYaml` does, with the text of each script in a comment above its base64. */
export function manifestsYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${manifestYaml(object)}`).join('');
}

function manifestYaml(object: KubernetesObject): string {
  const document = yamlDocument(object);
  for (const variable of scriptVariables(document)) explainScript(variable);
  return documentText(document);
}

function scriptVariables(document: Document): YAMLMap[] {
  return itemsAt(document.getIn(['spec', 'containers']))
    .flatMap((container) => itemsAt(container.get('env')))
    .filter((variable) => variable.get('name') === 'CI_SCRIPT');
}

function itemsAt(node: unknown): YAMLMap[] {
  const items = (node as { items?: unknown[] } | undefined)?.items ?? [];
  return items.filter((item) => isMap(item));
}

function explainScript(variable: YAMLMap): void {
  const script = scriptText(String(variable.get('value')));
  const value = variable.items.find(({ key }) => isScalar(key) && key.value === 'value');
  if (script === undefined || !isScalar(value?.key)) return;
  const lines = script.trimEnd().split(/\r\n|[\r\n\u2028\u2029]/);
  value.key.commentBefore = lines.map((line) => ` ${maskUnprintable(line)}`).join('\n');
}

/** Windows gets its script in UTF-16 from some release on; read as UTF-8, half of that is zeros. */
function scriptText(encoded: string): string | undefined {
  const text = base64ToText(encoded);
  return text?.includes('\0') ? base64Utf16ToText(encoded) : text;
}
