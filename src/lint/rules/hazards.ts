import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import type { StepTrace, WorkflowTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import { textOf } from '../../translate/plan/workflow-input.ts';
import { ARCHITECTURE_LABEL, nodeSelector } from '../../translate/resources/pod/scheduling.ts';
import { claimMounts } from '../../translate/resources/pod/volumes.ts';
import { possibleVolumeName } from '../../translate/resources/step-names.ts';
import { amountOf } from '../amount.ts';
import { attempt } from '../attempt.ts';
import { finding, type LintDiagnostic, stepTitle, type WorkflowRule } from '../lint-input.ts';

/** Storage that one node can mount at a time, with steps that may be on several. */
export const storage: WorkflowRule = ({ trace }) => {
  if (trace.input.agent.storageRwx) return [];
  const variable = variableName('storageRwx');
  const users = workspaceUsers(trace);
  const fix = { variable: { option: 'storageRwx', name: variable, value: 'true' } } as const;
  const findings: LintDiagnostic[] = [];
  for (const together of concurrentSteps(users)) {
    const { running, started } = together;
    const other = running.length > 0 ? started[0] : started[1];
    if (other === undefined) continue;
    const args = { steps: listed(together), variable };
    findings.push(finding('read-write-once-parallel', other.path, args, fix));
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
  const claim = possibleVolumeName(textOf(workflow.volume) ?? '', input.features);
  return steps.filter((step) => attempt(() => claimMounts(step.input))?.some(({ name }) => name === claim));
}

/** Steps that run at the same time. */
interface Together {
  /** Services and detached steps of earlier stages, which go on. */
  readonly running: readonly StepTrace[];
  /** Those that start together. */
  readonly started: readonly StepTrace[];
}

/** For each stage that starts one of the steps, those that run then; to be read before the next stage is. */
function* concurrentSteps(steps: readonly StepTrace[]): Generator<Together> {
  const stages = new Map<string, StepTrace[]>();
  for (const step of steps) {
    const stage = tokensOf(step.path)[1] ?? '';
    const started = stages.get(stage);
    if (started === undefined) stages.set(stage, [step]);
    else started.push(step);
  }
  const running: StepTrace[] = [];
  for (const started of stages.values()) {
    yield { running, started };
    for (const step of started) if (goesOn(step)) running.push(step);
  }
}

function goesOn({ step }: StepTrace): boolean {
  return step.type === 'service' || step.detach === true;
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
  const asking = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > 0);
  const sumOf = (steps: readonly StepTrace[]) =>
    steps.reduce((total, step) => total + (requestOf(step, resource) ?? 0), 0);
  const findings: LintDiagnostic[] = [];
  let taken = 0;
  for (const together of concurrentSteps(asking)) {
    const { started } = together;
    const last = started.at(-1);
    if (last !== undefined && taken + sumOf(started) > most) {
      const sum = listed(together, (step) => requestText(step, resource), ' + ');
      const args = { steps: listed(together), resource, sum, node };
      findings.push(finding('stage-exceeds-node', requestPath(last, resource), args));
    }
    taken += sumOf(started.filter(goesOn));
  }
  return findings;
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
  return optionsPath + options.writtenAt(pointerTo(`/resources/${kind}`, resource));
}

/** What a message names of many steps. */
const MOST_LISTED = 10;

function listed(
  together: Together,
  textOf = ({ step }: StepTrace): string => step.name,
  separator = ' and ',
): string {
  const first = firstOf(together, MOST_LISTED);
  const more = together.running.length + together.started.length - first.length;
  return [...first.map(textOf), ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

function firstOf({ running, started }: Together, count: number): StepTrace[] {
  return [...running.slice(0, count), ...started.slice(0, count)].slice(0, count);
}
