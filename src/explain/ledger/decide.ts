import { isZero } from '../../base/json/json.ts';
import { valueAt } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import { AGENT_OPTION_DEFAULTS, AGENT_VARIABLES, isKnown } from '../../translate/agent/agent-options.ts';
import { GATES } from '../../translate/provenance/gates.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';
import { childNode, type SchemaNode } from '../../translate/schema/schema-node.ts';
import { schemaRoot } from '../../translate/schema/schema-problems.ts';
import { type Decision, type FieldOrigin, failureOf, fixOf, isRefused, type Target } from './decision.ts';
import type { LeafLoss } from './losses.ts';
import type { AgentLeaf, WorkflowTrace, WrittenLeaf } from './trace.ts';

/** The outcome of a leaf, without its place. */
type DecisionEffect = Pick<Decision, 'outcome' | 'reason' | 'fix'>;

/** One decision for every leaf that somebody wrote. */
export function decideAll(
  trace: WorkflowTrace,
  written: readonly WrittenLeaf[],
  agent: readonly AgentLeaf[],
  fields: readonly FieldOrigin[],
  losses: readonly LeafLoss[],
): Decision[] {
  const reached = fieldsByOrigin(fields);
  const fieldsFrom = (path: string) => reached.get(path) ?? [];
  const lost = new Map(losses.map((loss) => [loss.path, loss]));
  for (const loss of losses) if (loss.outcome === 'applied') lost.set(loss.path, loss);
  const lostInObjects = new Map(
    losses.flatMap((loss) => (loss.object === undefined ? [] : [[loss.path, loss] as const])),
  );
  const shut = new Set(
    losses.flatMap(({ reason, fix }) => (reason === 'option-gated' ? [fix?.variable?.option] : [])),
  );
  return [
    ...written.map((leaf) => {
      const found = fieldsFrom(leaf.path);
      return decisionOf(leaf, verdictOf(leaf, trace, found, lost.get(leaf.path)), found);
    }),
    ...agent.map((leaf) => {
      const found = fieldsFrom(leaf.path);
      const targets = leaf.option === 'stopTimeout' ? teardownTargets(trace) : found;
      const isShut = leaf.option !== undefined && shut.has(leaf.option);
      const verdict =
        reachedVariable(leaf, found) ??
        unreachedVariable(leaf, trace, targets, lostInObjects.get(leaf.path), isShut) ??
        lostVariable(trace);
      return decisionOf({ ...leaf, source: 'agent-variable' }, verdict, targets);
    }),
  ];
}

function fieldsByOrigin(fields: readonly FieldOrigin[]): ReadonlyMap<string, readonly FieldOrigin[]> {
  const reached = new Map<string, FieldOrigin[]>();
  for (const field of fields)
    for (const { path } of field.from) {
      const known = reached.get(path);
      if (known === undefined) reached.set(path, [field]);
      else known.push(field);
    }
  return reached;
}

function decisionOf({ source, path }: Origin, verdict: DecisionEffect, targets: readonly Target[]): Decision {
  return {
    ...{ source, path, ...verdict },
    targets: targets.map(({ object, kind, name, pointer }) => ({ object, kind, name, pointer })),
  };
}

function verdictOf(
  leaf: WrittenLeaf,
  trace: WorkflowTrace,
  found: readonly FieldOrigin[],
  loss: LeafLoss | undefined,
): DecisionEffect {
  const failure = failureOf(trace, leaf.step);
  if (failure !== undefined && isRefused(leaf.path, failure, leaf.step))
    return { outcome: 'refused', reason: 'agent-fails' };
  // Something empty may replace an option that is not decoded.
  if (loss?.reason === 'option-not-decoded') return lostVerdict(loss);
  const reached = reachedVerdict(leaf.path, found);
  if (reached !== undefined) return reached;
  const verdict = unknownField(leaf) ?? (loss === undefined ? unreached(leaf, trace) : lostVerdict(loss));
  // A decision that leaves something out has no effect on an object that is not made.
  if (failure !== undefined && (verdict === undefined || verdict.outcome === 'applied')) return lost(trace);
  return verdict ?? dropped('unexplained');
}

/** The outcome of a leaf in the fields that it reached; undefined if there are none. */
function reachedVerdict(path: string, found: readonly FieldOrigin[]): DecisionEffect | undefined {
  const own = found.filter((field) => field.path === path);
  const applied = own.find(({ outcome }) => outcome === 'applied');
  if (applied !== undefined) return { outcome: 'applied', reason: applied.reason };
  const [first] = [...own, ...found];
  return first && { outcome: 'rewritten', reason: first.reason };
}

