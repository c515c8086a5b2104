import type { Origin } from '../../../translate/provenance/origin.ts';
import {
  type Explained,
  explained,
  fixed,
  type StepTrace,
  stepField,
  stepOption,
  variable,
} from '../trace.ts';

/** The security context of the Pod. */
export function podSecurityOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  const [field = '', part] = tokens;
  const { agent, options } = trace.input;
  const wanted = options.securityContext;
  switch (field) {
    case 'runAsNonRoot':
      if (agent.runAsNonRoot) return explained('agent-non-root', variable('runAsNonRoot'));
      break;
    case 'fsGroup':
      if (wanted?.fsGroup === undefined) return fixed('default-fs-group');
      break;
    case 'runAsUser':
    case 'runAsGroup':
      if (wanted?.[field] === 0) return explained('root-allowed', own(trace, field), allowance(trace));
      break;
    case 'appArmorProfile':
      return explained('option-applied', own(trace, `apparmorProfile/${part}`));
    default:
      break;
  }
  return explained('option-applied', own(trace, tokens.join('/')));
}

/** The security context of the container. */
export function containerSecurityOrigin(trace: StepTrace, tokens: readonly string[]): Explained {
  if (tokens[0] === 'privileged') return explained('privileged-step', stepField(trace, '/privileged'));
  return explained('option-applied', own(trace, tokens.join('/')));
}

function own(trace: StepTrace, option: string): Origin {
  return stepOption(trace, `/securityContext/${option}`);
}

/** What lets a step be root: it is privileged, or its users are not those of the host. */
function allowance(trace: StepTrace): Origin {
  return trace.step.privileged === true ? stepField(trace, '/privileged') : stepOption(trace, '/hostUsers');
}
