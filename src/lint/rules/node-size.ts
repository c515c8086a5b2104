import { pointerTo } from '../../base/json/json-pointer.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import type { StepTrace, WorkflowTrace } from '../../explain/ledger/trace.ts';
import { type Finding, findingsOf, type WorkflowRule } from '../finding.ts';
import { concurrentSteps, goesOn, listed, unlisted } from '../steps-together.ts';
import { amountOf } from '../texts.ts';

/** Steps that request more than a node has. */
export const NODE_SIZE_RULES = {
  'stage-exceeds-node': {
    severity: 'warning',
    message:
      '{steps:and} run at the same time and request {requests:and} of {resource}, but a node has {node}.',
    note: '{more:text} more steps run at the same time.',
    help: 'Lower the requests, or let one step depend on another.',
  },
  'step-exceeds-node': {
    severity: 'error',
    message: '{step} requests {request} of {resource}, but a node has {node}.',
    note: 'The Pod never starts.',
    help: 'Lower the request.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(NODE_SIZE_RULES);

/** Compares requests with the size of a node. */
export const nodeSize: WorkflowRule = ({ trace, node }) =>
  Object.entries(node).flatMap(([resource, size]) => {
    const most = amountOf(size);
    if (most === undefined) return [];
    const tooLarge = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > most);
    const single = tooLarge.map((step) => {
      const args = { step: step.step.name, resource, request: requestText(step, resource), node: size };
      return finding('step-exceeds-node', requestPath(step, resource), args);
    });
    return single.length > 0 ? single : stageFindings(trace, resource, size, most);
  });

function stageFindings(trace: WorkflowTrace, resource: string, node: string, most: number): Finding[] {
  const asking = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > 0);
  const sumOf = (steps: readonly StepTrace[]) =>
    steps.reduce((total, step) => total + (requestOf(step, resource) ?? 0), 0);
  const findings: Finding[] = [];
  let taken = 0;
  for (const together of concurrentSteps(asking)) {
    const { started } = together;
    const last = started.at(-1);
    if (last !== undefined && taken + sumOf(started) > most) {
      const requests = listed(together, (step) => requestText(step, resource));
      const args = { steps: listed(together), more: unlisted(together), resource, requests, node };
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

function requestPath({ input, optionAt }: StepTrace, resource: string): string {
  const kind = input.options.resources.requests?.[resource] === undefined ? 'limits' : 'requests';
  return optionAt(pointerTo(`/resources/${kind}`, resource));
}
