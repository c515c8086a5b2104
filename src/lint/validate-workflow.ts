import { itemsOf } from '../base/json/bounded.ts';
import { ownValue } from '../base/json/json.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { unknownRelease } from '../translate/agent/messages.ts';
import {
  type BackendOptionsCode,
  validateBackendOptions,
} from '../translate/options/validate-backend-options.ts';
import { DEFAULT_RELEASE, parseRelease } from '../translate/release/releases.ts';
import { type WorkflowCode, workflowProblems } from './workflow-problems.ts';

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
  if (parseRelease(release) === undefined) return [unknownRelease(release, '')];
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
