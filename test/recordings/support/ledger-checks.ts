import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../../../src/base/collections.ts';
import { valueAt } from '../../../src/base/json/json-pointer.ts';
import { type CompiledWorkflow, type Decision, planWorkflow, type WorkflowPlan } from '../../../src/index.ts';
import {
  AGENT_OPTION_DEFAULTS,
  type AgentOptions,
  VARIABLE_OPTIONS,
  variableName,
} from '../../../src/translate/agent/agent-options.ts';
import { failedClaim } from '../../explain/ledger/support/claims.ts';
import { leafPointers, objectsOf, without, withValue } from '../../support/changed-workflows.ts';
import { type AgentRun, remembering, type Started, type StartedCheck, sampler } from './agent-runs.ts';

/** What is lost with something else that fails may take effect once that is fixed. */
const LOST = new Set(['step-not-started', 'workflow-not-set-up', 'agent-fails']);
const INERT = new Set(['dropped', 'overridden', 'defaulted']);

const leavesOfWorkflow = remembering<CompiledWorkflow, string[]>();
const leavesOfPlan = remembering<string, string[]>();

export const hasEachLeafOnce: StartedCheck = ({ workflow, environment }, { plan, json, ledger }) => {
  const written = leavesOfWorkflow(workflow, () => leafPointers(workflow));
  const decided = pathsOf(ledger.decisions, false);
  if (!isSame(written, decided)) return `written ${difference(written, decided)}`;
  const variables = pathsOf(ledger.decisions, true);
  const names = new Set(variables.map((path) => path.split('/')[1]));
  const set = Object.keys(environment).filter((name) => name.startsWith('WOODPECKER_BACKEND_K8S_'));
  if (!set.every((name) => names.has(name)) || new Set(variables).size !== variables.length)
    return `variables ${variables}`;
  const made = leavesOfPlan(json, () => [
    ...plan.setup.flatMap((object, index) => leafPointers(object, `/setup/${index}`)),
    ...plan.steps.flatMap(({ objects }, step) =>
      objects.flatMap((object, index) => leafPointers(object, `/steps/${step}/objects/${index}`)),
    ),
  ]);
  const fields = ledger.fields.map(({ object, pointer }) => object + pointer);
  return isSame(made, fields) ? undefined : `fields ${difference(made, fields)}`;
};

export const hasAReasonForEachLeaf: StartedCheck = (_, { ledger }) => {
  const unexplained = [...ledger.decisions, ...ledger.fields].filter(
    ({ reason }) => reason === 'unexplained',
  );
  return unexplained.length === 0 ? undefined : `unexplained ${JSON.stringify(unexplained.slice(0, 3))}`;
};

const isTriedForEffect = sampler();

export const saysRightlyWhatHasAnEffect: StartedCheck = (run, started) => {
  const { agent, ledger } = started;
  const wrong = ledger.decisions.filter((decision) => {
    const { source, outcome, reason, targets } = decision;
    if (source === 'agent-variable' || LOST.has(reason)) return false;
    if (!isTriedForEffect(`${agent.release} ${outcome} ${reason}`)) return false;
    if (INERT.has(outcome)) return !isInert(decision, run, started);
    return targets.length > 0 && !isEffective(decision, run, started);
  });
  return wrong.length === 0 ? undefined : listed(wrong);
};

const isTriedAsClaim = sampler();

export const givesReasonsAndFixesThatHold: StartedCheck = (
  { workflow, taskUuid },
  { agent, plan, ledger },
) => {
  const tried = ledger.decisions.filter(
    ({ source, reason }) => source !== 'agent-variable' && isTriedAsClaim(`${agent.release} ${reason}`),
  );
  const subject = { workflow, agent, taskUuid, plan, ledger };
  const wrong = tried.filter((decision) => failedClaim(decision, subject) !== undefined);
  return wrong.length === 0 ? undefined : listed(wrong);
};

const isTriedVariable = sampler();

