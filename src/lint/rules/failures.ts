import { DEEPEST, tooDeep } from '../../base/json/bounded.ts';
import { type JsonValue, ownValue } from '../../base/json/json.ts';
import { pathText, pointerTo, tokensOf, valueAt } from '../../base/json/json-pointer.ts';
import { canonicalQuantity } from '../../base/quantity/canonical-quantity.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { labelValueProblems } from '../../base/text/kubernetes-names.ts';
import type { Diagnostic, RuleTable } from '../../diagnostics/diagnostic.ts';
import { type StepTrace, stepPathOf, type WorkflowTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { headlessServiceName, isService } from '../../translate/resources/object-names.ts';
import { tryTranslate } from '../../translate/resources/translation-error.ts';
import { EXPECTATIONS } from '../../translate/schema/schema-node.ts';
import { schemaProblems } from '../../translate/schema/schema-problems.ts';
import { type Finding, findingsOf, type WorkflowRule } from '../finding.ts';
import { serviceWithoutPorts } from './network.ts';
import { isHostPath } from './volumes.ts';

const CRASH = 'The agent crashes, and with it every workflow that it runs.';

/** Failures and crashes of the agent. */
export const FAILURE_RULES = {
  'step-name-invalid': {
    severity: 'error',
    message: 'The agent cannot start the step, because no valid label can be made from its name {name}.',
    help: 'Use letters, digits, `-` and spaces, with a letter or digit at both ends.',
  },
  'service-unnameable': {
    severity: 'error',
    message: 'No valid DNS name can be made from the service name {name}.',
    note: '{stopped:text} The volume is left behind.',
    help: 'Use letters, digits and `-`.',
    words: {
      stopped: {
        setup: 'The agent cannot set up the workflow.',
        teardown: 'The service does not start, and the agent cannot tear down the workflow.',
      },
    },
  },
  'step-uuid-invalid': {
    severity: 'error',
    message: 'The agent cannot start the step, because no valid Pod name can be made from its id {name}.',
    help: 'Use letters, digits and `-`, as the server does.',
  },
  'workflow-label-invalid': {
    severity: 'error',
    message: 'No step can start, because the value {value} of the label {name} is not valid.',
    note: 'Agents of 3.5 to 3.16 do not clean label values.',
    help: 'Use a value that begins and ends with a letter or digit, or update the agent to 3.17.',
  },
  'task-uuid-invalid': {
    severity: 'error',
    message:
      'The agent cannot set up the workflow, because no valid DNS name can be made from its id {name}.',
    help: 'Use a number, as the server does.',
  },
  'task-uuid-label-invalid': {
    severity: 'error',
    message: 'The run id {name} is not a valid label value or Service name.',
    note: 'Since 3.10 it is a label of each Pod, and since 3.13 a part of the headless Service. The API server rejects them.',
    help: 'Use a number, as the server does.',
  },
  'volume-unnameable': {
    severity: 'error',
    message: 'The agent cannot start the step, because {name} is not a valid claim name.',
    note: 'Volumes are PersistentVolumeClaims.',
    help: 'Write `claim:/path` with the name of a claim.',
  },
  'workflow-volume-invalid': {
    severity: 'error',
    message: 'The agent cannot set up the workflow, because `volume` {name} is not a valid claim name.',
    help: 'Use letters, digits, `-` and `_`.',
  },
  'secret-file-name-invalid': {
    severity: 'error',
    message:
      'The agent cannot start the step, because no valid volume name can be made from the Secret name {name}.',
    help: 'Write the name of a Secret, in lower case.',
  },
  'resource-not-quantity': {
    severity: 'error',
    message: 'The agent cannot start the step, because {quantity} is not a quantity of {resource}.',
    help: [
      'Did you mean {nearest}?',
      'Write a number with an optional suffix, such as `500m`, `2` or `1.5Gi`.',
    ],
  },
  'image-invalid': {
    severity: 'error',
    message:
      'The agent cannot start the step, because it cannot determine the registry of the image {image}.',
    help: 'Write it like `registry.example.com/team/tool:1.2`, in lower case and without a scheme.',
  },
  'object-exists': {
    severity: 'error',
    message: 'Two objects of the workflow have the same name.',
    note: [
      'The id {uuid} is used twice. The API server rejects the second object.',
      'The API server rejects the second one.',
    ],
    help: 'Give each step its own id.',
  },
  'value-not-decoded': {
    severity: 'error',
    message: 'No agent can decode the value of `{place}`.',
    note: ['It is nested more than {levels:text} levels deep.', 'It is {found:text}.'],
    help: 'Use {expected:text}.',
    words: { expected: EXPECTATIONS },
  },
  'volume-size-crash': {
    severity: 'error',
    message: 'The value {size} of {variable} is not a quantity.',
    note: CRASH,
    help: 'Write a number with an optional suffix, such as `10G` or `512Mi`.',
  },
  'workflow-empty-crash': {
    severity: 'error',
    message: 'The workflow has no first step.',
    note: CRASH,
    help: 'Add a step to the first stage.',
  },
  'volume-missing-crash': {
    severity: 'error',
    message: 'The workflow has no `volume`.',
    note: `${CRASH} Agents through 3.8 do so.`,
    help: 'Add `volume`.',
  },
  'service-alias-crash': {
    severity: 'error',
    message: 'The service {name} has no alias in its first network.',
    note: `${CRASH} Agents through 3.12 do so.`,
    help: 'Add `networks: [{ name: default, aliases: [NAME] }]`.',
  },
  'platform-crash': {
    severity: 'error',
    message: 'The value {platform} of `CI_SYSTEM_PLATFORM` has no `/`.',
    note: CRASH,
    help: 'Write `os/architecture`, such as `linux/amd64`.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(FAILURE_RULES);

/** Everything on which the agent fails or crashes. */
export const failures: WorkflowRule = ({ trace }) => {
  const steps = new Map(trace.steps.map((step) => [step.path, step]));
  const all = trace.failures
    .filter((failure) => !isHostPathFailure(failure, trace))
    .map((failure) => {
      const step = steps.get(stepPathOf(failure.path));
      return step === undefined ? workflowFailure(failure, trace) : stepFailure(failure, step, trace);
    });
  return withoutRepeatedLabels([...all, ...taskLabel(trace)]);
};

/** The label allows fewer strings than the name with the id. */
function taskLabel({ input, diagnostics }: WorkflowTrace): Finding[] {
  const { taskUuid } = input;
  const isReported = diagnostics.some(({ path }) => path.endsWith('/taskUuid'));
  const service = input.features.headlessService
    ? tryTranslate(() => headlessServiceName(taskUuid, input.features)).made
    : undefined;
  const isName = service === undefined || (service.length <= 63 && !service.includes('.'));
  if (isReported || !input.features.taskUuidLabel || (labelValueProblems(taskUuid) === 0 && isName))
    return [];
  return [finding('task-uuid-label-invalid', '/taskUuid', { name: taskUuid }, { source: 'context' })];
}

/** Every step fails for the same label of the workflow, which is reported once. */
function withoutRepeatedLabels(all: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return all.filter(({ code, args }) => {
    const key = `${code} ${args['name']}`;
    const isRepeated = code === 'workflow-label-invalid' && seen.has(key);
    seen.add(key);
    return !isRepeated;
  });
}

function workflowFailure({ path, code }: Diagnostic, trace: WorkflowTrace): Finding {
  const { agent, taskUuid } = trace.input;
  if (code === 'wrong-type') return notDecoded(path, trace);
  if (code === 'panic-quantity') {
    const variable = variableName('volumeSize');
    return finding(
      'volume-size-crash',
      pointerTo('', variable),
      { variable, size: agent.volumeSize },
      { source: 'agent' },
    );
  }
  if (code === 'panic')
    return finding(path === '/volume' ? 'volume-missing-crash' : 'workflow-empty-crash', path, {});
  if (path === '/taskUuid')
    return finding('task-uuid-invalid', path, { name: taskUuid }, { source: 'context' });
  if (code === 'already-exists') return finding('object-exists', path, { uuid: undefined });
  return finding('workflow-volume-invalid', path, { name: trace.input.volume ?? '' });
}

function notDecoded(path: string, { workflow, input }: WorkflowTrace): Finding {
  if (input.isContextFault)
    return finding(
      'value-not-decoded',
      path,
      { place: pathText(path), levels: undefined, found: undefined, expected: undefined },
      { source: 'context' },
    );
  const problem = schemaProblems('compiled-workflow', workflow).find((found) => found.path === path);
  return finding('value-not-decoded', path, {
    place: pathText(path) || 'workflow',
    levels: tooDeep(workflow) === undefined ? undefined : DEEPEST,
    found: typeName(valueAt(workflow, path)),
    expected: problem?.expected,
  });
}

function stepFailure({ path, code }: Diagnostic, trace: StepTrace, workflow: WorkflowTrace): Finding {
  const { step, optionsPath, optionAt } = trace;
  const [field = '', ...rest] = tokensOf(path.slice(trace.path.length));
  const name = textAt(workflow.workflow, path) ?? '';
  if (code === 'missing-ports') return serviceWithoutPorts(path, step.name);
  if (code === 'already-exists') return finding('object-exists', path, { uuid: step.uuid || undefined });
  if (code === 'invalid-image') return finding('image-invalid', path, { image: step.image });
  if (code === 'panic') return crash(path, field, trace);
  switch (field) {
    case 'name':
      return nameFailure(path, trace, workflow);
    case 'uuid':
      return finding('step-uuid-invalid', path, { name });
    case 'workflow_labels':
      return finding('workflow-label-invalid', path, { name: rest[0] ?? '', value: name });
    case 'volumes':
      return finding('volume-unnameable', path, { name: name.split(':', 1)[0] ?? '' });
    default: {
      const option = path.slice(optionsPath.length);
      const written = optionAt(option);
      if (code !== 'invalid-quantity') {
        const secret = trace.input.options.secrets[Number(tokensOf(option)[1])];
        return finding('secret-file-name-invalid', written, { name: secret?.name ?? '' });
      }
      const resource = tokensOf(option).at(-1) ?? '';
      const quantity = (valueAt(workflow.workflow, written) ?? '') as JsonValue;
      const nearest = nearestQuantity(textAt(workflow.workflow, written) ?? '');
      return finding('resource-not-quantity', written, { resource, quantity, nearest });
    }
  }
}

/** A path of the host has its own finding, whether the agent can make a claim of it or not. */
function isHostPathFailure({ path }: Diagnostic, { workflow }: WorkflowTrace): boolean {
  return tokensOf(path)[4] === 'volumes' && isHostPath(textAt(workflow, path) ?? '');
}

function textAt(workflow: unknown, path: string): string | undefined {
  const value = valueAt(workflow, path);
  return typeof value === 'string' ? value : undefined;
}

/** The quantity that a size in other units means: `512Mi` for `512MiB` or `512 mi`. */
function nearestQuantity(text: string): string | undefined {
  const [, number = '', prefix = '', binary = ''] =
    /^\s*(\d+(?:[.,]\d+)?)\s*([kmgtpe])(i?)(?:b|bytes?)?\s*$/i.exec(text) ?? [];
  if (number === '') return undefined;
  const isDecimalKilo = prefix.toLowerCase() === 'k' && binary === '';
  const suffix = isDecimalKilo ? 'k' : prefix.toUpperCase() + binary.toLowerCase();
  return canonicalQuantity(number.replace(',', '.') + suffix);
}

function nameFailure(path: string, { step, input }: StepTrace, { plan }: WorkflowTrace): Finding {
  const name = step.name;
  if (!isService(step, input.features)) return finding('step-name-invalid', path, { name });
  const stopped = plan.setupError === undefined ? 'teardown' : 'setup';
  return finding('service-unnameable', path, { name, stopped });
}

function crash(path: string, field: string, trace: StepTrace): Finding {
  if (field === 'networks') return finding('service-alias-crash', path, { name: trace.step.name });
  const platform = String(ownValue(trace.step.environment, 'CI_SYSTEM_PLATFORM'));
  return finding('platform-crash', path, { platform });
}
