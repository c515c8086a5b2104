import { AGENT_OPTION_DEFAULTS } from '../../agent/agent-options.ts';
import { readAgentEnvironment } from '../../agent/agent-options-from-env.ts';
import { readVariable } from '../../agent/read-variable.ts';
import {
  AGENT_VARIABLES,
  VARIABLE_OPTIONS,
  type VariableOption,
  variableName,
} from '../../agent/variables.ts';
import { isJsonObject } from '../../model/json.ts';
import { pointerTo } from '../../model/json-pointer.ts';
import { featuresOf } from '../../release/features.ts';
import { excerpt } from '../../text/excerpt.ts';
import { agentFinding, type LintDiagnostic, type LintInput, type WorkflowRule } from '../lint-input.ts';

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
  const isOtherDomain =
    agent.clusterDomain !== '' && agent.clusterDomain !== AGENT_OPTION_DEFAULTS.clusterDomain;
  if (features.headlessService && !features.clusterDomain && isOtherDomain) {
    const args = { variable: variableName('clusterDomain'), domain: agent.clusterDomain };
    findings.push(agentFinding('cluster-domain-fixed', pathOf('clusterDomain'), args));
  }
  if (
    agent.namespace !== '' &&
    !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(agent.namespace) &&
    !agent.namespacePerOrganization
  ) {
    const args = { variable: variableName('namespace'), namespace: excerpt(agent.namespace) };
    findings.push(agentFinding('namespace-invalid', pathOf('namespace'), args));
  }
  for (const [key, value] of Object.entries(agent.podLabels))
    if (!isLabelKey(key) || !isLabelText(value)) {
      const args = { variable: variableName('podLabels'), key: excerpt(key) };
      findings.push(agentFinding('agent-label-invalid', pointerTo(pathOf('podLabels'), key), args));
    }
  return findings;
};

/** What only the texts of the agent's environment tell. */
export const agentEnvironment: WorkflowRule = (input) => {
  const { environment, trace } = input;
  const { release, os } = trace.input.agent;
  const { problems } = readAgentEnvironment(environment, { release, os });
  const known = VARIABLE_OPTIONS.flatMap((option) => {
    const text = environment[variableName(option)];
    return text === undefined ? [] : variableFindings(option, text, input);
  });
  return [...problems.map((problem) => ({ ...problem, source: 'agent' as const })), ...known];
};

function variableFindings(option: VariableOption, text: string, { trace }: LintInput): LintDiagnostic[] {
  const { features } = trace.input;
  const { kind, feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !features[feature]) return [];
  const variable = variableName(option);
  if (kind === 'bool' && text === '' && AGENT_OPTION_DEFAULTS[option] === true)
    return [agentFinding('agent-bool-empty', pathOf(option), { variable })];
  if (kind === 'tolerations' && features.legacyYamlOptions && text.includes('tolerationSeconds'))
    return [agentFinding('agent-toleration-seconds-ignored', pathOf(option), { variable })];
  return kind === 'textMap' && !features.legacyYamlOptions ? yamlFindings(option, text) : [];
}

/** Compares what YAML 1.1 makes of a map with the texts that earlier agents keep. */
function yamlFindings(option: VariableOption, text: string): LintDiagnostic[] {
  const variable = variableName(option);
  const earlier = readVariable('textMap', text, featuresOf('3.12'));
  const later = readVariable('textMap', text, featuresOf('3.13'));
  if ('error' in later) return [];
  if ('error' in earlier)
    return earlier.error.includes('twice')
      ? [agentFinding('agent-yaml-repeated-key', pathOf(option), { variable })]
      : [];
  const [before, after] = [entriesOf(earlier.value), entriesOf(later.value)];
  return before.flatMap((entry, index) => {
    const written = after[index] ?? '';
    return entry === written
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

function isLabelText(text: string): boolean {
  return /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(text);
}

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const isPrefix =
    prefix === undefined || /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(prefix);
  return isPrefix && name !== '' && isLabelText(name);
}
