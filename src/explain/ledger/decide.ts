import { isWithin, type Leaf, leavesOf } from '../../base/json/leaves.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { VariableOption } from '../../translate/agent/variables.ts';
import { GATES, type GatedOption, isAllowedFromStep } from '../../translate/provenance/gates.ts';
import type { DecisionSource } from '../../translate/provenance/origin.ts';
import { type Absence, dropped, isZero, SAME_AS_ABSENT } from './absences/absence.ts';
import { variableAbsence } from './absences/agent-variable.ts';
import { fieldAbsence } from './absences/step-field.ts';
import { optionAbsence } from './absences/step-option.ts';
import { type AgentLeaf, agentLeaves } from './agent-leaves.ts';
import type { Decision, FieldOrigin, Target } from './decision.ts';
import { failureOf, isRefused } from './failures.ts';
import type { OptionLeaf } from './option-tree.ts';
import { teardownTargets } from './teardown-targets.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** One decision for every leaf that somebody wrote. */
export function decideAll(
  trace: WorkflowTrace,
  fields: readonly FieldOrigin[],
  environment: AgentEnvironment | undefined,
): Decision[] {
  const reached = reachedFields(fields);
  const shut = shutGates(trace);
  return [
    ...workflowLeaves(trace).map((leaf) => decide(leaf, trace, reached)),
    ...agentLeaves(trace.input.agent, environment).map((leaf) => decideVariable(leaf, trace, reached, shut)),
  ];
}

/**
 * Of all decisions those about labels and annotations of steps that reached no field. Nothing looks up what the others
 * reached: they are what no absence explains.
 */
export function lostMetadata(trace: WorkflowTrace): Decision[] {
  const labels = trace.steps.flatMap((step) =>
    leavesOf(step.step.workflow_labels, `${step.path}/workflow_labels`, ['workflow_labels']).map((leaf) =>
      stepLeaf(leaf, step),
    ),
  );
  const options = trace.steps.flatMap((step) =>
    step.options.leaves.filter(({ option }) => METADATA.test(option)).map((leaf) => optionLeaf(leaf, step)),
  );
  return [...labels, ...options]
    .map((leaf) => decide(leaf, trace, NOTHING_REACHED))
    .filter(({ reason }) => reason !== 'unexplained');
}

const METADATA = /^\/(?:labels|annotations)\//;
const NOTHING_REACHED: Reached = /* @__PURE__ */ new Map();

/** A leaf of the compiled workflow with what can tell why it reached nothing. */
interface PlacedLeaf {
  readonly path: string;
  readonly source: DecisionSource;
  readonly value: unknown;
  readonly step: StepTrace | undefined;
  /** An option that could not be read; something empty may stand in its place all the same. */
  readonly isUnread?: boolean;
  readonly absence: () => Absence | undefined;
}

function workflowLeaves(trace: WorkflowTrace): PlacedLeaf[] {
  const steps = new Map(trace.steps.map((step) => [step.path.slice(1), step]));
  return leavesOf(trace.workflow)
    .flatMap((leaf): PlacedLeaf[] => {
      const step = steps.get(leaf.tokens.slice(0, 4).join('/'));
      if (step === undefined) return [workflowLeaf(leaf, trace)];
      if (isWithin(leaf.path, step.optionsPath)) return [];
      return [stepLeaf({ ...leaf, tokens: leaf.tokens.slice(4) }, step)];
    })
    .concat(trace.steps.flatMap((step) => step.options.leaves.map((leaf) => optionLeaf(leaf, step))));
}

function workflowLeaf(leaf: Leaf, trace: WorkflowTrace): PlacedLeaf {
  const { path, value } = leaf;
  return {
    path,
    source: 'workflow-field',
    value,
    step: undefined,
    absence: () => workflowAbsence(leaf, trace),
  };
}

/** Nothing of a workflow that no agent can decode is looked at. */
function workflowAbsence({ tokens, value }: Leaf, trace: WorkflowTrace): Absence | undefined {
  if (trace.input.fault !== undefined) return lost(trace);
  if (isZero(value)) return SAME_AS_ABSENT;
  const isVolume = tokens[0] === 'volume' && (tokens.length === 1 || tokens[1] === 'name');
  return isVolume ? undefined : dropped('workflow-field-unused');
}

/** @param leaf with its path in the workflow and its tokens within the step */
function stepLeaf(leaf: Leaf, step: StepTrace): PlacedLeaf {
  const isPlatform = leaf.tokens.join('/') === 'environment/CI_SYSTEM_PLATFORM';
  const source = isPlatform ? 'platform' : 'step-field';
  return { path: leaf.path, source, value: leaf.value, step, absence: () => fieldAbsence(leaf, step) };
}

