import { type Command, Option } from 'commander';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type KubernetesObject, stepsOf, type WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import type { LeftOut } from '../../workflow/types.ts';
import { repeatable } from '../input/agent-flags.ts';
import type { ReadWorkflow } from '../input/read-workflows.ts';
import { InputError } from '../io.ts';

export interface ChoiceFlags {
  readonly only: readonly string[];
  readonly step: readonly string[];
}

export const KIND_OF_FLAG: Readonly<Record<string, string>> = {
  pod: 'Pod',
  pvc: 'PersistentVolumeClaim',
  service: 'Service',
  secret: 'Secret',
  namespace: 'Namespace',
};

/** Reads one `--only`: a name that `kubectl get` accepts, or a kind. */
function collectKind(kind: string, kinds: readonly string[]): string[] {
  const known = Object.keys(KIND_OF_FLAG).find(
    (flag) => flag === kind.toLowerCase() || KIND_OF_FLAG[flag] === kind,
  );
  if (known !== undefined) return [...kinds, known];
  throw new InputError(`Unknown kind for --only. Use one of ${Object.keys(KIND_OF_FLAG).join(', ')}.`);
}

export function stepFlag(): Option {
  return repeatable('--step <name>', 'show only objects of this step');
}

export function addChoiceFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--only <kind>', 'show only objects of this kind; repeatable')
        .choices(Object.keys(KIND_OF_FLAG))
        .argParser(collectKind)
        .default([]),
    )
    .addOption(stepFlag());
}

/** The objects of a plan that were asked for. Those of the setup belong to no step. */
export function chosenObjects(
  plan: WorkflowPlan,
  { config }: ReadWorkflow,
  { only, step: wanted }: ChoiceFlags,
): KubernetesObject[] {
  const written = stepsOf(config);
  const steps = plan.steps.filter(
    (_, index) => wanted.length === 0 || wanted.includes(written[index]?.name ?? ''),
  );
  const setup = wanted.length === 0 ? plan.setup : [];
  const objects = [...setup, ...steps.flatMap((step) => step.objects)];
  const kinds = only.map((kind) => KIND_OF_FLAG[kind]);
  return kinds.length === 0 ? objects : objects.filter(({ kind }) => kinds.includes(kind));
}

/** Throws {@link InputError} for a step that no workflow has, and names those that there are. */
export function checkSteps(
  wanted: readonly string[],
  workflows: readonly Pick<ReadWorkflow, 'config' | 'redactor'>[],
  leftOut: readonly LeftOut[],
): void {
  const names = [
    ...new Set(workflows.flatMap(({ config }) => stepsOf(config).map(({ name }) => name ?? ''))),
  ].filter((name) => name !== '');
  const absent = wanted.find((name) => !names.includes(name));
  if (absent === undefined) return;
  const text = workflows[0]?.redactor.text ?? String;
  const running = runningSteps(names.map((name) => text(name)));
  if (leftOut.some(({ step }) => step?.slice(step.indexOf('.') + 1) === absent)) {
    throw new InputError(`The step ${excerpt(absent)} does not run (see above). ${running}`);
  }
  const suggestion = nearest(absent, names);
  const question = suggestion === undefined ? '' : ` Did you mean ${text(suggestion)}?`;
  throw new InputError(`Unknown step ${excerpt(absent)}.${question} ${running}`);
}

function runningSteps(names: readonly string[]): string {
  return names.length === 0 ? 'No step runs.' : `The steps are ${names.join(', ')}.`;
}
