// Makes src/generated/ from schemas/: validators without run-time dependencies, and the types of the documents.
import { mkdirSync, writeFileSync } from 'node:fs';
import { compileValidators } from './compile-validators.mjs';
import { readSchemas, VALIDATED } from './schema-files.mjs';
import { writeSchemaNodes } from './schema-nodes.mjs';
import { writeSchemaTypes } from './schema-types.mjs';

const folder = new URL('../src/translate/generated/', import.meta.url);
const schemas = readSchemas();

const declarations = `import type { CompiledValidator, SchemaNode } from '../schema/schema-node.ts';

${VALIDATED.map(({ validator }) => `export const ${validator}: CompiledValidator;`).join('\n')}
export const nodes: { ${VALIDATED.map(({ validator }) => `readonly ${validator}: SchemaNode`).join('; ')} };
`;

mkdirSync(folder, { recursive: true });
write('validators.js', `${compileValidators(schemas)}\n${writeSchemaNodes(schemas)}`);
write('validators.d.ts', declarations);
write('schema-types.ts', writeSchemaTypes(schemas));

function write(name, text) {
  writeFileSync(new URL(name, folder), text);
}