function optionLeaf(leaf: OptionLeaf, step: StepTrace): PlacedLeaf {
  return {
    path: step.optionsPath + leaf.path,
    source: 'step-option',
    value: leaf.value,
    step,
    isUnread: step.problemPaths.has(leaf.path),
    absence: () => optionAbsence(leaf, step),
  };
}

type Reached = ReadonlyMap<string, readonly FieldOrigin[]>;

function reachedFields(fields: readonly FieldOrigin[]): Reached {
  const reached = new Map<string, FieldOrigin[]>();
  for (const field of fields) {
    for (const { path } of field.from) {
      const list = reached.get(path);
      if (list === undefined) reached.set(path, [field]);
      else list.push(field);
    }
  }
  return reached;
}

function decide(
  { path, source, step, isUnread, absence }: PlacedLeaf,
  trace: WorkflowTrace,
  reached: Reached,
): Decision {
  const found = reached.get(path) ?? [];
  const targets = found.map(targetOf);
  const failure = failureOf(trace, step);
  if (failure !== undefined && isRefused(path, failure, step)) {
    return { source, path, outcome: 'refused', targets, reason: 'agent-fails' };
  }
  if (isUnread) return { source, path, outcome: 'refused', targets, reason: 'option-not-decoded' };
  const [first] = found;
  if (first !== undefined) return { source, path, ...reachedOutcome(path, found, first), targets };
  const why = absence();
  // What acts by leaving something out does not act in what is not made.
  if (failure !== undefined && (why === undefined || why.outcome === 'applied'))
    return { source, path, ...lost(trace), targets };
  const known = why ?? dropped('unexplained');
  return { source, path, outcome: known.outcome, targets, reason: known.reason, ...fixOf(known) };
}

function reachedOutcome(
  path: string,
  found: readonly FieldOrigin[],
  first: FieldOrigin,
): Pick<Decision, 'outcome' | 'reason'> {
  const own = found.filter((field) => field.path === path);
  const applied = own.find(({ outcome }) => outcome === 'applied');
  if (applied !== undefined) return { outcome: 'applied', reason: applied.reason };
  const { reason } = own[0] ?? first;
  return { outcome: 'rewritten', reason };
}

function lost({ plan }: WorkflowTrace): Absence {
  return dropped(plan.setupError === undefined ? 'step-not-started' : 'workflow-not-set-up');
}

function decideVariable(
  leaf: AgentLeaf,
  trace: WorkflowTrace,
  reached: Reached,
  shut: ReadonlySet<string>,
): Decision {
  const { path, option } = leaf;
  const source = 'agent-variable';
  const isCrash = trace.plan.setupError === 'panic-quantity' && option === 'volumeSize';
  if (isCrash) return { source, path, outcome: 'refused', targets: [], reason: 'agent-fails' };
  const found = reached.get(path) ?? [];
  const targets = option === 'stopTimeout' ? teardownTargets(trace) : found.map(targetOf);
  const [first] = found;
  if (first !== undefined) return { source, path, ...variableOutcome(path, option, found, first), targets };
  if (targets.length > 0) return { source, path, outcome: 'applied', targets, reason: 'stop-timeout' };
  const why = variableAbsence(leaf, trace, shut) ?? failureOrNothing(trace);
  return { source, path, outcome: why.outcome, targets, reason: why.reason, ...fixOf(why) };
}

/** A gate or switch is applied by what it lets through. */
function variableOutcome(
  path: string,
  option: VariableOption | undefined,
  found: readonly FieldOrigin[],
  first: FieldOrigin,
): Pick<Decision, 'outcome' | 'reason'> {
  if (found.some((field) => field.path === path)) return reachedOutcome(path, found, first);
  const isPart = option === 'clusterDomain';
  return { outcome: isPart ? 'rewritten' : 'applied', reason: isPart ? first.reason : 'lets-through' };
}

function failureOrNothing(trace: WorkflowTrace): Absence {
  const hasFailed =
    trace.plan.setupError !== undefined || trace.plan.steps.some(({ error }) => error !== undefined);
  return !hasFailed && trace.steps.length > 0 ? dropped('unexplained') : lost(trace);
}

/** The gates that keep something out. */
function shutGates({ steps }: WorkflowTrace): Set<string> {
  const asked = steps.flatMap(({ input: { options, agent, features } }) =>
    (Object.keys(GATES) as GatedOption[]).filter(
      (option) => !isZero(options[option] ?? null) && !isAllowedFromStep(option, agent, features),
    ),
  );
  return new Set(asked.map((option) => GATES[option].option));
}

function targetOf({ object, kind, name, pointer }: FieldOrigin): Target {
  return { object, kind, name, pointer };
}

function fixOf({ fix }: Absence): Pick<Decision, 'fix'> {
  return fix === undefined ? {} : { fix };
}
