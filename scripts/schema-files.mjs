import { readFileSync } from 'node:fs';

/** The hand-written schemas, by name. `validator` is the name under which the compiled one is exported, if code runs it. */
export const SCHEMAS = [
  { name: 'backend-options', validator: 'backendOptions', type: 'BackendOptionsDocument' },
  { name: 'agent-options', type: 'AgentOptionsDocument' },
  { name: 'step', validator: 'step', type: 'StepDocument' },
  { name: 'compiled-workflow', validator: 'compiledWorkflow', type: 'CompiledWorkflowDocument' },
].map((entry) => ({ ...entry, file: `${entry.name}.schema.json` }));

/** The schemas that are compiled. */
export const VALIDATED = SCHEMAS.filter(({ validator }) => validator !== undefined);

const folder = new URL('../schemas/', import.meta.url);

/** @returns {Map<string, object>} the schemas by file name */
export function readSchemas() {
  return new Map(SCHEMAS.map(({ file }) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]));
}

/** Follows a reference such as `#/$defs/secret`, `step.schema.json` or `other.schema.json#/$defs/affinity`. */
export function resolveReference(schemas, file, reference) {
  const [otherFile, pointer = ''] = reference.split('#');
  const target = otherFile === '' ? file : otherFile;
  let schema = schemas.get(target);
  for (const token of pointer.split('/').slice(1)) schema = schema?.[token];
  if (schema === undefined) throw new Error(`${file}: ${reference} leads nowhere`);
  return { file: target, schema };
}
