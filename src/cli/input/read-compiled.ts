import { typeName } from '../../base/text/excerpt.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { withAllKeys } from '../../translate/model/known-keys.ts';
import { withCanonicalKeys } from '../../translate/schema/canonical-keys.ts';
import { type SchemaProblem, schemaProblems, schemaRoot } from '../../translate/schema/schema-problems.ts';
import type { Locate, Part } from '../../workflow/positions/origins.ts';
import { InputError } from '../io.ts';
import { locateInJson } from '../json/locate-in-json.ts';
import { readJson } from '../json/read-json.ts';
import type { Finding } from '../output/report.ts';
import { unknownKey } from './findings.ts';

/** A compiled workflow of a file. */
export interface CompiledInput {
  readonly config: CompiledWorkflow;
  /** What findings about it name. */
  readonly subject: string;
  readonly locate: Locate;
}

/**
 * Reads a compiled workflow, or a list of them as `podwright compile` writes it. Keys may be in any case, and null is
 * like a missing key, as for the agent. What the agent could not decode is rejected; what it would not look at, and
 * what JSON hides, is reported.
 */
export function readCompiledWorkflows(
  text: string,
  file: string,
): { workflows: CompiledInput[]; findings: Finding[] } {
  const { value, findings } = readJson(text, file);
  const isList = Array.isArray(value);
  const root = schemaRoot('compiled-workflow');
  const workflows = (isList ? value : [value]).map((written: unknown, index) => {
    const locate = locateInJson(text, file, isList ? `/${index}` : '');
    const { writtenPath } = withCanonicalKeys(written, root, 'next');
    return {
      config: withAllKeys(written as CompiledWorkflow),
      subject: isList ? `${file}: workflow ${index + 1}` : file,
      locate: (pointer: string, part?: Part) => locate(writtenPath(pointer), part),
    };
  });
  const problems = workflows.flatMap((workflow) =>
    schemaProblems('compiled-workflow', workflow.config).map((problem) => ({ problem, workflow })),
  );
  const wrong = problems.filter(({ problem }) => problem.kind === 'type' && !isDecoded(problem));
  if (wrong.length > 0) {
    throw new InputError(wrong.map(({ problem, workflow }) => describe(problem, workflow)));
  }
  const unknown = problems
    .filter(({ problem }) => problem.kind === 'unknown-key')
    .map(({ problem: { path, nearest }, workflow: { subject, locate } }) =>
      unknownKey(path, 'agent', nearest, { subject, range: locate(path, 'key') }),
    );
  return { workflows: workflows as CompiledInput[], findings: [...findings, ...unknown] };
}

/** Whether every agent decodes a value, or the agent's release decides: null, and what came later than 3.0. */
function isDecoded({ path, value }: SchemaProblem): boolean {
  return (value === null && !AGENT_CRASHES.test(path)) || LATER_FIELD.test(path);
}

const AGENT_CRASHES = /^(?:\/pipeline\/\d+(?:\/steps\/\d+)?)?$/;
const LATER_FIELD = /^\/pipeline\/\d+\/steps\/\d+\/(?:org_id|secret_mapping|workflow_labels)(?:\/|$)/;

type Located = Pick<CompiledInput, 'subject' | 'locate'>;

function describe({ path, value, expected }: SchemaProblem, { subject, locate }: Located): string {
  const { line = 1, column = 1 } = locate(path)?.start ?? {};
  const what = path === '' ? 'the compiled workflow' : path;
  // The value may be secret, or a part of it.
  const found = typeName(value);
  return `${subject}:${line}:${column}: ${what} is ${found}, but must be ${expected}.`;
}
