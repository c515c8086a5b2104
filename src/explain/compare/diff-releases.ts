import { isJsonObject, ownValue } from '../../base/json/json.ts';
import { kubernetesIn, parseKubernetesVersion } from '../../check/kubernetes-versions.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Features } from '../../translate/release/features.ts';
import { DEFAULT_RELEASE, parseRelease, type Release } from '../../translate/release/releases.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { type AgentState, type Cause, RELEASE_CAUSE, type Side, statesBetween } from './agent-states.ts';
import type { FieldChange } from './field-changes.ts';
import { type ComparedPipeline, changedWorkflows, type Snapshot, takeSnapshot } from './snapshot.ts';
import { type About, changedSubjects, type MapObject } from './subjects.ts';

/** One end of a comparison: a release, and the environment of its agent. */
export interface AgentVersion {
  /** Release of the agent and its server. */
  readonly release: Release;
  /** Its variables. Default none. */
  readonly environment?: AgentEnvironment;
  /**
   * Version of Kubernetes, as for {@link checkManifest}. If one side has it, the verdicts of the API server on the objects
   * are compared as well. An unknown version is an error in each verdict. Default: the newest known version.
   */
  readonly kubernetes?: string | undefined;
}

/** The two sides to compare. */
export interface DiffOptions {
  /** The agent as it is. */
  readonly from: AgentVersion;
  /** The agent after the change. */
  readonly to: AgentVersion;
  /** Operating system of the agent (Go's GOOS). Default `linux`. */
  readonly os?: string | undefined;
  /** The context of both sides. Default: that of `planWorkflow`. */
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
 * @returns undefined if the server does not run the workflow
 */
export type CompileAtRelease = (release: Release, features: Features) => CompiledWorkflow | undefined;

/** A compiled workflow, or a function that compiles it for each side. */
export type WorkflowAtRelease = CompiledWorkflow | CompileAtRelease;

/**
 * Compares the objects of a workflow at two agents: an upgrade, other variables,
 * or both. Each change has its cause: the small step that makes it on the way from one agent to the other, which leads
 * variable by variable, then feature by feature in the order in which they came, then to the other version of Kubernetes.
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
 * @returns nothing if nothing differs
 */
export function diffReleases(workflow: WorkflowAtRelease, options: DiffOptions): SubjectChange[] {
  const compile = typeof workflow === 'function' ? workflow : () => workflow;
  const mapObject = ownValue(options, 'mapObject');
  const pipeline: ComparedPipeline = {
    contexts: new Map([['', (ownValue(options, 'context') ?? {}) as TranslationContext]]),
    compile: (release, features) => new Map([['', compile(release, features)]]),
    os: (ownValue(options, 'os') ?? undefined) as string | undefined,
    mapObject: typeof mapObject === 'function' ? (mapObject as MapObject) : undefined,
  };
  return diffPipeline(pipeline, sideIn(options, 'from'), sideIn(options, 'to')).get('') ?? [];
}

type Direction = 'from' | 'to';

/** A side with its defaults; a value that is not an object represents an unknown release. */
export function sideIn(options: Pick<DiffOptions, Direction>, side: Direction): Side {
  const written = ownValue(options, side) ?? {};
  const release = isJsonObject(written) ? (ownValue(written, 'release') ?? DEFAULT_RELEASE) : written;
  const environment = (ownValue(written, 'environment') ?? {}) as AgentEnvironment;
  return {
    release: parseRelease(release as string) ?? (release as Release),
    environment,
    kubernetes: kubernetesOf(options, written),
  };
}

function kubernetesOf(options: Pick<DiffOptions, Direction>, side: object): string | undefined {
  const isCompared = ['from', 'to'].some(
    (each) => (ownValue(ownValue(options, each), 'kubernetes') ?? undefined) !== undefined,
  );
  const given = kubernetesIn(side) as string;
  return isCompared ? (parseKubernetesVersion(given) ?? given) : undefined;
}

/** A field that differs, and why. */
export interface CausedChange extends FieldChange {
  /** The small step that changed the field; of several, the last. */
  readonly cause: Cause;
}

/** A difference in one object, in the start of a step, or in the teardown. */
export interface SubjectChange extends About {
  /** Its title: `Pod of step build`, `teardown`. */
  readonly title: string;
  /** Whether only one side has it, or both. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Every leaf that differs, at least one. */
  readonly fields: readonly CausedChange[];
}

/** Returns the differences between two agents in each workflow of a pipeline, by name. */
export function diffPipeline(pipeline: ComparedPipeline, from: Side, to: Side): Map<string, SubjectChange[]> {
  const states = statesBetween(from, to);
  const stateAt = (index: number): AgentState => states[index] as AgentState;
  const end = states.length - 1;
  const first = takeSnapshot(stateAt(0), pipeline, []);
  const last = takeSnapshot(stateAt(end), pipeline, [first]);

  const causes = new Map<string, Cause>();
  const identity = (workflow: string, subject: string, field: string): string =>
    JSON.stringify([workflow, subject, field]);
  /** Halves the way between two states until one small step is left, unless nothing differs at its ends. */
  const findCauses = (low: number, high: number, before: Snapshot, after: Snapshot): void => {
    const changed = changedWorkflows(before, after);
    if (changed.length === 0) return;
    if (high - low > 1) {
      const middle = (low + high) >> 1;
      const between = takeSnapshot(stateAt(middle), pipeline, [before, after]);
      findCauses(low, middle, before, between);
      findCauses(middle, high, between, after);
      return;
    }
    for (const { name, before, after } of changed) {
      for (const { key, fields } of changedSubjects(before, after)) {
        for (const { field } of fields) causes.set(identity(name, key, field), stateAt(high).cause);
      }
    }
  };
  findCauses(0, end, first, last);

  const changes = new Map([...pipeline.contexts.keys()].map((name) => [name, [] as SubjectChange[]]));
  for (const { name, before, after } of changedWorkflows(first, last)) {
    const subjects = changedSubjects(before, after).map(({ key, title, about, change, fields }) => ({
      title,
      ...about,
      change,
      fields: fields.map((field) => ({
        ...field,
        cause: causes.get(identity(name, key, field.field)) ?? RELEASE_CAUSE,
      })),
    }));
    changes.set(name, subjects);
  }
  return changes;
}
