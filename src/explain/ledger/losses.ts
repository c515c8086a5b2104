import { isZero } from '../../base/json/json.ts';
import { findAround, pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { type Leaf, leavesOf } from '../../base/json/leaves.ts';
import { resolveAgentOptions } from '../../translate/agent/resolve-agent-options.ts';
import type { UnreadOption } from '../../translate/options/option-reading.ts';
import { placedObjects } from '../../translate/plan/workflow-plan.ts';
import type { Fix, Origin } from '../../translate/provenance/origin.ts';
import { isOverridden, type ReasonCode } from '../../translate/provenance/reasons.ts';
import { RELEASES } from '../../translate/release/releases.ts';
import { buildPod } from '../../translate/resources/pod.ts';
import { stepInput, translation } from '../../translate/resources/step-input.ts';
import { type Decision, type FieldLoss, fixOf } from './decision.ts';
import { originsOf, writtenValue } from './field-origins.ts';
import { type Loss, type ObjectNotes, objectNotes } from './object-notes.ts';
import type { StepTrace, WorkflowTrace, WrittenLeaf } from './trace.ts';

export interface LeafLoss extends Origin {
  /** JSON Pointer to the object; undefined for one that is not made. */
  readonly object: string | undefined;
  readonly pointer: string | undefined;
  readonly outcome: Decision['outcome'];
  readonly reason: ReasonCode;
  readonly fix?: Fix;
}

/** Every leaf that the notes or the decoder say to be lost, or to act without its own value. */
export function leafLosses(
  trace: WorkflowTrace,
  written: readonly WrittenLeaf[],
  agent: readonly Leaf[],
): LeafLoss[] {
  const placeOf = new Map(
    placedObjects(trace.plan).map(({ object, place }) => [trace.notes.about(object), place] as const),
  );
  const isSet = new Set(agent.map(({ path }) => path));
  const noted = trace.notes.all.flatMap((notes) => {
    const place = placeOf.get(notes);
    const lost = notes.losses().flatMap((loss) => leavesOfLoss(loss, notes, place, isSet, trace));
    if (place !== undefined) return lost;
    // A value for another field is lost only because the object is not made.
    const claimed = new Set(
      notes
        .claims()
        .flatMap((claim) => originsOf(claim, claim.field, notes.step, trace).map(({ path }) => path)),
    );
    return lost.filter(({ path }) => !claimed.has(path));
  });
  const unread = written.flatMap((leaf) => unreadLoss(leaf, trace));
  return [...noted, ...unread];
}

function leavesOfLoss(
  loss: Loss,
  notes: ObjectNotes,
  object: string | undefined,
  isSet: ReadonlySet<string>,
  trace: WorkflowTrace,
): LeafLoss[] {
  const [origin] = originsOf(loss, loss.field, notes.step, trace);
  if (origin.source === 'built-in') return [];
  const { reason, remedy, hasActed, field, voice } = loss;
  const fix = remedy && fixOf(remedy, trace.input);
  return leavesOf(writtenValue(origin, trace), origin.path).flatMap(({ path, value }) => {
    // The agent has a value for every variable, but nobody wrote the defaults.
    if (origin.source === 'agent-variable' && !isSet.has(path)) return [];
    // Empty values say nothing, unless a gate keeps such an entry out, or it was noted alone.
    const isPart = path !== origin.path || typeof value === 'object';
    if (!hasActed && isPart && isZero(value) && reason !== 'option-gated') return [];
    const pointer = voice.isTree && !field.endsWith('/-') ? field + path.slice(origin.path.length) : field;
    const outcome = hasActed ? 'applied' : outcomeOf(reason);
    return [{ source: origin.source, path, object, pointer, outcome, reason, ...(fix && { fix }) }];
  });
}

function outcomeOf(reason: ReasonCode): Decision['outcome'] {
  if (reason === 'same-as-absent') return 'defaulted';
  return isOverridden(reason) ? 'overridden' : 'dropped';
}

const UNREAD: Readonly<Record<UnreadOption['why'], ReasonCode>> = {
  unknown: 'option-unknown',
  newer: 'option-newer',
  repeated: 'option-repeated',
  cut: 'option-list-cut',
  'not-decoded': 'option-not-decoded',
  lost: 'option-lost-with-sibling',
};

/** An option that the decoder does not read. */
function unreadLoss({ path, step, source }: WrittenLeaf, { input }: WorkflowTrace): LeafLoss[] {
  if (source !== 'step-option' || step === undefined || step.options.unread.size === 0) return [];
  const found = step.options.unreadAround(path.slice(step.optionsPath.length));
  if (found === undefined) return [];
  const { why, place, feature, at } = found;
  const below = tokensOf(path.slice(step.optionsPath.length + at.length));
  const key = tokensOf(at).at(-1) ?? '';
  const pointer = optionField(why === 'unknown' ? pointerTo(place, key) : place, below);
  const object = podOf(step);
  const reason = UNREAD[why];
  const outcome = why === 'not-decoded' ? 'refused' : outcomeOf(reason);
  const fix = feature && fixOf(feature, input);
  return [{ source, path, object, pointer, outcome, reason, ...(fix && { fix }) }];
}

/** JSON Pointer to the Pod of a step; undefined if it is not made. */
function podOf({ plan, index }: StepTrace): string | undefined {
  const pod = plan?.objects.findIndex(({ kind }) => kind === 'Pod') ?? -1;
  return pod < 0 ? undefined : `/steps/${index}/objects/${pod}`;
}

/** The losses of each object: values that lost a field of it, and values that nobody reads for the Pod of its step. */
export function fieldLosses(
  written: readonly WrittenLeaf[],
  decisions: readonly Decision[],
  losses: readonly LeafLoss[],
): FieldLoss[] {
  const known = new Set(losses.map(({ path }) => path));
  const unread = written.flatMap(({ path, source, step }, index): FieldLoss[] => {
    const { outcome, reason } = decisions[index] as Decision;
    const object = step && podOf(step);
    if (object === undefined || outcome !== 'dropped' || known.has(path)) return [];
    return [{ source, path, object, outcome, reason }];
  });
  return [
    ...losses.flatMap(({ object, pointer, outcome, ...loss }): FieldLoss[] => {
      if (object === undefined || outcome === 'applied' || outcome === 'defaulted' || outcome === 'rewritten')
        return [];
      return [{ ...loss, object, outcome, ...(pointer === undefined ? {} : { pointer }) }];
    }),
    ...unread,
  ];
}

/** A value for every option. */
const EVERY_OPTION = {
  ...{ labels: { a: '' }, annotations: { a: '' }, nodeSelector: { a: '' }, tolerations: [{}] },
  ...{ serviceAccountName: 'a', runtimeClassName: 'a', hostUsers: true, affinity: {} },
  ...{ resources: { limits: { cpu: '1' } }, secrets: [{}] },
  securityContext: {
    ...{ privileged: false, runAsNonRoot: true, runAsUser: 1, runAsGroup: 1, fsGroup: 1 },
    ...{ fsGroupChangePolicy: 'Always', seccompProfile: {}, apparmorProfile: {} },
    ...{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  },
};

let fields: ReadonlyMap<string, string> | undefined;

/** The fields of a Pod that the options are for, by place: the notes of the builder about a step with every option. */
function optionFields(): ReadonlyMap<string, string> {
  if (fields !== undefined) return fields;
  const step = { name: 'a', image: 'a', privileged: true, backend_options: { kubernetes: EVERY_OPTION } };
  const agent = resolveAgentOptions({ release: RELEASES.at(-1), podTolerationsAllowFromStep: false });
  const { notes, taken } = objectNotes('');
  buildPod({ ...stepInput(step, translation(agent, {})).input, notes });
  fields = new Map(
    [...taken.claims(), ...taken.losses()].flatMap(({ field, voice, key }) => {
      const [{ base, path }] = voice.from(key);
      return base === 'options' ? [[path, field] as const] : [];
    }),
  );
  return fields;
}

/** The field that a part of an option is for; undefined for none. */
function optionField(place: string, below: readonly string[]): string | undefined {
  const known = optionFields();
  return findAround(place, (at) => {
    const field = known.get(at);
    if (field === undefined || field.endsWith('/-')) return field;
    return below.reduce(pointerTo, field + place.slice(at.length));
  });
}
