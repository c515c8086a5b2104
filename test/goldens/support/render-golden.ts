import {
  type AgentOptions,
  type KubernetesObject,
  planWorkflowWithDiagnostics,
  readAgentEnvironment,
  toYaml,
  type WorkflowPlan,
} from '../../../src/index.ts';
import { toYamlDocument } from '../../../src/translate/manifest/to-yaml.ts';
import type { GoldenInput } from './golden-case.ts';
import { type Attachment, readable } from './readable.ts';

/** What a case gives. */
export interface RenderedGolden {
  /** The objects in order of creation. */
  readonly manifests: string;
  /** Errors, and the teardown where it is the point; undefined when there is nothing to say. */
  readonly outcome: string | undefined;
  /** The encoded strings of manifests, decoded. */
  readonly attachments: readonly Attachment[];
}

export function renderGolden(input: GoldenInput, release = input.release): RenderedGolden {
  const agent = readAgentEnvironment(input.agent ?? {}, { release, os: input.os });
  const problems = agent.problems.map(({ code, path }) => ({ code, path }));
  if (agent.options === undefined) return rendered([], { agentProblems: problems });
  const { plan, diagnostics } = planOf(input, agent.options);
  const objects = [
    ...(input.step === undefined ? plan.setup : []),
    ...plan.steps.flatMap((step) => step.objects),
  ];
  const outcome = {
    ...(problems.length > 0 ? { agentProblems: problems } : undefined),
    ...(plan.setupError === undefined ? undefined : { setupError: plan.setupError }),
    ...failedSteps(plan),
    ...(diagnostics.length > 0
      ? { diagnostics: diagnostics.map(({ code, path }) => ({ code, path })) }
      : undefined),
    ...(input.teardown ? { teardown: plan.teardown } : undefined),
  };
  return rendered(objects, outcome);
}

function planOf({ workflow, step, taskUuid }: GoldenInput, agent: AgentOptions) {
  const planned = workflow ?? { pipeline: [{ steps: step === undefined ? [] : [step] }], volume: 'default' };
  return planWorkflowWithDiagnostics(planned, agent, { taskUuid });
}

function failedSteps({ steps }: WorkflowPlan): { steps?: unknown } {
  const failed = steps
    .filter(({ error, optionsError }) => error !== undefined || optionsError)
    .map(({ objects, ...rest }) => rest);
  return failed.length > 0 ? { steps: failed } : {};
}

function rendered(objects: readonly KubernetesObject[], outcome: object): RenderedGolden {
  const { objects: shown, attachments } = readable(objects);
  return {
    manifests: toYaml(shown),
    outcome: Object.keys(outcome).length > 0 ? toYamlDocument(outcome) : undefined,
    attachments,
  };
}
