import { pointerTo } from '../../../base/json/json-pointer.ts';
import { GATES, type GatedOption, isAllowedFromStep } from '../../../translate/provenance/gates.ts';
import type { Origin } from '../../../translate/provenance/origin.ts';
import { type Explained, explained, type StepTrace, stepField, stepOption, variable } from '../trace.ts';

/** Where the Pod of a step may run: node selector, tolerations, affinity, classes and the like. */
export function schedulingOrigin(
  trace: StepTrace,
  field: string,
  rest: readonly string[],
): Explained | undefined {
  switch (field) {
    case 'nodeSelector':
      return nodeSelector(trace, rest[0] ?? '');
    case 'tolerations':
      return tolerations(trace, rest);
    case 'affinity':
      return affinity(trace, rest);
    case 'priorityClassName':
      return explained('agent-priority-class', variable('priorityClass'));
    case 'runtimeClassName':
    case 'serviceAccountName':
      return allowedOption(trace, field, `/${field}`);
    case 'hostUsers':
      return explained('option-applied', stepOption(trace, '/hostUsers'));
    default:
      return undefined;
  }
}

/** A gated option that counts: the gate belongs to its origin where the release has one. */
function allowedOption(trace: StepTrace, gated: GatedOption, option: string): Explained {
  return explained('option-allowed', stepOption(trace, option), ...gateOrigin(trace, gated));
}

function gateOrigin({ input }: StepTrace, gated: GatedOption): Origin[] {
  const { option, feature } = GATES[gated];
  return feature === undefined || input.features[feature] ? [variable(option)] : [];
}

function nodeSelector(trace: StepTrace, key: string): Explained {
  const { agent, features, options } = trace.input;
  const isOfStep = options.nodeSelector !== undefined && Object.hasOwn(options.nodeSelector, key);
  if (isOfStep && isAllowedFromStep('nodeSelector', agent, features))
    return allowedOption(trace, 'nodeSelector', pointerTo('/nodeSelector', key));
  if (Object.hasOwn(agent.podNodeSelector, key))
    return explained('agent-node-selector', variable('podNodeSelector', key));
  const path = `${stepField(trace, '/environment').path}/CI_SYSTEM_PLATFORM`;
  return explained('platform-architecture', { source: 'platform', path });
}

function tolerations(trace: StepTrace, tokens: readonly string[]): Explained {
  const { agent, features, options } = trace.input;
  const isOfStep = options.tolerations.length > 0 && isAllowedFromStep('tolerations', agent, features);
  if (isOfStep) return allowedOption(trace, 'tolerations', tokens.reduce(pointerTo, '/tolerations'));
  return explained('agent-tolerations', variable('podTolerations', ...tokens));
}

function affinity(trace: StepTrace, tokens: readonly string[]): Explained {
  const { agent, features, options } = trace.input;
  if (options.affinity !== undefined && isAllowedFromStep('affinity', agent, features))
    return allowedOption(trace, 'affinity', tokens.reduce(pointerTo, '/affinity'));
  return explained('agent-affinity', variable('podAffinity', ...tokens));
}
