import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { valueAt } from '../../explain/ledger/leaves.ts';
import { type StepTrace, stepPathOf, type WorkflowTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import { textOf } from '../../translate/plan/workflow-input.ts';
import { headlessServiceName, isService } from '../../translate/resources/step-names.ts';
import { attempt } from '../attempt.ts';
import { isLabelText } from '../label-text.ts';
import { agentFinding, finding, type LintDiagnostic, stepTitle, type WorkflowRule } from '../lint-input.ts';

/** Everything on which the agent fails or crashes. */
export const failures: WorkflowRule = ({ trace }) => {
  const steps = new Map(trace.steps.map((step) => [step.path, step]));
  const all = trace.failures.map((failure) => told(failure, steps.get(stepPathOf(failure.path)), trace));
  return withoutRepeated([...all, ...taskLabel(trace)]);
};

/** The label takes fewer texts than the name that is made of the id. */
function taskLabel({ input, diagnostics }: WorkflowTrace): LintDiagnostic[] {
  const { taskUuid = '' } = input.context;
  const isTold = diagnostics.some(({ path }) => path.endsWith('/taskUuid'));
  const service = input.features.headlessService
    ? attempt(() => headlessServiceName(taskUuid, input.features))
    : undefined;
  const isName = service === undefined || (service.length <= 63 && !service.includes('.'));
  if (isTold || !input.features.taskUuidLabel || (isLabelText(taskUuid) && isName)) return [];
  const failure = finding('task-uuid-label-invalid', '/taskUuid', { name: excerpt(taskUuid) });
  return [{ ...failure, source: 'context' }];
}

/** What the workflow has once makes every step fail alike, and is told once. */
function withoutRepeated(all: readonly LintDiagnostic[]): LintDiagnostic[] {
  const seen = new Set<string>();
  return all.filter(({ code, args }) => {
    const key = `${code} ${args['name']}`;
    const isRepeated = code === 'workflow-label-invalid' && seen.has(key);
    seen.add(key);
    return !isRepeated;
  });
}

function told(failure: Diagnostic, step: StepTrace | undefined, trace: WorkflowTrace): LintDiagnostic {
  return step === undefined ? workflowFailure(failure, trace) : stepFailure(failure, step, trace);
}

function workflowFailure({ path, code, message }: Diagnostic, trace: WorkflowTrace): LintDiagnostic {
  const { agent, context } = trace.input;
  if (code === 'panic-quantity') {
    const variable = variableName('volumeSize');
    return agentFinding('volume-size-crash', pointerTo('', variable), {
      variable,
      size: excerpt(agent.volumeSize),
    });
  }
  if (code === 'panic')
    return finding(path === '/volume' ? 'volume-missing-crash' : 'workflow-empty-crash', path, {});
  if (path === '/taskUuid')
    return {
      ...finding('task-uuid-invalid', path, { name: excerpt(context.taskUuid ?? '') }),
      source: 'context',
    };
  if (code === 'already-exists') return finding('object-exists', path, { detail: message });
  if (code === 'wrong-type') return finding('value-not-decoded', path, { detail: message });
  return finding('workflow-volume-invalid', path, { name: excerpt(textOf(trace.workflow.volume) ?? '') });
}

function stepFailure(
  { path, code, message }: Diagnostic,
  trace: StepTrace,
  workflow: WorkflowTrace,
): LintDiagnostic {
  const { step, options, optionsPath } = trace;
  const [field = '', ...rest] = tokensOf(path.slice(trace.path.length));
  const value = valueAt(workflow.workflow, path);
  const name = excerpt(value ?? '');
  if (code === 'missing-ports') return finding('service-without-ports', path, { name: step.name });
  if (code === 'already-exists') return finding('object-exists', path, { detail: message });
  if (code === 'invalid-image') return finding('image-invalid', path, { image: excerpt(step.image) });
  if (code === 'panic') return crash(path, field, trace);
  switch (field) {
    case 'name':
      return nameFailure(path, trace, workflow);
    case 'uuid':
      return finding('step-uuid-invalid', path, { name });
    case 'workflow_labels':
      return finding('workflow-label-invalid', path, { name: rest[0] ?? '', value: name });
    case 'volumes':
      return finding('volume-unnameable', path, {
        name: excerpt((step.volumes?.[Number(rest[0])] ?? '').split(':', 1)[0]),
      });
    default: {
      const option = path.slice(optionsPath.length);
      const written = optionsPath + options.writtenAt(option);
      if (code !== 'invalid-quantity') {
        const secret = trace.input.options.secrets[Number(tokensOf(option)[1])];
        return finding('secret-file-name-invalid', written, { name: excerpt(secret?.name ?? '') });
      }
      const resource = tokensOf(option).at(-1) ?? '';
      const quantity = excerpt(valueAt(workflow.workflow, written) ?? '');
      return finding('resource-not-quantity', written, { resource, quantity });
    }
  }
}

function nameFailure(path: string, { step, input }: StepTrace, { plan }: WorkflowTrace): LintDiagnostic {
  const name = excerpt(step.name);
  if (!isService(step, input.features)) return finding('step-name-invalid', path, { name });
  const stopped =
    plan.setupError === undefined
      ? 'it does not start, the workflow cannot be torn down'
      : 'the workflow is not set up';
  return finding('service-unnameable', path, { name, stopped });
}

function crash(path: string, field: string, trace: StepTrace): LintDiagnostic {
  if (field === 'networks') return finding('service-alias-crash', path, { name: trace.step.name });
  const platform = trace.step.environment?.['CI_SYSTEM_PLATFORM'];
  return platform === undefined
    ? finding('environment-crash', path, { step: stepTitle(trace) })
    : finding('platform-crash', path, { platform: excerpt(platform) });
}
