import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);

let validator: ValidateFunction | undefined;

/** Checks a value against the published schema of SARIF 2.1.0, which is compiled once for all files of tests. */
export function sarifValidator(): ValidateFunction {
  validator ??= compiled();
  return validator;
}

function compiled(): ValidateFunction {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // The schema is of draft 4, in which `$id` was `id`; what it uses means the same in later drafts.
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
}
