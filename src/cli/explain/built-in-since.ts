import { parentOf, valueAt } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import { type AgentEnvironment, readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import { RELEASES, type Release, releaseIndex } from '../../translate/release/releases.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';

/** Finds the release since which agents write a value, by the JSON Pointers of an object in the plan and of its field. */
export type BuiltInSince = (object: string, field: string) => Release;

/** Plans the workflow at each release up to the agent's, and compares. */
export function builtInSince(
  workflow: CompiledWorkflow,
  environment: AgentEnvironment,
  { release, os }: { readonly release: Release; readonly os: string },
  context: TranslationContext,
): BuiltInSince {
  const releases = RELEASES.slice(0, releaseIndex(release) + 1).reverse();
  let plans: { release: Release; plan: WorkflowPlan }[] | undefined;
  return (object, field) => {
    plans ??= releases.flatMap((earlier) => {
      const { options } = readAgentEnvironment(environment, { release: earlier, os });
      return options === undefined
        ? []
        : [{ release: earlier, plan: planWorkflow(workflow, options, context) }];
    });
    const [latest, ...others] = plans;
    if (latest === undefined) return release;
    const value = valueAt(latest.plan, object + field);
    const kind = kindOf(latest.plan, object);
    let since = latest.release;
    for (const { release: earlier, plan } of others) {
      const isSame = objectsBeside(plan, object)
        .filter((candidate) => kindName(candidate) === kind)
        .some((candidate) => isSameJson(valueAt(candidate, field), value));
      if (!isSame) break;
      since = earlier;
    }
    return since;
  };
}

function kindOf(plan: WorkflowPlan, object: string): string {
  return kindName(valueAt(plan, object) as KubernetesObject);
}

/** Secrets for registries and those of steps are two kinds. */
function kindName(object: KubernetesObject): string {
  return `${object.kind}/${'type' in object ? object.type : ''}`;
}

function objectsBeside(plan: WorkflowPlan, object: string): readonly KubernetesObject[] {
  const list = valueAt(plan, parentOf(object));
  return Array.isArray(list) ? list : [];
}
