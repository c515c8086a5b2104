import type { Container, EnvVar } from 'kubernetes-types/core/v1.js';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { type Explained, explained, fixed, platform, type StepTrace, stepField } from '../trace.ts';
import { podNameOrigin } from './metadata.ts';
import { secretVariableOrigin } from './secrets.ts';

/** A variable of the container: the step's own, the script's, or one that refers to a Secret. */
export function environmentOrigin(
  trace: StepTrace,
  container: Container,
  tokens: readonly string[],
): Explained {
  const [index = '', ...rest] = tokens;
  const env = container.env ?? [];
  const ownCount = env.length - trace.uses.secrets.variables.length;
  const position = Number(index);
  if (position >= ownCount) return secretVariableOrigin(trace, position - ownCount, rest);
  return ownVariable(trace, env[position] as EnvVar, rest);
}

function ownVariable(trace: StepTrace, variable: EnvVar, rest: readonly string[]): Explained {
  const { name } = variable;
  if (variable.valueFrom !== undefined) return mappedVariable(trace, name, rest);
  if (isScriptVariable(trace, name))
    return rest[0] === 'name' ? fixed('script-variable') : scriptValue(trace, name);
  const origin = explained('environment', stepField(trace, pointerTo('/environment', name)));
  return rest[0] === 'name' ? { ...origin, isKey: true } : origin;
}

/** The value lies in the step's Secret, and the container refers to it. */
function mappedVariable(trace: StepTrace, name: string, rest: readonly string[]): Explained {
  if (rest.join('/') === 'valueFrom/secretKeyRef/name')
    return { from: podNameOrigin(trace).from, reason: 'step-secret-name' };
  const mapping = stepField(trace, pointerTo('/secret_mapping', name));
  const own = stepField(trace, pointerTo('/environment', name));
  return { ...explained('environment-from-secret', mapping, own), isKey: true };
}

/** With commands these two are the script's, whatever the step says. */
export function isScriptVariable({ step }: StepTrace, name: string): boolean {
  return (step.commands?.length ?? 0) > 0 && (name === 'CI_SCRIPT' || name === 'SHELL');
}

function scriptValue(trace: StepTrace, name: string): Explained {
  if (name === 'SHELL') return explained('script-shell', platform('os'));
  const commands = (trace.step.commands ?? []).map((_, index) => stepField(trace, `/commands/${index}`));
  const [first = stepField(trace, '/commands'), ...others] = commands;
  return explained('script', first, ...others, stepField(trace, '/working_dir'));
}
