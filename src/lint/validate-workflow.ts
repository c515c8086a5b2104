import { itemsOf } from '../base/json/bounded.ts';
import { ownValue } from '../base/json/json.ts';
import { pathText, pointerTo } from '../base/json/json-pointer.ts';
import { typeName } from '../base/text/excerpt.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import {
  type BackendOptionsCode,
  validateBackendOptions,
} from '../translate/options/validate-backend-options.ts';
import { DEFAULT_RELEASE } from '../translate/release/releases.ts';
import { withWorkflowKeys } from '../translate/schema/canonical-keys.ts';
import { type SchemaProblem, schemaProblems } from '../translate/schema/schema-problems.ts';
import { INPUT_MESSAGES } from './texts.ts';

/**
 * Validates a compiled workflow from outside, such as the JSON of a server: the types of its values, its keys, and the
 * options of its steps. Values that every agent decodes are valid, such as null for a missing list.
 *
 * It never throws, and messages contain no values.
 *
 * @param value any JSON value; it is not changed
 * @param release release of the agent, which decides the known options. Default `3.0`.
 * @returns the problems; paths are JSON Pointers into the value. Without errors it is a `CompiledWorkflow`.
 */
export function validateCompiledWorkflow(
  value: unknown,
  release: string = DEFAULT_RELEASE,
): Diagnostic<WorkflowCode | BackendOptionsCode>[] {
  const options = itemsOf(ownValue(value, 'pipeline') ?? []).flatMap((stage, stageIndex) =>
    itemsOf(ownValue(stage, 'steps') ?? []).flatMap((step, stepIndex) => {
      const path = `/pipeline/${stageIndex}/steps/${stepIndex}/backend_options/kubernetes`;
      const problems = validateBackendOptions(
        ownValue(ownValue(step, 'backend_options'), 'kubernetes'),
        release,
      );
      return problems.map((problem) => ({ ...problem, path: path + problem.path }));
    }),
  );
  return [...workflowProblems(value), ...options];
}

/**
 * Validates a step from outside, as {@link validateCompiledWorkflow} validates a workflow.
 *
 * @example
 * ```ts
 * import { validateStep } from 'podwright';
 *
 * const step = JSON.parse('{ "name": "build", "commands": "make", "imge": "golang" }');
 * console.log(validateStep(step, '3.17').map(({ code, path }) => `${code} ${path}`).sort().join()); // key-missing ,key-unknown /imge,value-wrong-type /commands
 * ```
 *
 * @param value any JSON value; it is not changed
 * @param release release of the agent, which decides the known options. Default `3.0`.
 * @returns the problems; paths are JSON Pointers into the value. Without errors it is a `Step`.
 */
export function validateStep(
  value: unknown,
  release: string = DEFAULT_RELEASE,
): Diagnostic<WorkflowCode | BackendOptionsCode>[] {
  return validateCompiledWorkflow({ pipeline: [{ steps: [value] }] }, release).map((problem) => ({
    ...problem,
    path: problem.path.slice('/pipeline/0/steps/0'.length),
  }));
}

/** The codes of {@link validateCompiledWorkflow} and {@link validateStep}; docs/diagnostics.md explains each. */
export type WorkflowCode = 'key-unknown' | 'key-missing' | 'value-wrong-type';

/** Validates a compiled workflow, except for the options of its steps, which linting reports in more detail. */
export function workflowProblems(written: unknown): Diagnostic<WorkflowCode>[] {
  const { value, writtenPath } = withWorkflowKeys(written);
  return schemaProblems('compiled-workflow', value)
    .filter((problem) => problem.kind !== 'type' || !isDecoded(problem))
    .map((problem) => diagnosticOf(problem, writtenPath(problem.path)));
}

function diagnosticOf(
  { kind, key = '', nearest, value, expected }: SchemaProblem,
  path: string,
): Diagnostic<WorkflowCode> {
  const shown = path === '' ? 'the compiled workflow' : pathText(path);
  switch (kind) {
    case 'unknown-key':
      return diagnose(INPUT_MESSAGES, 'key-unknown', path, { key: shown, reader: 'agent', nearest });
    case 'missing-key':
      return diagnose(INPUT_MESSAGES, 'key-missing', path, { key: pathText(pointerTo(path, key)) });
    default: {
      // The value may be secret, or a part of it.
      const args = { key: shown, found: typeName(value), expected };
      return diagnose(INPUT_MESSAGES, 'value-wrong-type', path, args);
    }
  }
}

/** Whether every agent decodes a value, or the agent's release decides: null, and anything newer than 3.0. */
function isDecoded({ path, value }: SchemaProblem): boolean {
  return (value === null && !AGENT_CRASHES.test(path)) || LATER_FIELD.test(path);
}

const AGENT_CRASHES = /^(?:\/pipeline\/\d+(?:\/steps\/\d+)?)?$/;
const LATER_FIELD = /^\/pipeline\/\d+\/steps\/\d+\/(?:org_id|secret_mapping|workflow_labels)(?:\/|$)/;
