import { variableName } from '../../agent/variables.ts';
import { tokensOf } from '../../ledger/leaves.ts';
import type { StepTrace, WorkflowTrace } from '../../ledger/trace.ts';
import { textOf } from '../../plan/workflow-input.ts';
import { ARCHITECTURE_LABEL, nodeSelector } from '../../resources/scheduling.ts';
import { volumeName } from '../../resources/step-names.ts';
import { claimMounts } from '../../resources/volumes.ts';
import { amountOf } from '../amount.ts';
import { finding, type LintDiagnostic, stepTitle, type WorkflowRule } from '../lint-input.ts';
import { attempt } from './names.ts';

/** Storage that one node can mount at a time, with steps that may be on several. */
export const storage: WorkflowRule = ({ trace }) => {
  if (trace.input.agent.storageRwx) return [];
  const variable = variableName('storageRwx');
  const users = workspaceUsers(trace);
  const fix = { variable: { option: 'storageRwx', name: variable, value: 'true' } } as const;
  const findings: LintDiagnostic[] = [];
  for (const stage of concurrentSteps(trace)) {
    const together = stage.filter((step) => users.includes(step));
    const [, second] = together;
    if (second === undefined) continue;
    const args = { steps: listed(together), variable };
    findings.push(finding('read-write-once-parallel', second.path, args, fix));
  }
  const architectureOf = (step: StepTrace) => attempt(() => nodeSelector(step.input))?.[ARCHITECTURE_LABEL];
  const architectures = [...new Set(users.map(architectureOf).filter((text) => text !== undefined))];
  const other = users.find((step) => (architectureOf(step) ?? architectures[0]) !== architectures[0]);
  if (other !== undefined) {
    const args = { architectures: architectures.join(' and '), variable };
    findings.push(finding('read-write-once-architectures', other.path, args, fix));
  }
  return findings;
};

/** The steps that mount the volume of the workflow. */
function workspaceUsers({ steps, input, workflow }: WorkflowTrace): StepTrace[] {
  const claim = attempt(() => volumeName(textOf(workflow.volume) ?? '', input.features, ''));
  return steps.filter((step) => attempt(() => claimMounts(step.input))?.some(({ name }) => name === claim));
}

/** The steps of each stage, with the services and detached steps that were started before and go on. */
function concurrentSteps({ steps }: WorkflowTrace): StepTrace[][] {
  const running: StepTrace[] = [];
  const stages = new Map<string, StepTrace[]>();
  for (const step of steps) {
    const stage = tokensOf(step.path)[1] ?? '';
    stages.set(stage, [...(stages.get(stage) ?? []), step]);
  }
  return [...stages.values()].map((stage) => {
    const together = [...running, ...stage];
    running.push(...stage.filter(({ step }) => step.type === 'service' || step.detach === true));
    return together;
  });
}

/** Requests against what a node has. */
export const nodeSize: WorkflowRule = ({ trace, options: { node } }) =>
  Object.entries(node ?? {}).flatMap(([resource, size]) => {
    const most = amountOf(size);
    if (most === undefined) return [];
    const tooLarge = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > most);
    const single = tooLarge.map((step) => {
      const args = { step: stepTitle(step), resource, request: requestText(step, resource), node: size };
      return finding('step-exceeds-node', requestPath(step, resource), args);
    });
    return single.length > 0 ? single : stageFindings(trace, resource, size, most);
  });

function stageFindings(trace: WorkflowTrace, resource: string, node: string, most: number): LintDiagnostic[] {
  return concurrentSteps(trace).flatMap((stage) => {
    const asking = stage.filter((step) => (requestOf(step, resource) ?? 0) > 0);
    const sum = asking.reduce((total, step) => total + (requestOf(step, resource) ?? 0), 0);
    const last = asking.at(-1);
    if (last === undefined || sum <= most) return [];
    const text = asking.map((step) => requestText(step, resource)).join(' + ');
    return [
      finding('stage-exceeds-node', requestPath(last, resource), {
        steps: listed(asking),
        resource,
        sum: text,
        node,
      }),
    ];
  });
}

/** A limit without a request is a request too. */
function requestText({ input }: StepTrace, resource: string): string {
  const { requests = {}, limits = {} } = input.options.resources;
  return requests[resource] ?? limits[resource] ?? '0';
}

function requestOf(step: StepTrace, resource: string): number | undefined {
  return amountOf(requestText(step, resource));
}

function requestPath({ input, options, optionsPath }: StepTrace, resource: string): string {
  const kind = input.options.resources.requests?.[resource] === undefined ? 'limits' : 'requests';
  return optionsPath + options.writtenAt(`/resources/${kind}/${resource.replaceAll('/', '~1')}`);
}

function listed(steps: readonly StepTrace[]): string {
  return steps.map(({ step }) => step.name).join(' and ');
}
