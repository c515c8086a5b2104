import type { EnvVar } from 'kubernetes-types/core/v1.js';
import type { Step } from '../../model/compiled-workflow.ts';
import type { Notes } from '../../provenance/voices.ts';
import { CONTAINER, podNameVoice, stepSecretName } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import type { CommandScript } from './script.ts';

/**
 * The variables of the step: literal ones, then those that refer to the step's secret, each sorted by name if
 * the agent's order is random.
 */
export function environment(input: StepInput, script: CommandScript | undefined): EnvVar[] {
  const { step, features, notes } = input;
  const mapping = (features.stepSecrets && step.secret_mapping) || undefined;
  const { names, values } = sortedVariables(step.environment ?? {}, script?.env);
  const env: EnvVar[] = [];
  const mapped: string[] = [];
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const value = values[index];
    if (mapping !== undefined && Object.hasOwn(mapping, name)) mapped.push(name);
    else env.push(value ? { name, value } : { name });
  }
  if (mapped.length > 0) {
    const secret = stepSecretName(step, features);
    for (const name of mapped) env.push({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } });
  }
  if (notes !== undefined) noteEnvironment(env, input, notes);
  return env;
}

/** Whether a variable is the script's, whatever the step says. */
export function isScriptVariable({ commands }: Step, name: string): boolean {
  return Boolean(commands?.length) && (name === 'CI_SCRIPT' || name === 'SHELL');
}

/** Notes where each variable comes from: the secrets of the step, the script, or the environment, in this order. */
function noteEnvironment(env: readonly EnvVar[], { step, features }: StepInput, notes: Notes): void {
  env.forEach(({ name, valueFrom }, index) => {
    const field = `${CONTAINER}/env/${index}`;
    const isOfScript = isScriptVariable(step, name);
    if (valueFrom !== undefined) {
      notes.set(field, 'environment-from-secret', name);
      const pod = podNameVoice(step, features);
      notes.set(`${field}/valueFrom/secretKeyRef/name`, 'step-secret-name', pod);
      if (name === 'CI_SCRIPT' && isOfScript) {
        step.commands?.forEach((_, command) => {
          notes.lost(`${field}/value`, 'field', `/commands/${command}`, 'script-from-secret');
        });
        notes.lost(`${field}/value`, 'field', '/working_dir', 'script-from-secret');
      }
    } else if (isOfScript) {
      if (Object.hasOwn(step.environment ?? {}, name))
        notes.lost(`${field}/value`, 'environment', name, 'script-variable-wins');
      notes.set(`${field}/name`, 'script-variable');
      if (name === 'SHELL') notes.set(`${field}/value`, 'script-shell');
      else notes.set(`${field}/value`, 'script', step.commands?.length);
    } else {
      notes.set(`${field}/name`, 'environment-name', name);
      notes.set(`${field}/value`, 'environment', name);
    }
  });
  if (features.stepSecrets) return;
  for (const name of Object.keys(step.secret_mapping ?? {}))
    notes.lost(`${CONTAINER}/env/-`, 'environment-from-secret', name, 'field-newer', 'stepSecrets');
}

/** Values are at the index of their names. */
interface VariableLists {
  readonly names: string[];
  readonly values: string[];
}

/** Servers send environments sorted, so sorting is seldom needed. */
function sortedVariables(
  own: Readonly<Record<string, string>>,
  added: CommandScript['env'] | undefined,
): VariableLists {
  const names = Object.keys(own);
  const values = isSorted(names) ? Object.values(own) : names.sort().map((name) => own[name] as string);
  const variables = { names, values };
  if (added !== undefined) {
    place('CI_SCRIPT', added.CI_SCRIPT, variables);
    place('SHELL', added.SHELL, variables);
  }
  return variables;
}

function isSorted(names: readonly string[]): boolean {
  let previous = '';
  for (const name of names) {
    if (name < previous) return false;
    previous = name;
  }
  return true;
}

/** Puts a variable among sorted ones, over one of its name. */
function place(name: string, value: string, { names, values }: VariableLists): void {
  let start = 0;
  let end = names.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((names[middle] as string) < name) start = middle + 1;
    else end = middle;
  }
  const replaced = names[start] === name ? 1 : 0;
  names.splice(start, replaced, name);
  values.splice(start, replaced, value);
}
