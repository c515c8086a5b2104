import { isSameJson } from '../../../base/json/leaves.ts';
import { AGENT_OPTION_DEFAULTS } from '../../../translate/agent/agent-options.ts';
import { AGENT_VARIABLES, type VariableOption } from '../../../translate/agent/variables.ts';
import { GATES } from '../../../translate/provenance/gates.ts';
import type { AgentLeaf } from '../agent-leaves.ts';
import type { WorkflowTrace } from '../trace.ts';
import { type Absence, dropped, fromRelease, overridden, SAME_AS_ABSENT } from './absence.ts';

/** Why a variable of the agent reached no field; undefined for one that should have. */
export function variableAbsence(
  leaf: AgentLeaf,
  trace: WorkflowTrace,
  shut: ReadonlySet<string>,
): Absence | undefined {
  const { option, value } = leaf;
  if (option === undefined) return dropped('variable-unknown');
  const { feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !trace.input.features[feature])
    return dropped('variable-newer', fromRelease(feature));
  const gate = Object.values(GATES).find((candidate) => candidate.option === option);
  if (gate !== undefined) return gateAbsence(option, trace, shut);
  if (isSameJson(value, AGENT_OPTION_DEFAULTS[option])) return SAME_AS_ABSENT;
  return loss(option, value, trace);
}

/** A gate acts on what it lets through or shuts out. */
function gateAbsence(
  option: VariableOption,
  { input: { agent }, plan }: WorkflowTrace,
  shut: ReadonlySet<string>,
): Absence | undefined {
  const isDefault = agent[option] === AGENT_OPTION_DEFAULTS[option];
  if (isDefault) return SAME_AS_ABSENT;
  if (shut.has(option)) return { outcome: 'applied', reason: 'gate-shut' };
  const hasFailed = plan.setupError !== undefined || plan.steps.some(({ error }) => error !== undefined);
  return hasFailed ? undefined : dropped('gate-without-effect');
}

function loss(option: VariableOption, value: unknown, trace: WorkflowTrace): Absence | undefined {
  const hasPods = trace.plan.steps.some(({ objects }) => objects.some(({ kind }) => kind === 'Pod'));
  switch (option) {
    case 'podLabels':
      return hasPods ? overridden('internal-label-wins') : undefined;
    case 'podNodeSelector':
    case 'podTolerations':
    case 'podAffinity':
      return hasPods ? overridden('option-wins') : undefined;
    case 'permissionInitImage':
      return dropped('init-container-unused');
    case 'clusterDomain':
      return dropped('cluster-domain-unused');
    case 'namespace':
      return value === '' ? { outcome: 'applied', reason: 'namespace-empty' } : undefined;
    default:
      return undefined;
  }
}
