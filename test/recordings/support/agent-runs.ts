import { explainTrace } from '../../../src/explain/ledger/explain-workflow.ts';
import { traceWorkflow, type WorkflowTrace } from '../../../src/explain/ledger/trace.ts';
import {
  type AgentOptions,
  AgentOptionsError,
  agentOptionsFromEnv,
  type CompiledWorkflow,
  type Ledger,
  type LedgerContext,
  planWorkflow,
  type WorkflowPlan,
} from '../../../src/index.ts';
import { lintTrace } from '../../../src/lint/lint-workflow.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';
import { IS_FULL } from '../../support/fuzz.ts';
import { readRecording } from '../../support/recorded.ts';

type Finding = ReturnType<typeof lintTrace>[number];

interface RecordedRun {
  readonly id: string;
  readonly env: Record<string, string>;
  readonly goos: string;
  readonly taskUUID: string;
  readonly config: CompiledWorkflow;
  readonly results: readonly RecordedResult[];
}

/** The objects that the agent of these releases created, or the error that ended it. */
export interface RecordedResult {
  readonly releases: readonly string[];
  readonly agentError?: true;
  readonly setup?: unknown[];
  readonly setupError?: string;
  readonly steps?: unknown[];
  readonly teardown?: unknown[];
}

/** A recorded run at one release. */
export interface AgentRun {
  readonly id: string;
  readonly workflow: CompiledWorkflow;
  readonly environment: Readonly<Record<string, string>>;
  readonly taskUuid: string;
  readonly result: RecordedResult;
  /** Undefined if the agent does not start. */
  readonly started: Started | undefined;
}

export interface Started {
  readonly agent: AgentOptions;
  readonly plan: WorkflowPlan;
  /** The plan as JSON. */
  readonly json: string;
  readonly ledger: Ledger;
  /** Only of the first release at which the agent created these objects. */
  readonly linted: Linted | undefined;
}

interface Linted {
  readonly trace: WorkflowTrace;
  /** The objects of the plan, each as JSON. */
  readonly objects: readonly string[];
  readonly findings: readonly Finding[];
}

/** Returns a problem, if the run has one. */
export type Check = (run: AgentRun) => string | undefined;
export type StartedCheck = (run: AgentRun, started: Started) => string | undefined;
export type LintedCheck = (run: AgentRun, linted: Started & Linted) => string | undefined;

/** Every recorded run at each of its releases. Its workflow is frozen, so a change to it throws. */
export function* agentRuns(): Generator<AgentRun> {
  for (const name of ['agent-documented', 'agent-decode', 'agent-random', 'agent-yaml']) {
    for (const { id, env, goos, taskUUID: taskUuid, config, results } of readRecording<RecordedRun>(name)) {
      const workflow = deepFrozen(config);
      for (const result of results) {
        for (const [index, release] of result.releases.entries()) {
          const agent = agentOf(env, release, goos);
          // The other releases differ in little; `npm run fuzz` checks them too.
          const started =
            agent && startedRun(workflow, agent, { taskUuid, environment: env }, index === 0 || IS_FULL);
          yield { id: `${id} at ${release}`, workflow, environment: env, taskUuid, result, started };
        }
      }
    }
  }
}

function startedRun(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext,
  isLinted: boolean,
): Started {
  const plan = planWorkflow(workflow, agent, context);
  // `explainWorkflow` and `lintWorkflow` would each trace the run.
  const trace = traceWorkflow(workflow, agent, context);
  const linted = isLinted ? lintedRun(trace, context) : undefined;
  return { agent, plan, json: JSON.stringify(plan), ledger: explainTrace(trace, context), linted };
}

function lintedRun(trace: WorkflowTrace, context: LedgerContext): Linted {
  const { setup, steps } = trace.plan;
  const objects = [...setup, ...steps.flatMap(({ objects }) => objects)].map((object) =>
    JSON.stringify(object),
  );
  return { trace, objects, findings: lintTrace(trace, context, {}) };
}

const agents = new Map<string, AgentOptions | undefined>();

/** Many runs have the same environment. */
function agentOf(env: Record<string, string>, release: string, os: string): AgentOptions | undefined {
  const key = JSON.stringify([env, release, os]);
  if (!agents.has(key)) agents.set(key, readAgent(env, release, os));
  return agents.get(key);
}

function readAgent(env: Record<string, string>, release: string, os: string): AgentOptions | undefined {
  try {
    return agentOptionsFromEnv(env, { release, os });
  } catch (error) {
    if (error instanceof AgentOptionsError) return undefined;
    throw error;
  }
}

/**
 * Selects what is tried of many similar things. Of each kind it is the first, second, fourth, eighth and so on, and in
 * `npm run fuzz` also every 23rd.
 */
export function sampler(): (kind: string) => boolean {
  const counters = new Map<string, { count: number }>();
  return (kind) => {
    const counter = counters.get(kind);
    if (counter === undefined) {
      counters.set(kind, { count: 1 });
      return true;
    }
    const count = ++counter.count;
    return (count & (count - 1)) === 0 || (IS_FULL && count % 23 === 0);
  };
}

/** Keeps the last value: successive runs have the same workflow, and most of them plans of the same bytes. */
export function remembering<Key, Value>(): (key: Key, make: () => Value) => Value {
  let last: { key: Key; value: Value } | undefined;
  return (key, make) => {
    if (last === undefined || last.key !== key) last = { key, value: make() };
    return last.value;
  };
}
