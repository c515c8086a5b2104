import type { CompiledWorkflow, KubernetesObject, WorkflowPlan } from 'podwright';
import type { Script } from './answer.ts';

/** What runs in the container of each step, decoded. */
export function scriptsOf({ pipeline }: CompiledWorkflow, plan: WorkflowPlan): Script[] {
  const names = (pipeline ?? []).flatMap(({ steps }) => (steps ?? []).map(({ name }) => name));
  return plan.steps.flatMap(({ objects }, index) =>
    objects.filter(isPod).map(({ spec }) => {
      const container = spec?.containers[0];
      const script = container?.env?.find(({ name }) => name === 'CI_SCRIPT')?.value;
      return {
        step: names[index] ?? '',
        image: container?.image ?? '',
        command: [...(container?.command ?? []), ...(container?.args ?? [])],
        ...(script === undefined ? {} : { text: decoded(script) }),
      };
    }),
  );
}

type Pod = Extract<KubernetesObject, { spec?: { containers: unknown } }>;

function isPod(object: KubernetesObject): object is Pod {
  return object.kind === 'Pod';
}

function decoded(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
