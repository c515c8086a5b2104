import { type CompiledWorkflow, RELEASES, resolveAgentOptions, type Step } from '../../src/index.ts';
import { readRecording } from './recorded.ts';

interface AgentRun {
  readonly env: Readonly<Record<string, string>>;
  readonly config: CompiledWorkflow;
}

interface ServerRun {
  readonly input: { readonly yaml?: string };
}

const agentRuns = ['agent-documented', 'agent-random'].flatMap((name) => readRecording<AgentRun>(name));

/** Workflows as real servers sent them, and nearly so. */
export const recordedWorkflows: readonly CompiledWorkflow[] = agentRuns.map(({ config }) => config);

export const recordedSteps: readonly Step[] = recordedWorkflows.flatMap(({ pipeline }) =>
  (pipeline ?? []).flatMap(({ steps }) => steps ?? []),
);

export const recordedOptions: readonly unknown[] = recordedSteps.flatMap(
  ({ backend_options }) => backend_options?.['kubernetes'] ?? [],
);

export const recordedEnvironments = agentRuns.map(({ env }) => env);

/** Objects as they were sent to a real API server. */
export function recordedObjects(): readonly unknown[] {
  return readRecording<{ object: unknown }>('acceptance').map(({ object }) => object);
}

/** Workflow files as real servers compiled or rejected them. */
export function recordedYaml(): readonly string[] {
  return readRecording<ServerRun>('frontend-3.17').flatMap(({ input }) => input.yaml ?? []);
}

/** An agent of every release that lets steps do everything, and one of every release with the defaults. */
export const agents = RELEASES.flatMap((release) => [
  resolveAgentOptions({ release }),
  resolveAgentOptions({
    release,
    os: 'windows',
    podLabelsAllowFromStep: true,
    podAnnotationsAllowFromStep: true,
    podNodeSelectorAllowFromStep: true,
    podAffinityAllowFromStep: true,
    allowNativeSecrets: true,
    serviceAccountNameAllowFromStep: true,
    runtimeClassAllowFromStep: true,
    namespacePerOrganization: true,
  }),
]);
