import { printableJson } from '../../base/text/printable.ts';
import { toJson } from '../../translate/manifest/to-json.ts';
import { toYaml, toYamlDocument } from '../../translate/manifest/to-yaml.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { CommandIo } from '../io.ts';

export type OutputFormat = 'yaml' | 'json' | 'ndjson';
export const OUTPUT_FORMATS: readonly OutputFormat[] = ['yaml', 'json', 'ndjson'];

/** Writes objects to standard output, in order. */
export function writeObjects(
  objects: readonly KubernetesObject[],
  format: OutputFormat,
  io: CommandIo,
): void {
  if (format === 'json') io.writeOut(toJson(objects));
  else if (format === 'yaml') io.writeOut(toYaml(objects));
  else for (const object of objects) io.writeOut(`${printableJson(object)}\n`);
}

/**
 * Writes each object to its own file, named so that their order is that of creation. Removes the files that an earlier
 * run wrote to the folder: kubectl would apply them too.
 */
export function writeObjectFiles(
  objects: readonly KubernetesObject[],
  format: OutputFormat,
  folder: string,
  io: CommandIo,
): void {
  for (const name of io.listFolder(folder) ?? []) {
    if (WRITTEN.test(name)) io.removeFile(`${folder}/${name}`);
  }
  const width = Math.max(2, String(objects.length).length);
  objects.forEach((object, index) => {
    const number = String(index + 1).padStart(width, '0');
    const name = `${number}-${object.kind?.toLowerCase()}-${fileName(object.metadata?.name ?? '')}`;
    const [ending, text] =
      format === 'yaml' ? ['yaml', toYamlDocument(object)] : ['json', `${printableJson(object, 2)}\n`];
    io.writeFile(`${folder}/${name}.${ending}`, text);
  });
}

/** The names of the files that {@link writeObjectFiles} writes. */
const WRITTEN = /^\d{2,}-(?:persistentvolumeclaim|service|secret|namespace|pod)-[\w.-]*\.(?:yaml|json)$/;

/** Names may come unchecked from the workflow: nothing in them may lead to another folder. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 200);
}
