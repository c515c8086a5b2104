import { ownValue } from '../../base/json/json.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { compileError } from '../errors.ts';
import { METADATA_SHAPE, TRUST } from '../metadata/metadata-field.ts';
import type { CompileError, CompileInput, WorkflowSource } from '../types.ts';
import { decodedBy, foundType, type InputFields, type InputReport, type TypeProblem } from './input-shape.ts';

export const COMPILE_INPUT = {
  workflow_name: 'text',
  metadata: METADATA_SHAPE,
  secrets: [{ 'name!': 'text', value: 'text', images: 'texts', events: 'texts' }],
  unknown_secrets: 'text',
  registries: [{ 'hostname!': 'text', username: 'text', password: 'text' }],
  env: 'textMap',
  additional_env: 'textMap',
  options: {
    trusted: TRUST,
    privileged_plugins: 'texts',
    trusted_clone_plugins: 'texts',
    netrc: { machine: 'text', login: 'text', password: 'text' },
    default_clone_image: 'text',
    prefix: 'text',
    volumes: 'texts',
    networks: 'texts',
    workspace: { base: 'text', path: 'text' },
    proxy: { http: 'text', https: 'text', no: 'text' },
    default_labels: 'textMap',
    force_ignore_service_failure: 'bool',
    local: 'bool',
  },
  release: 'text',
  features: 'object',
} satisfies InputFields;

const FILES_EXPECTED = 'a string, or a list of { name, yaml }';

/** Whether a string is the path of a workflow. No workflow looks like one. */
export function isPath(files: unknown): boolean {
  return typeof files === 'string' && /^[\w./\\:-]*(?:\.ya?ml|\.woodpecker[/\\]?)$/.test(files);
}

/** The shape of files. */
export const SOURCES = [{ 'name!': 'text', 'yaml!': 'text' }] as const;

export interface DecodedInput {
  readonly sources: readonly WorkflowSource[];
  readonly input: CompileInput;
  /** One for each value of a wrong type; nothing can be compiled then. */
  readonly errors: readonly CompileError[];
}

/** Decodes the files and the input of a pipeline. Unknown keys are ignored, as the server does. */
export function decodedInput(files: unknown, written: unknown): DecodedInput {
  const report: InputReport = { wrong: [], unknown: [] };
  const input = (decodedBy(COMPILE_INPUT, written, '/input', report) ?? Object.create(null)) as CompileInput;
  const given =
    typeof files === 'string'
      ? [{ name: ownValue(input, 'workflow_name') ?? '.woodpecker.yaml', yaml: files }]
      : files;
  if (isPath(files)) report.wrong.push({ path: '/files', found: 'a path', expected: 'the text of a file' });
  const isList = Array.isArray(given);
  if (!isList) report.wrong.push({ path: '/files', found: foundType(given), expected: FILES_EXPECTED });
  const sources = isList ? (decodedBy(SOURCES, given, '/files', report) as WorkflowSource[]) : undefined;
  return { sources: sources ?? [], input, errors: report.wrong.map(typeError) };
}

function typeError({ path, found, expected }: TypeProblem): CompileError {
  return compileError('generic', null, {
    code: 'input-type',
    args: { path: writtenPath(path), found, expected },
  });
}

/** A pointer as callers write the way to a value: `input.secrets[0].name`. */
function writtenPath(pointer: string): string {
  return tokensOf(pointer)
    .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
    .join('')
    .slice(1);
}
