import { bounded } from '../../base/json/bounded.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { type AskedFeatures, askedFeatures } from '../../translate/release/asked-features.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import type { AgentState } from './agent-states.ts';
import { areSame, failedSubject, type MapObject, type Subjects, subjectsOf } from './subjects.ts';

/** The workflows of a pipeline, which are compiled together, and how to compare them. */
export interface ComparedPipeline {
  /** The context of each workflow that runs at one of the sides, by name. */
  readonly contexts: ReadonlyMap<string, TranslationContext>;
  /** Compiles all of them as a server of the release with these features does; those that it does not run are missing. */
  readonly compile: (
    release: Release,
    features: Features,
  ) => ReadonlyMap<string, CompiledWorkflow | undefined>;
  readonly os: string | undefined;
  readonly mapObject: MapObject | undefined;
}

/** The objects of the workflows of a pipeline in one state of the agent. */
export interface Snapshot {
  readonly state: AgentState;
  /** The features that anything in it depends on. */
  readonly asked: AskedFeatures;
  /** Undefined if the agent does not start. */
  readonly compiled: Compiled | undefined;
  readonly workflows: ReadonlyMap<string, WorkflowSnapshot>;
}

interface Compiled {
  readonly asked: AskedFeatures;
  readonly workflows: ReadonlyMap<
    string,
    { readonly workflow: CompiledWorkflow | undefined; readonly json: string }
  >;
}

interface WorkflowSnapshot {
  /** The input of the subjects, except the features: the workflow and the agent. */
  readonly sources: readonly (string | undefined)[];
  readonly asked: AskedFeatures;
  readonly subjects: Subjects;
}

/**
 * Makes a snapshot, and reuses parts of other ones.
 *
 * @param around snapshots of an earlier and of a later state; a part that is the same in both is assumed to be the same between
 */
export function takeSnapshot(
  state: AgentState,
  pipeline: ComparedPipeline,
  around: readonly Snapshot[],
): Snapshot {
  const like = around.find(
    (other) => isLikeExceptFeatures(other.state, state) && other.asked.areLike(state.features),
  );
  if (like !== undefined) return like;
  const { release, environment, kubernetes } = state;
  const { os, mapObject, contexts } = pipeline;
  const asked = askedFeatures(state.features);
  const { features } = asked;
  const { options, problems } = readAgentEnvironment(environment, { release, os, features });
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const agent = JSON.stringify(options ?? errors);
  const compiled = options && compiledBetween(release, features, pipeline, around);

  const workflowSnapshot = (name: string, context: TranslationContext): WorkflowSnapshot => {
    const others = around.flatMap((other) => other.workflows.get(name) ?? []);
    const [before, after] = others;
    if (before && after && areSame(before.subjects, after.subjects)) return before;
    const sources = [compiled?.workflows.get(name)?.json, agent, kubernetes];
    const known = others.find(
      (other) =>
        sources.every((source, index) => source === other.sources[index]) && other.asked.areLike(features),
    );
    if (known !== undefined) return known;
    const own = askedFeatures(features);
    const subjects = (): Subjects => {
      if (options === undefined) return failedSubject('start of the agent', errors);
      const { workflow } = compiled?.workflows.get(name) ?? {};
      if (workflow === undefined) return failedSubject('workflow', 'the server does not run it');
      return subjectsOf(workflow, options, { ...context, features: own.features }, { mapObject, kubernetes });
    };
    return { sources, asked: own, subjects: subjects() };
  };
  const workflows = new Map([...contexts].map(([name, context]) => [name, workflowSnapshot(name, context)]));
  return { state, asked, compiled, workflows };
}

function isLikeExceptFeatures(left: AgentState, right: AgentState): boolean {
  return (
    left.release === right.release &&
    left.environment === right.environment &&
    left.kubernetes === right.kubernetes
  );
}

function compiledBetween(
  release: Release,
  features: Features,
  pipeline: ComparedPipeline,
  around: readonly Snapshot[],
): Compiled {
  const others = around.flatMap(({ state, compiled }) =>
    compiled !== undefined && state.release === release ? [compiled] : [],
  );
  const [before, after] = others;
  if (before && after && areSame(before.workflows, after.workflows)) return before;
  const known = others.find((other) => other.asked.areLike(features));
  if (known !== undefined) return known;
  const asked = askedFeatures(features);
  const workflows = [...pipeline.compile(release, asked.features)].map(
    ([name, workflow]) => [name, { workflow, json: JSON.stringify(bounded(workflow)) }] as const,
  );
  return { asked, workflows: new Map(workflows) };
}

/** A workflow at two states that differ. */
interface ChangedWorkflow {
  readonly name: string;
  readonly before: Subjects;
  readonly after: Subjects;
}

export function changedWorkflows(before: Snapshot, after: Snapshot): ChangedWorkflow[] {
  return [...before.workflows].flatMap(([name, { subjects }]) => {
    const later = after.workflows.get(name)?.subjects ?? subjects;
    return areSame(subjects, later) ? [] : [{ name, before: subjects, after: later }];
  });
}
