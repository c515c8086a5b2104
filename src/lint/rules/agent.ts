import type { Toleration } from 'kubernetes-types/core/v1.js';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { labelProblems } from '../../base/text/kubernetes-names.ts';
import { AGENT_OPTION_DEFAULTS } from '../../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { readVariable } from '../../translate/agent/read-variable.ts';
import {
  AGENT_VARIABLES,
  VARIABLE_OPTIONS,
  type VariableOption,
  variableName,
} from '../../translate/agent/variables.ts';
import type { Features } from '../../translate/release/features.ts';
import { namespaceOf } from '../../translate/resources/step-names.ts';
import { amountOf } from '../amount.ts';
import { isLabelKey, isLabelText } from '../label-text.ts';
import { agentFinding, type LintDiagnostic, type LintInput, type WorkflowRule } from '../lint-input.ts';
import type { LintCode } from '../registry.ts';

/** What is odd in the options of the agent. */
export const agentOptions: WorkflowRule = ({ trace }) => {
  const { agent, features } = trace.input;
  const findings: LintDiagnostic[] = [];
  agent.pullSecretNames.forEach((name, index) => {
    const [variable, path] = [variableName('pullSecretNames'), pointerTo(pathOf('pullSecretNames'), index)];
    if (name === '') findings.push(agentFinding('pull-secret-empty', path, { variable }));
    else if (name !== name.trim())
      findings.push(agentFinding('pull-secret-untrimmed', path, { variable, name: excerpt(name) }));
  });
  if (features.stopTimeout && agent.stopTimeout < 0) {
    const args = { variable: variableName('stopTimeout'), seconds: agent.stopTimeout };
    findings.push(agentFinding('stop-timeout-negative', pathOf('stopTimeout'), args));
  }
  const namespace = namespaceOf(trace.input.context.orgId ?? 0, agent, features);
  // Without a namespace the search domain of the services has an empty part.
  const isMissing = namespace === '' && features.headlessService;
  if (isMissing || (namespace !== '' && labelProblems(namespace) !== 0)) {
    const args = { variable: variableName('namespace'), namespace: excerpt(namespace) };
    findings.push(agentFinding('agent-namespace-invalid', pathOf('namespace'), args));
  }
  for (const option of ['podLabels', 'podNodeSelector'] as const)
    for (const [key, value] of Object.entries(agent[option]))
      if (!isLabelKey(key) || !isLabelText(value)) {
        const args = { variable: variableName(option), key: excerpt(key) };
        findings.push(agentFinding('agent-label-invalid', pointerTo(pathOf(option), key), args));
      }
  const size = amountOf(agent.volumeSize);
  if (size !== undefined && size <= 0) {
    const args = { variable: variableName('volumeSize'), size: agent.volumeSize };
    findings.push(agentFinding('volume-size-not-positive', pathOf('volumeSize'), args));
  }
  if (features.agentTolerations) findings.push(...agent.podTolerations.flatMap(tolerationFinding));
  return findings;
};

function tolerationFinding(
  { key = '', operator = '', effect = '', value = '', tolerationSeconds }: Toleration,
  index: number,
): LintDiagnostic[] {
  const problems = [
    ...(['', 'Exists', 'Equal'].includes(operator)
      ? []
      : [`the operator is Exists or Equal, not ${excerpt(operator)}`]),
    ...(['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)
      ? []
      : [`the effect is NoSchedule, PreferNoSchedule or NoExecute, not ${excerpt(effect)}`]),
    ...(key === '' && operator !== 'Exists' ? ['without a key the operator is Exists'] : []),
    ...(operator === 'Exists' && value !== '' ? ['the operator Exists takes no value'] : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? ['seconds need the effect NoExecute']
      : []),
  ];
  const variable = variableName('podTolerations');
  const path = pointerTo(pathOf('podTolerations'), index);
  return problems.map((problem) => agentFinding('agent-toleration-invalid', path, { variable, problem }));
}

/** What only the texts of the agent's environment tell. */
export const agentEnvironment: WorkflowRule = (input) => {
  const { environment, trace } = input;
  const { release, os } = trace.input.agent;
  const { problems } = readAgentEnvironment(environment, { release, os });
  const known = VARIABLE_OPTIONS.flatMap((option) => {
    const text = environment[variableName(option)];
    return text === undefined ? [] : variableFindings(option, text, input);
  });
  const domain = clusterDomain(input);
  const others = problems.filter(({ path }) => domain === undefined || path !== domain.path);
  return [
    ...others.map((problem) => ({ ...problem, code: problem.code as LintCode, source: 'agent' as const })),
    ...known,
    ...(domain === undefined ? [] : [domain]),
  ];
};

/** The domain of the cluster, where it is another than the one that the release is bound to. */
function clusterDomain({ trace, environment }: LintInput): LintDiagnostic | undefined {
  const { agent, features } = trace.input;
  const variable = variableName('clusterDomain');
  const domain = environment[variable] ?? agent.clusterDomain;
  const isOther = domain !== '' && domain !== AGENT_OPTION_DEFAULTS.clusterDomain;
  if (!features.headlessService || features.clusterDomain || !isOther) return undefined;
  return agentFinding('cluster-domain-fixed', pathOf('clusterDomain'), { variable, domain });
}

function variableFindings(option: VariableOption, text: string, { trace }: LintInput): LintDiagnostic[] {
  const { features } = trace.input;
  const { kind, feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !features[feature]) return [];
  const variable = variableName(option);
  if (text === '' && AGENT_OPTION_DEFAULTS[option] === true)
    return [agentFinding('agent-bool-empty', pathOf(option), { variable })];
  if (kind === 'tolerations' && features.legacyYamlOptions && text.includes('tolerationSeconds'))
    return [agentFinding('agent-toleration-seconds-ignored', pathOf(option), { variable })];
  return kind === 'textMap' && !features.legacyYamlOptions ? yamlFindings(option, text, features) : [];
}

/** Compares what YAML 1.1 makes of a map with the texts that earlier agents keep. */
function yamlFindings(option: VariableOption, text: string, features: Features): LintDiagnostic[] {
  const variable = variableName(option);
  const earlier = readVariable('textMap', text, { ...features, legacyYamlOptions: true });
  const later = readVariable('textMap', text, features);
  if ('error' in later) return [];
  if ('error' in earlier)
    return earlier.error.includes('twice')
      ? [agentFinding('agent-yaml-repeated-key', pathOf(option), { variable })]
      : [];
  const [before, after] = [entriesOf(earlier.value), entriesOf(later.value)];
  const changed = after.filter((entry) => !before.includes(entry));
  const kept = new Set(after);
  return before
    .filter((entry) => !kept.has(entry))
    .flatMap((entry, index) => {
      const written = changed[index];
      return written === undefined
        ? []
        : [agentFinding('agent-yaml-rewritten', pathOf(option), { variable, entry, written })];
    });
}

function entriesOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.entries(value).map(([key, text]) => `${key}: ${text}`) : [];
}

function pathOf(option: VariableOption): string {
  return pointerTo('', variableName(option));
}
