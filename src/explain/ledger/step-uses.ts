import { isAllowedFromStep } from '../../translate/provenance/gates.ts';
import type { StepInput } from '../../translate/resources/step-input.ts';
import { volumeMountPath } from '../../translate/resources/step-names.ts';

/** What a step's objects use of its lists. Made once for a step, as every field of a list asks for it. */
export interface StepUses {
  /** Indexes of the volumes that the step mounts; a service may leave out the workspace. */
  readonly volumes: readonly number[];
  readonly secrets: SecretsByUse;
}

/** Indexes into the option `secrets`, by what becomes of each. */
interface SecretsByUse {
  readonly files: readonly number[];
  readonly variables: readonly number[];
  readonly environments: readonly number[];
}

export function stepUses(input: StepInput): StepUses {
  return { volumes: keptVolumes(input), secrets: secretsByUse(input) };
}

function keptVolumes({ step, options }: StepInput): number[] {
  const leavesOut = options.workspaceVolume === false && step.type === 'service';
  return (step.volumes ?? []).flatMap((volume, index) =>
    leavesOut && volumeMountPath(volume) === (step.workspace_base ?? '') ? [] : [index],
  );
}

function secretsByUse({ agent, features, options }: StepInput): SecretsByUse {
  const uses = { files: [] as number[], variables: [] as number[], environments: [] as number[] };
  if (!isAllowedFromStep('secrets', agent, features)) return uses;
  options.secrets.forEach(({ key, target }, index) => {
    const isVariable = key !== '' || target.env !== '';
    uses[target.file !== '' ? 'files' : isVariable ? 'variables' : 'environments'].push(index);
  });
  return uses;
}