/** The outcome of a leaf that nobody read; undefined for one that somebody should have read. */
function unreached(
  { source, path, value, tokens, step }: WrittenLeaf,
  trace: WorkflowTrace,
): DecisionEffect | undefined {
  if (source === 'workflow-field') {
    if (trace.input.fault !== undefined) return lost(trace);
    const isVolume = tokens[0] === 'volume' && (tokens.length === 1 || tokens[1] === 'name');
    if (!isZero(value) && !isVolume) return dropped('workflow-field-unused');
  } else if (source === 'step-option') {
    if (value === null) return { outcome: 'defaulted', reason: 'option-null' };
    const place = step?.options.placeOf(path.slice(step.optionsPath.length));
    if (place !== undefined && isZero(valueAt(step?.options.options, place) ?? null)) return SAME_AS_ABSENT;
  } else if (step !== undefined) {
    const [field = ''] = tokens;
    if (FOR_THE_RUN.has(field)) return dropped('for-the-run');
    if (IGNORED_FIELDS.some((name) => name === field) && !isZero(value)) return dropped('field-ignored');
  }
  return isZero(value) ? SAME_AS_ABSENT : undefined;
}

const SAME_AS_ABSENT: DecisionEffect = { outcome: 'defaulted', reason: 'same-as-absent' };

/** Fields of steps that the Kubernetes backend never reads. */
export const IGNORED_FIELDS = ['tmpfs', 'devices', 'network_mode'] as const;

/** Fields that the agent acts on without any object showing it. */
const FOR_THE_RUN: ReadonlySet<string> = /* @__PURE__ */ new Set(['on_failure', 'on_success', 'failure']);

/** The outcome of a field that the schema of steps does not have. */
function unknownField({ source, tokens }: WrittenLeaf): DecisionEffect | undefined {
  if (source !== 'step-field') return undefined;
  if (tokens[0] === 'backend_options' && tokens.length > 1) return dropped('backend-unknown');
  let node: SchemaNode | undefined = schemaRoot('step');
  for (const token of tokens) {
    const isList = node?.items !== undefined;
    if (node?.keys !== undefined && !Object.hasOwn(node.keys, token)) return dropped('field-unknown');
    node = childNode(node, token, isList ? [] : {});
  }
  return undefined;
}

/** A gate or switch is applied if it allows something. */
function reachedVariable(
  { path, option }: AgentLeaf,
  found: readonly FieldOrigin[],
): DecisionEffect | undefined {
  if (option === 'clusterDomain' || found.some((field) => field.path === path))
    return reachedVerdict(path, found);
  return found.length === 0 ? undefined : { outcome: 'applied', reason: 'lets-through' };
}

function unreachedVariable(
  { option, value }: AgentLeaf,
  trace: WorkflowTrace,
  targets: readonly Target[],
  loss: LeafLoss | undefined,
  isShut: boolean,
): DecisionEffect | undefined {
  const { input, plan } = trace;
  if (option === undefined) return dropped('variable-unknown');
  if (option === 'volumeSize' && plan.setupError === 'panic-quantity')
    return { outcome: 'refused', reason: 'agent-fails' };
  const { feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !isKnown(option, input.features))
    return { ...dropped('variable-newer'), fix: fixOf(feature, input) };
  if (targets.length > 0) return { outcome: 'applied', reason: 'stop-timeout' };
  if (isSameJson(value, AGENT_OPTION_DEFAULTS[option] ?? null)) return SAME_AS_ABSENT;
  if (Object.values(GATES).some((gate) => gate.option === option)) {
    if (isShut) return { outcome: 'applied', reason: 'gate-shut' };
    return hasFailed(trace) ? undefined : dropped('gate-without-effect');
  }
  return loss && lostVerdict(loss);
}

/** The grace periods of everything that is deleted at the end. */
function teardownTargets({ plan, input }: WorkflowTrace): Target[] {
  if (!isKnown('stopTimeout', input.features)) return [];
  return plan.teardown.flatMap((entry, index) => {
    if ('error' in entry) return [];
    const { resource: kind, name } = entry;
    return [{ object: `/teardown/${index}`, kind, name, pointer: '/gracePeriodSeconds' }];
  });
}

function lostVariable(trace: WorkflowTrace): DecisionEffect {
  return !hasFailed(trace) && trace.steps.length > 0 ? dropped('unexplained') : lost(trace);
}

function hasFailed({ plan }: WorkflowTrace): boolean {
  return plan.setupError !== undefined || plan.steps.some(({ error }) => error !== undefined);
}

function lost({ plan }: WorkflowTrace): DecisionEffect {
  return dropped(plan.setupError === undefined ? 'step-not-started' : 'workflow-not-set-up');
}

function dropped(reason: ReasonCode): DecisionEffect {
  return { outcome: 'dropped', reason };
}

function lostVerdict({ outcome, reason, fix }: LeafLoss): DecisionEffect {
  return { outcome, reason, ...(fix && { fix }) };
}