export const saysRightlyWhichVariablesHaveAnEffect: StartedCheck = (run, { agent, plan, ledger }) => {
  const { workflow, taskUuid } = run;
  // A gate may keep something from a step that fails anyway.
  const hasFailed = plan.setupError !== undefined || plan.steps.some(({ error }) => error !== undefined);
  const ofVariables = ledger.decisions.filter(({ source }) => source === 'agent-variable');
  if (ofVariables.length === 0) return undefined;
  const byVariable = groupBy(ofVariables, ({ path }) => path.split('/')[1]);
  const wrong = VARIABLE_OPTIONS.filter((option) => {
    const own = byVariable.get(variableName(option));
    if (own === undefined || own.some(({ reason }) => LOST.has(reason))) return false;
    if (hasFailed && own[0]?.reason === 'gate-shut') return false;
    if (!isTriedVariable(`${agent.release} ${option} ${own[0]?.reason}`)) return false;
    const unset = { ...agent, [option]: AGENT_OPTION_DEFAULTS[option] } as AgentOptions;
    const hasSamePlan = isDeepStrictEqual(
      everything(planWorkflow(workflow, unset, { taskUuid })),
      everything(plan),
    );
    if (own.every(({ outcome }) => INERT.has(outcome))) return !hasSamePlan;
    // A step may say the same as the agent.
    const isDefault =
      option === 'runAsNonRoot' || isDeepStrictEqual(agent[option], AGENT_OPTION_DEFAULTS[option]);
    return hasSamePlan && !isDefault;
  });
  return wrong.length === 0 ? undefined : `${wrong}`;
};

function pathsOf(decisions: readonly Decision[], isVariable: boolean): string[] {
  return decisions
    .filter(({ source }) => (source === 'agent-variable') === isVariable)
    .map(({ path }) => path);
}

function listed(decisions: readonly Decision[]): string {
  return decisions.map(({ path, outcome, reason }) => `${path} ${outcome} ${reason}`).join(', ');
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  const inLeft = new Set(left);
  return (
    left.length === right.length &&
    new Set(right).size === inLeft.size &&
    right.every((path) => inLeft.has(path))
  );
}

function difference(left: readonly string[], right: readonly string[]): string[] {
  const [inLeft, inRight] = [new Set(left), new Set(right)];
  return [...left.filter((path) => !inRight.has(path)), ...right.filter((path) => !inLeft.has(path))];
}

function everything(plan: WorkflowPlan): unknown {
  return [objectsOf(plan), plan.teardown];
}

function isInert({ path }: Decision, { workflow, taskUuid }: AgentRun, { agent, plan }: Started): boolean {
  const changed = planWorkflow(without(workflow, path) as CompiledWorkflow, agent, { taskUuid });
  return isDeepStrictEqual(objectsOf(changed), objectsOf(plan));
}

/** Whether some other value, or none, changes a field that the leaf is said to have reached. */
function isEffective(
  { path, targets }: Decision,
  { workflow, taskUuid }: AgentRun,
  { agent, plan }: Started,
): boolean {
  const isChangedBy = (changed: unknown): boolean => {
    const after = planOrNothing(changed as CompiledWorkflow, agent, taskUuid);
    return targets.some(({ object, pointer }) => {
      const [before, now] = [valueAt(plan, object + pointer), valueAt(after, object + pointer)];
      return JSON.stringify(before) !== JSON.stringify(now);
    });
  };
  const others = ['other', 'other:/o', 'Other', 7, true, false, 'true', '9', 'linux/other'];
  return (
    isChangedBy(withoutKind(workflow, path)) ||
    others.some((value) => isChangedBy(withValue(workflow, path, value)))
  );
}

/** The server also marks a service as detached, and either is enough in some releases. */
function withoutKind(workflow: CompiledWorkflow, path: string): unknown {
  const rest = without(workflow, path);
  const detach = path.replace(/\/type$/, '/detach');
  return valueAt(rest, detach) === true ? without(rest, detach) : rest;
}

/** Values of a wrong type in typed fields are not an input of the planner, which may throw on them. */
function planOrNothing(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  taskUuid: string,
): WorkflowPlan | undefined {
  try {
    return planWorkflow(workflow, agent, { taskUuid });
  } catch {
    return undefined;
  }
}
