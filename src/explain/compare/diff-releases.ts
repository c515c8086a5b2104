import { isJsonObject, type JsonValue, ownValue } from '../../base/json/json.ts';
import { NEWEST_KUBERNETES, parseKubernetesVersion } from '../../check/kubernetes-versions.ts';
import { type AgentEnvironment, readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { FEATURES, type FeatureName, type Features, featuresOf } from '../../translate/release/features.ts';
import {
  DEFAULT_RELEASE,
  parseRelease,
  type Release,
  releaseIndex,
} from '../../translate/release/releases.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { type AskedFeatures, askedFeatures } from './asked-features.ts';
import { type Cause, featureCause, KUBERNETES_CAUSE, RELEASE_CAUSE, variableCause } from './cause.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';
import { type MapObject, type Snapshot, type Subject, snapshotOf } from './snapshot.ts';

/** One end of a comparison: a release, and the environment of its agent. */
export interface AgentVersion {
  /** Release of the agent and its server. */
  readonly release: Release;
  /** Its variables. Default none. */
  readonly environment?: AgentEnvironment;
  /**
   * Version of Kubernetes, as for {@link checkManifest}. If one side has it, the verdicts of the API server on the objects
   * are compared as well. Default: the newest known version.
   */
  readonly kubernetes?: string | undefined;
}

/** What to compare with what. */
export interface DiffOptions {
  /** The agent as it is. */
  readonly from: AgentVersion;
  /** The agent as it is to be. */
  readonly to: AgentVersion;
  /** Operating system of the agent (Go's GOOS). Default `linux`. */
  readonly os?: string | undefined;
  /** What only the running agent knows, the same on both sides. Default: that of `planWorkflow`. */
  readonly context?: TranslationContext | undefined;
  /** Changes each object before it is compared, to redact it for instance. Default: as it is. */
  readonly mapObject?: MapObject | undefined;
}

/**
 * Compiles a workflow as a server of the release with these features does; the agent and its server are upgraded
 * together.
 *
 * @param release release of the server
 * @param features those of the release, or some of the other one's; to be handed on
 * @returns undefined where the server does not run the workflow
 */
export type CompileAtRelease = (release: Release, features: Features) => CompiledWorkflow | undefined;

/** A compiled workflow, or what compiles it for each side. */
export type WorkflowAtRelease = CompiledWorkflow | CompileAtRelease;

/** A field that differs, and why. */
export interface CausedChange extends FieldChange {
  /** The last of the small steps that changed the field. */
  readonly cause: Cause;
}

/** What differs in one object, in the start of a step, or in the teardown. */
export interface SubjectChange {
  /** What it is, for people: `Pod of step build`, `teardown`. */
  readonly title: string;
  /** Whether only one side has it, or both. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Every leaf that differs, at least one. */
  readonly fields: readonly CausedChange[];
}

/**
 * Returns what the change from one agent to another changes in the objects of a workflow: an upgrade, other variables,
 * or both. Each change has its cause, found by making the change in small steps: variable by variable, then feature
 * by feature in the order in which they came, then the version of Kubernetes.
 *
 * An agent that does not start is a change as well.
 *
 * @example
 * ```ts
 * import { diffReleases } from 'podwright';
 *
 * const step = { name: 'build', image: 'golang', backend_options: { kubernetes: { nodeSelector: { disk: 'ssd' } } } };
 * const workflow = { pipeline: [{ steps: [step] }], volume: 'wp_1_0_default' };
 * const from = { release: '3.16', environment: {} } as const;
 * const [change] = diffReleases(workflow, { from, to: { ...from, release: '3.17' } });
 * console.log(change?.title, change?.fields.map(({ field }) => field)); // Pod of step build [ 'spec.nodeSelector.disk' ]
 * const cause = change?.fields[0]?.cause;
 * console.log(cause?.kind === 'feature' && cause.feature); // nodeSelectorGate
 * ```
 *
 * @param workflow a compiled workflow, or a function that compiles it for each side
 * @param options the two sides
 * @returns nothing where nothing differs
 * @throws {@link KubernetesVersionError} for a version of Kubernetes whose rules are not known
 */
export function diffReleases(workflow: WorkflowAtRelease, options: DiffOptions): SubjectChange[] {
  const from = versionIn(options, 'from');
  const to = versionIn(options, 'to');
  const surroundings = surroundingsIn(options);
  const snapshot = snapshots(workflow, surroundings);
  const transitions = transitionsBetween(from, to);
  const start: State = { ...from, features: featuresOf(from.release) };
  const causes = new Map<string, Cause>();
  let previous = snapshot(start);
  const first = previous;
  for (const { cause, state } of transitions) {
    const next = snapshot(state);
    if (next === previous) continue;
    for (const { key, fields } of changedSubjects(previous, next)) {
      for (const { field } of fields) causes.set(`${key} ${field}`, cause);
    }
    previous = next;
  }
  return changedSubjects(first, previous).map(({ key, title, change, fields }) => ({
    title,
    change,
    fields: fields.map((field) => ({
      ...field,
      cause: causes.get(`${key} ${field.field}`) ?? RELEASE_CAUSE,
    })),
  }));
}

/** A side with its defaults; what is not an object stands for a release that is not known. */
function versionIn(options: DiffOptions, side: 'from' | 'to'): Side {
  const written = ownValue(options, side) ?? {};
  const release = isJsonObject(written) ? (ownValue(written, 'release') ?? DEFAULT_RELEASE) : written;
  const environment = (ownValue(written, 'environment') ?? {}) as AgentEnvironment;
  return {
    release: parseRelease(release as string) ?? (release as Release),
    environment,
    kubernetes: kubernetesOf(options, written),
  };
}

/** The version of Kubernetes of a side, if one of the sides has one. */
function kubernetesOf(options: DiffOptions, side: object): string | undefined {
  const isCompared = ['from', 'to'].some(
    (each) => (ownValue(ownValue(options, each), 'kubernetes') ?? undefined) !== undefined,
  );
  return isCompared ? parseKubernetesVersion(ownValue(side, 'kubernetes') ?? NEWEST_KUBERNETES) : undefined;
}

/** The rest of the options, of which a map that is not a function is none. */
function surroundingsIn(options: DiffOptions): Pick<DiffOptions, 'os' | 'context' | 'mapObject'> {
  const mapObject = ownValue(options, 'mapObject');
  return {
    os: (ownValue(options, 'os') ?? undefined) as string | undefined,
    context: (ownValue(options, 'context') ?? {}) as TranslationContext,
    mapObject: typeof mapObject === 'function' ? (mapObject as MapObject) : undefined,
  };
}

/** A side with its defaults. */
type Side = Required<Pick<AgentVersion, 'release' | 'environment'>> & Pick<AgentVersion, 'kubernetes'>;

interface State extends Side {
  readonly features: Features;
}

interface Transition {
  readonly cause: Cause;
  readonly state: State;
}

function transitionsBetween(from: Side, to: Side): Transition[] {
  let state: State = { ...from, features: featuresOf(from.release) };
  const transitions: Transition[] = [];
  const move = (cause: Cause, change: Partial<State>): void => {
    state = { ...state, ...change };
    transitions.push({ cause, state });
  };
  for (const variable of differingVariables(from.environment, to.environment)) {
    move(variableCause(variable), {
      environment: { ...state.environment, [variable]: to.environment[variable] },
    });
  }
  if (!isJsonObject(from.environment) || !isJsonObject(to.environment))
    move(RELEASE_CAUSE, { environment: to.environment });
  const moveKubernetes = (): Transition[] => {
    if (from.kubernetes !== to.kubernetes) move(KUBERNETES_CAUSE, { kubernetes: to.kubernetes });
    return transitions;
  };
  if (from.release === to.release) return moveKubernetes();
  move(RELEASE_CAUSE, { release: to.release });
  const wanted = featuresOf(to.release);
  for (const feature of differingFeatures(state.features, wanted)) {
    move(featureCause(feature, wanted), { features: { ...state.features, [feature]: wanted[feature] } });
  }
  return moveKubernetes();
}

function differingVariables(left: AgentEnvironment, right: AgentEnvironment): string[] {
  if (!isJsonObject(left) || !isJsonObject(right)) return [];
  const known = new Set(VARIABLE_OPTIONS.map(variableName));
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter(
    (name) =>
      left[name] !== right[name] && (known.has(name) || isMisfit(left, name) || isMisfit(right, name)),
  );
}

/** Whether a variable that no release knows is an error nevertheless. */
function isMisfit(environment: AgentEnvironment, name: string): boolean {
  return !['string', 'undefined'].includes(typeof environment[name]);
}

/** In the order in which releases changed them. */
function differingFeatures(left: Features, right: Features): FeatureName[] {
  const names = (Object.keys(FEATURES) as FeatureName[]).filter((name) => left[name] !== right[name]);
  return names.sort((a, b) => changedAt(a, right) - changedAt(b, right));
}

function changedAt(name: FeatureName, wanted: Features): number {
  const { since, until }: { since: Release; until?: Release } = FEATURES[name];
  return wanted[name] || until === undefined ? releaseIndex(since) : releaseIndex(until) + 1;
}

type Surroundings = Pick<DiffOptions, 'os' | 'context' | 'mapObject'>;

/** Makes snapshots. One at which nothing differs that the last one depends on is the last one itself. */
function snapshots(workflow: WorkflowAtRelease, surroundings: Surroundings): (state: State) => Snapshot {
  let last: { state: State; asked: AskedFeatures; compiled: Compiled; snapshot: Snapshot } | undefined;
  return (state) => {
    const compiled = typeof workflow === 'function' ? workflow(state.release, state.features) : workflow;
    const isSame =
      last !== undefined &&
      last.compiled === compiled &&
      last.state.release === state.release &&
      last.state.environment === state.environment &&
      last.state.kubernetes === state.kubernetes &&
      last.asked.areLike(state.features);
    if (last !== undefined && isSame) return last.snapshot;
    const asked = askedFeatures(state.features);
    const snapshot = snapshotAt({ ...state, features: asked.features }, compiled, surroundings);
    last = { state, asked, compiled, snapshot };
    return snapshot;
  };
}

type Compiled = CompiledWorkflow | undefined;

function snapshotAt(
  { release, environment, features, kubernetes }: State,
  compiled: Compiled,
  { os, context, mapObject }: Surroundings,
): Snapshot {
  const { options, problems } = readAgentEnvironment(environment, { release, os, features });
  if (options === undefined) {
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return onlySubject('start of the agent', errors);
  }
  if (compiled === undefined) {
    return onlySubject('workflow', 'the server does not run it');
  }
  return snapshotOf(compiled, options, { ...context, features }, { mapObject, kubernetes });
}

function onlySubject(title: string, error: string | readonly string[]): Snapshot {
  return new Map([[title, { title, json: JSON.stringify({ error }) }]]);
}

interface ChangedSubject {
  readonly key: string;
  readonly title: string;
  readonly change: SubjectChange['change'];
  readonly fields: readonly FieldChange[];
}

function changedSubjects(before: Snapshot, after: Snapshot): ChangedSubject[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const left = before.get(key);
    const right = after.get(key);
    if (left?.json === right?.json) return [];
    const fields = fieldChanges(parsedValue(left), parsedValue(right));
    const change = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
    return fields.length === 0 ? [] : [{ key, title: (right ?? left)?.title ?? key, change, fields }];
  });
}

function parsedValue(subject: Subject | undefined): JsonValue | undefined {
  return subject && JSON.parse(subject.json);
}
