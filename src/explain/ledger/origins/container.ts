import type { Container } from 'kubernetes-types/core/v1.js';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import {
  type Explained,
  explained,
  fixed,
  platform,
  type StepTrace,
  stepField,
  stepOption,
  variable,
} from '../trace.ts';
import { environmentOrigin } from './environment.ts';
import { podNameOrigin } from './metadata.ts';
import { secretEnvironmentOrigin } from './secrets.ts';
import { containerSecurityOrigin } from './security.ts';
import { initMountOrigin, mountOrigin } from './volumes.ts';

/** The container that runs the step. */
export function containerOrigin(
  trace: StepTrace,
  container: Container,
  tokens: readonly string[],
): Explained | undefined {
  const [field = '', ...rest] = tokens;
  switch (field) {
    case 'name':
      return podNameOrigin(trace);
    case 'image':
      return explained('step-field', stepField(trace, '/image'));
    case 'imagePullPolicy':
      return explained('pull-always', stepField(trace, '/pull'));
    case 'command':
      return commandOrigin(trace, rest[0] ?? '');
    case 'workingDir':
      return workingDirectoryOrigin(trace);
    case 'ports':
      return portOrigin(trace, rest);
    case 'env':
      return environmentOrigin(trace, container, rest);
    case 'envFrom':
      return secretEnvironmentOrigin(trace, Number(rest[0]));
    case 'resources':
      return explained('option-applied', stepOption(trace, rest.reduce(pointerTo, '/resources')));
    case 'volumeMounts':
      return mountOrigin(trace, rest);
    case 'securityContext':
      return containerSecurityOrigin(trace, rest);
    default:
      return undefined;
  }
}

function commandOrigin(trace: StepTrace, index: string): Explained {
  if ((trace.step.entrypoint?.length ?? 0) > 0)
    return explained('entrypoint', stepField(trace, pointerTo('/entrypoint', index)));
  return explained('script-command', platform('os'));
}

/** The directory above the script's own where there are commands. */
function workingDirectoryOrigin(trace: StepTrace): Explained {
  const hasScript = (trace.step.commands?.length ?? 0) > 0;
  return hasScript
    ? explained('workspace-directory', stepField(trace, '/workspace_base'))
    : explained('step-field', stepField(trace, '/working_dir'));
}

export function portOrigin(trace: StepTrace, [index = '', field = '']: readonly string[]): Explained {
  const port = pointerTo('/ports', index);
  const part = field === 'protocol' ? 'protocol' : 'number';
  const given = trace.step.ports?.[Number(index)];
  if (part === 'number' && given?.number === undefined) return explained('port-zero', stepField(trace, port));
  return explained('port', stepField(trace, `${port}/${part}`));
}

/** The container that makes the working directory. */
export function initContainerOrigin(
  trace: StepTrace,
  container: Container,
  tokens: readonly string[],
): Explained {
  const [field = '', ...rest] = tokens;
  const directory = container.args?.[2] ?? '';
  switch (field) {
    case 'name':
      return podNameOrigin(trace);
    case 'image':
      return trace.input.features.permissionInitImage
        ? explained('init-container', variable('permissionInitImage'))
        : fixed('init-container');
    case 'args':
      return rest[0] === '2'
        ? { ...workingDirectoryOrigin(trace), reason: 'init-container' }
        : fixed('init-container');
    case 'volumeMounts':
      return initMountOrigin(trace, rest, directory);
    default:
      return fixed('init-container');
  }
}
