import { pointerTo } from '../../../base/json/json-pointer.ts';
import {
  type Explained,
  explained,
  fixed,
  type StepTrace,
  stepField,
  stepOption,
  variable,
} from '../trace.ts';
import { podNameOrigin, stepMetadata, uuid } from './metadata.ts';

/** A Secret as a file: its volume or its mount, by the field. */
export function fileSecretOrigin(trace: StepTrace, file: number, rest: readonly string[]): Explained {
  const secret = trace.uses.secrets.files[file] ?? 0;
  const field = rest.at(-1);
  if (field === 'readOnly') return fixed('secret-file-read-only');
  const part = field === 'mountPath' ? 'target/file' : field === 'subPath' ? 'key' : 'name';
  return secretPart(trace, secret, part);
}

/** A Secret's key as a variable; the position counts the references after the step's own variables. */
export function secretVariableOrigin(trace: StepTrace, position: number, rest: readonly string[]): Explained {
  const secret = trace.uses.secrets.variables[position] ?? 0;
  if (rest[0] !== 'name') return secretPart(trace, secret, rest.at(-1) === 'key' ? 'key' : 'name');
  const hasOwnName = trace.input.options.secrets[secret]?.target.env !== '';
  return secretPart(trace, secret, hasOwnName ? 'target/env' : 'key');
}

export function secretEnvironmentOrigin(trace: StepTrace, position: number): Explained {
  return secretPart(trace, trace.uses.secrets.environments[position] ?? 0, 'name');
}

function secretPart(trace: StepTrace, secret: number, part: string): Explained {
  const option = stepOption(trace, `${pointerTo('/secrets', secret)}/${part}`);
  return explained('option-allowed', option, variable('allowNativeSecrets'));
}

/** The Secret with which the image is pulled. */
export function registrySecretOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  const [section = '', ...rest] = tokens;
  if (section === 'metadata') return stepMetadata(trace, 'Secret', rest);
  if (section !== 'data') return fixed();
  return explained(
    'registry-credentials',
    stepField(trace, '/auth_config/username'),
    stepField(trace, '/auth_config/password'),
    stepField(trace, '/image'),
  );
}

/** The Secret with the values that the step has from secrets. */
export function stepSecretOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  const [section = '', field = ''] = tokens;
  if (section === 'metadata' && field === 'name')
    return { from: podNameOrigin(trace).from, reason: 'step-secret-name' };
  if (section === 'metadata') return stepMetadata(trace, 'Secret', tokens.slice(1));
  if (section !== 'stringData') return fixed();
  return explained('step-secret-value', stepField(trace, pointerTo('/secret_mapping', field)));
}

/** A reference to a pull secret: the agent's in order, then that of the step's own registry secret. */
export function pullSecretOrigin(trace: StepTrace, index: number): Explained {
  if (index < trace.input.agent.pullSecretNames.length)
    return explained('agent-pull-secret', variable('pullSecretNames', index));
  const credentials = ['/auth_config/username', '/auth_config/password'] as const;
  return explained('name-from-uuid', uuid(trace), ...credentials.map((path) => stepField(trace, path)));
}
