import { traceWorkflow, type WorkflowTrace } from '../../../src/explain/ledger/trace.ts';
import {
  type AgentOptions,
  AgentOptionsError,
  agentOptionsFromEnv,
  type CompiledWorkflow,
  explainWorkflow,
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
  const ledger = explainWorkflow(workflow, agent, context);
  const trace = isLinted ? traceWorkflow(workflow, agent, context) : undefined;
  const linted = trace && { trace, findings: lintTrace(trace, context, {}) };
  return { agent, plan, json: JSON.stringify(plan), ledger, linted };
}

function agentOf(env: Record<string, string>, release: string, os: string): AgentOptions | undefined {
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
  const counts = new Map<string, number>();
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
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
