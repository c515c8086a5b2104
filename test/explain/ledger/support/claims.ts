import { isDeepStrictEqual } from 'node:util';
import { tokensOf } from '../../../../src/base/json/json-pointer.ts';
import {
  type AgentOptions,
  type CompiledWorkflow,
  type Decision,
  type DecisionSource,
  explainWorkflow,
  type Ledger,
  planWorkflow,
  type ReasonCode,
  type WorkflowPlan,
} from '../../../../src/index.ts';
import { objectsOf, without, withValue } from '../../../support/changed-workflows.ts';

/** A workflow at an agent, with what the ledger says of it. */
export interface Explained {
  readonly workflow: CompiledWorkflow;
  readonly agent: AgentOptions;
  readonly taskUuid: string;
  readonly plan: WorkflowPlan;
  readonly ledger: Ledger;
}

export function explained(workflow: CompiledWorkflow, agent: AgentOptions, taskUuid = ''): Explained {
  const plan = planWorkflow(workflow, agent, { taskUuid });
  return { workflow, agent, taskUuid, plan, ledger: explainWorkflow(workflow, agent, { taskUuid }) };
}

/** What is claimed by a reason, as found without the ledger's rules; undefined if nothing can be tried. */
export function failedClaim(decision: Decision, subject: Explained): string | undefined {
  const claim = CLAIMS[decision.reason];
  if (claim !== undefined && !claim(decision, subject)) return 'the reason is wrong';
  if (decision.fix !== undefined && !isFixed(decision, subject)) return 'the fix fixes nothing';
  if (actsUnseen(decision) && !isMissed(decision, subject)) return 'it acts on nothing';
  return undefined;
}

type Claim = (decision: Decision, subject: Explained) => boolean;

const CLAIMS: Partial<Record<ReasonCode, Claim>> = {
  'step-not-started': (decision, { workflow, plan }) => {
    const index = stepIndex(decision, workflow);
    return index === undefined
      ? hasFailed(plan) || plan.steps.length === 0
      : plan.steps[index]?.objects.at(-1)?.kind !== 'Pod';
  },
  'workflow-not-set-up': (_, { plan }) => plan.setupError !== undefined,
  'internal-label-wins': (decision, subject) =>
    winner(['step-field', 'platform', 'built-in'])(decision, subject) ||
    wouldLose(decision, subject, BACKEND_LABELS),
  'agent-wins': (decision, subject) =>
    winner(['agent-variable'])(decision, subject) || wouldLose(decision, subject, subject.agent.podLabels),
  'agent-non-root-wins': (_, { agent }) => agent.runAsNonRoot,
  'agent-fails': (decision, subject) => decision.source === 'agent-variable' || isCulprit(decision, subject),
  'option-lost-with-sibling': isNotAlone,
  'option-repeated': isNotAlone,
  'option-list-cut': isNotAlone,
  'option-wins': (decision, subject) => decision.source === 'agent-variable' || isNotAlone(decision, subject),
  'secret-file-wins': isNotAlone,
  'script-from-secret': isNotAlone,
  'script-variable-wins': isNotAlone,
  'workspace-left-out': isNotAlone,
  'privilege-given-up': isNotAlone,
};

/** Whether the reason is another without some other leaf of the step. */
function isNotAlone({ path, reason }: Decision, { workflow, agent, taskUuid, ledger }: Explained): boolean {
  const step = /^\/pipeline\/\d+\/steps\/\d+\//.exec(path)?.[0] ?? '/';
  return ledger.decisions.some((other) => {
    if (other.path === path || !other.path.startsWith(step)) return false;
    const rest = without(workflow, other.path) as CompiledWorkflow;
    const { decisions } = explainWorkflow(rest, agent, { taskUuid });
    const moved = decisions.find((decision) => decision.path === path);
    return moved === undefined || moved.reason !== reason;
  });
}

/** Whether the error is gone or is another one with another value or without the leaf, or has moved to another leaf. */
function isCulprit({ path }: Decision, { workflow, agent, taskUuid, plan }: Explained): boolean {
  const errorsOf = ({ setupError, steps }: WorkflowPlan) => [setupError, steps.map(({ error }) => error)];
  const others = ['a', '1', {}, []].map((value) => withValue(workflow, path, value));
  return [without(workflow, path), ...others].some((changed) => {
    const after = explained(changed as CompiledWorkflow, agent, taskUuid);
    const culprits = after.ledger.decisions.filter(({ reason }) => reason === 'agent-fails');
    return (
      culprits.some((culprit) => culprit.path !== path) ||
      !isDeepStrictEqual(errorsOf(after.plan), errorsOf(plan))
    );
  });
}

/** Whether one of those has the same key in the same map of an object that is made. */
function winner(sources: readonly DecisionSource[]): Claim {
  return (decision, { workflow, ledger }) => {
    const key = tokensOf(decision.path).at(-1);
    const index = stepIndex(decision, workflow);
    return ledger.fields.some(
      ({ object, pointer, path, source }) =>
        path !== decision.path &&
        (index === undefined || object.startsWith(`/steps/${index}/`)) &&
        sources.includes(source) &&
        tokensOf(pointer).length === 3 &&
        tokensOf(pointer).at(-1) === key,
    );
  };
}

/** Whether somebody else has the label for a Pod that is not made. */
function wouldLose(decision: Decision, { workflow, plan }: Explained, labels: object): boolean {
  const index = stepIndex(decision, workflow);
  if (index === undefined) return false;
  const isMade = plan.steps[index]?.objects.some(({ kind }) => kind === 'Pod') ?? false;
  return !isMade && Object.hasOwn(labels, tokensOf(decision.path).at(-1) ?? '');
}

const BACKEND_LABELS = {
  step: 'since 3.0',
  service: 'since 3.0',
  'woodpecker-ci.org/step': 'since 3.5',
  'woodpecker-ci.org/task-uuid': 'since 3.10',
};

/** The place of a decision's step in the plan. */
function stepIndex({ path }: Decision, { pipeline }: CompiledWorkflow): number | undefined {
  const [, stage, step] = /^\/pipeline\/(\d+)\/steps\/(\d+)/.exec(path) ?? [];
  if (stage === undefined) return undefined;
  const before = (pipeline ?? []).slice(0, Number(stage)).flatMap(({ steps }) => steps ?? []);
  return before.length + Number(step);
}

/** With the variable set, or at the release, the same leaf is lost for this reason no more. */
function isFixed({ path, reason, fix }: Decision, { workflow, agent, taskUuid }: Explained): boolean {
  const changes =
    fix?.variable !== undefined
      ? { [fix.variable.option]: fix.variable.value === 'true' }
      : { release: Object.values(fix?.release ?? {})[0] };
  const fixed = explained(workflow, { ...agent, ...changes } as AgentOptions, taskUuid);
  const after = fixed.ledger.decisions.find((decision) => decision.path === path);
  return after?.reason !== reason;
}

function actsUnseen({ outcome, source, targets }: Decision): boolean {
  return outcome === 'applied' && targets.length === 0 && source !== 'agent-variable';
}

/** Whether an object changes without the leaf. */
function isMissed({ path }: Decision, { workflow, agent, taskUuid, plan }: Explained): boolean {
  const changed = planWorkflow(without(workflow, path) as CompiledWorkflow, agent, { taskUuid });
  return !isDeepStrictEqual(objectsOf(changed), objectsOf(plan));
}

function hasFailed({ setupError, steps }: WorkflowPlan): boolean {
  return setupError !== undefined || steps.some(({ error }) => error !== undefined);
}
