import type { Toleration } from 'kubernetes-types/core/v1.js';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { labelProblems } from '../../base/text/kubernetes-names.ts';
import { type ArgsOf, rules } from '../../diagnostics/diagnostic.ts';
import { AGENT_OPTION_DEFAULTS } from '../../translate/agent/agent-options.ts';
import { type AgentEnvironment, readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { readVariable } from '../../translate/agent/read-variable.ts';
import {
  AGENT_VARIABLES,
  VARIABLE_OPTIONS,
  type VariableOption,
  variableName,
} from '../../translate/agent/variables.ts';
import type { AgentFeatures } from '../../translate/release/agent-features.ts';
import { namespaceOf } from '../../translate/resources/step-names.ts';
import { type Finding, findingsOf, type LintInput, type WorkflowRule } from '../finding.ts';
import { amountOf, hangsAgent, isLabelKey, isLabelText } from '../texts.ts';
import { appArmorAnnotation } from './security.ts';

/** Agent options and variables that are accepted, but do something else than they seem to. */
export const AGENT_RULES = rules({
  'agent-bool-empty': {
    severity: 'warning',
    message: 'The variable `{variable}` is set but empty, which means `false`.',
    note: 'Its default is `true`.',
    help: 'Write `true` or `false`, or unset the variable.',
  },
  'pull-secret-untrimmed': {
    severity: 'error',
    message: 'The agent looks for a Secret {name}, with the spaces around its name.',
    note: 'Agents of 3.9 do so. Other releases remove the spaces.',
    help: 'Remove the spaces from `{variable}`.',
  },
  'pull-secret-empty': {
    severity: 'warning',
    message: 'An item of `{variable}` is empty and becomes a reference without a name.',
    help: 'Remove the extra comma.',
  },
  'agent-toleration-seconds-ignored': {
    severity: 'warning',
    message: 'The agent ignores `tolerationSeconds` in `{variable}`.',
    note: 'Agents of 3.9 to 3.12 read keys in lower case only.',
    help: 'Write `tolerationseconds`, or update the agent to 3.13.',
  },
  'agent-yaml-rewritten': {
    severity: 'warning',
    message: 'The entry {entry} of `{variable}` becomes {written}.',
    note: 'Since 3.13 agents read the variable as YAML 1.1.',
    help: 'Quote both the key and the value.',
  },
  'agent-yaml-repeated-key': {
    severity: 'warning',
    message: 'A key is repeated in `{variable}`, and the last one takes effect.',
    note: 'Agents through 3.12 do not start with it.',
    help: 'Remove one of them.',
  },
  'agent-label-invalid': {
    severity: 'error',
    message: 'Invalid label {key} in `{variable}`.',
    note: 'The API server rejects each Pod.',
    help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. A key can have a DNS name and `/` before it.',
  },
  'agent-toleration-invalid': {
    severity: 'error',
    message: 'Invalid toleration in `{variable}`: {problem:text} {value}.',
    note: 'The API server rejects each Pod that has it.',
    help: '{remedy:text}',
    words: {
      problem: {
        operator: 'the operator is',
        effect: 'the effect is',
        key: 'it has no key, and the operator is',
        value: 'the operator `Exists` has the value',
        seconds: 'it has seconds, and the effect is',
      },
      remedy: {
        operator: 'Use `Exists` or `Equal`.',
        effect: 'Use `NoSchedule`, `PreferNoSchedule` or `NoExecute`.',
        key: 'Use `Exists`, or add a key.',
        value: 'Remove the value, or use `Equal`.',
        seconds: 'Use `NoExecute`, or remove the seconds.',
      },
    },
  },
  'agent-toleration-seconds-rounded': {
    severity: 'warning',
    message: 'An integer in `{variable}` may be rounded; it is {rounded} here.',
    note: 'The agent sends it exactly. Numbers of JavaScript are exact up to 9007199254740991.',
    help: 'Write an integer up to 9007199254740991.',
  },
  'volume-size-not-positive': {
    severity: 'error',
    message: 'The volume size {size} in `{variable}` is not above 0.',
    note: 'The API server rejects the volume.',
    help: 'Write a size such as `10G`.',
  },
  'volume-size-hangs': {
    severity: 'error',
    message: 'The agent hangs on the volume size {size} in `{variable}`.',
    note: 'It writes out the power of ten of the exponent.',
    help: 'Write a size such as `10G`.',
  },
  'stop-timeout-negative': {
    severity: 'error',
    message: 'The value {seconds} of `{variable}` is below 0.',
    note: 'The agent sends it as the grace period of each deletion, and the API server rejects it.',
    help: 'Write 0 or more.',
  },
  'cluster-domain-fixed': {
    severity: 'warning',
    message: 'The value {domain} of `{variable}` has no effect.',
    note: 'Agents before the next release always search services under `cluster.local`.',
    help: 'Update the agent, or set `dns_search` on the steps.',
  },
  'agent-namespace-invalid': {
    severity: 'error',
    message: 'Invalid namespace {namespace} in `{variable}`.',
    note: 'The API server rejects it.',
    help: 'Use at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends.',
  },
});

const reported = findingsOf(AGENT_RULES);

function finding<Code extends keyof typeof AGENT_RULES>(
  code: Code,
  path: string,
  args: ArgsOf<(typeof AGENT_RULES)[Code]>,
): Finding {
  return reported(code, path, args, { source: 'agent' });
}

/** Findings about the options of the agent. */
export const agentOptionFindings: WorkflowRule = ({ trace }) => {
  const { agent, features } = trace.input;
  const findings: Finding[] = [];
  agent.pullSecretNames.forEach((name, index) => {
    const [variable, path] = [variableName('pullSecretNames'), pointerTo(pathOf('pullSecretNames'), index)];
    if (name === '') findings.push(finding('pull-secret-empty', path, { variable }));
    else if (name !== name.trim())
      findings.push(finding('pull-secret-untrimmed', path, { variable, name: name }));
  });
  if (features.stopTimeout && agent.stopTimeout < 0) {
    const args = { variable: variableName('stopTimeout'), seconds: agent.stopTimeout };
    findings.push(finding('stop-timeout-negative', pathOf('stopTimeout'), args));
  }
  const namespace = namespaceOf(trace.input.orgId, agent, features);
  // Without a namespace the search domain of the services has an empty part.
  const isMissing = namespace === '' && features.headlessService;
  if (isMissing || (namespace !== '' && labelProblems(namespace) !== 0)) {
    const args = { variable: variableName('namespace'), namespace: namespace };
    findings.push(finding('agent-namespace-invalid', pathOf('namespace'), args));
  }
  for (const option of ['podLabels', 'podNodeSelector'] as const)
    for (const [key, value] of Object.entries(agent[option]))
      if (!isLabelKey(key) || !isLabelText(value)) {
        const args = { variable: variableName(option), key: key };
        findings.push(finding('agent-label-invalid', pointerTo(pathOf(option), key), args));
      }
  for (const key of Object.keys(agent.podAnnotations))
    findings.push(...appArmorAnnotation(key, pointerTo(pathOf('podAnnotations'), key), 'agent'));
  const size = amountOf(agent.volumeSize);
  if (hangsAgent(agent.volumeSize)) {
    const args = { variable: variableName('volumeSize'), size: agent.volumeSize };
    findings.push(finding('volume-size-hangs', pathOf('volumeSize'), args));
  } else if (size !== undefined && size <= 0) {
    const args = { variable: variableName('volumeSize'), size: agent.volumeSize };
    findings.push(finding('volume-size-not-positive', pathOf('volumeSize'), args));
  }
  return features.agentTolerations
    ? [...findings, ...agent.podTolerations.flatMap(tolerationFinding)]
    : findings;
};

function tolerationFinding(
  { key = '', operator = '', effect = '', value = '', tolerationSeconds }: Toleration,
  index: number,
): Finding[] {
  const problems: readonly (readonly [
    keyof (typeof AGENT_RULES)['agent-toleration-invalid']['words']['problem'],
    string,
    boolean,
  ])[] = [
    ['operator', operator, !['', 'Exists', 'Equal'].includes(operator)],
    ['effect', effect, !['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)],
    ['key', operator, key === '' && operator !== 'Exists'],
    ['value', value, operator === 'Exists' && value !== ''],
    ['seconds', effect, tolerationSeconds !== undefined && effect !== 'NoExecute'],
  ];
  const variable = variableName('podTolerations');
  const path = pointerTo(pathOf('podTolerations'), index);
  const isExact = tolerationSeconds === undefined || Number.isSafeInteger(tolerationSeconds);
  const rounded = isExact ? [] : [String(BigInt(tolerationSeconds))];
  return [
    ...rounded.map((seconds) =>
      finding('agent-toleration-seconds-rounded', path, { variable, rounded: seconds }),
    ),
    ...problems
      .filter(([, , isBroken]) => isBroken)
      .map(([problem, shown]) =>
        finding('agent-toleration-invalid', path, { variable, problem, value: shown, remedy: problem }),
      ),
  ];
}

/** Findings about the agent's environment as it is written. */
export const agentEnvironment: WorkflowRule = (input) => {
  const { environment, writtenEnvironment, trace } = input;
  const { release, os } = trace.input.agent;
  const { problems } = readAgentEnvironment(writtenEnvironment as AgentEnvironment, { release, os });
  const known = VARIABLE_OPTIONS.flatMap((option) => {
    const text = environment[variableName(option)];
    return text === undefined ? [] : variableFindings(option, text, input);
  });
  const domain = clusterDomain(input);
  const others = problems.filter(({ path }) => domain === undefined || path !== domain.path);
  return [
    ...others.map((problem) => ({ ...problem, source: 'agent' as const })),
    ...known,
    ...(domain === undefined ? [] : [domain]),
  ];
};

/** The domain of the cluster, if it differs from the one that the release is bound to. */
function clusterDomain({ trace, environment }: LintInput): Finding | undefined {
  const { agent, features } = trace.input;
  const variable = variableName('clusterDomain');
  const domain = environment[variable] ?? agent.clusterDomain;
  const isOther = domain !== '' && domain !== AGENT_OPTION_DEFAULTS.clusterDomain;
  if (!features.headlessService || features.clusterDomain || !isOther) return undefined;
  return finding('cluster-domain-fixed', pathOf('clusterDomain'), { variable, domain });
}

function variableFindings(option: VariableOption, text: string, { trace }: LintInput): Finding[] {
  const { features } = trace.input;
  const { kind, feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !features[feature]) return [];
  const variable = variableName(option);
  if (text === '' && AGENT_OPTION_DEFAULTS[option] === true)
    return [finding('agent-bool-empty', pathOf(option), { variable })];
  if (kind === 'tolerations' && features.legacyYamlOptions && text.includes('tolerationSeconds'))
    return [finding('agent-toleration-seconds-ignored', pathOf(option), { variable })];
  return kind === 'textMap' && !features.legacyYamlOptions ? yamlFindings(option, text, features) : [];
}

/** Compares the values of a map in YAML 1.1 with the strings that earlier agents keep. */
function yamlFindings(option: VariableOption, text: string, features: AgentFeatures): Finding[] {
  const variable = variableName(option);
  const earlier = readVariable('textMap', text, { ...features, legacyYamlOptions: true });
  const later = readVariable('textMap', text, features);
  if ('error' in later) return [];
  if ('error' in earlier)
    return earlier.error.includes('twice')
      ? [finding('agent-yaml-repeated-key', pathOf(option), { variable })]
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
        : [finding('agent-yaml-rewritten', pathOf(option), { variable, entry, written })];
    });
}

function entriesOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.entries(value).map(([key, text]) => `${key}: ${text}`) : [];
}

function pathOf(option: VariableOption): string {
  return pointerTo('', variableName(option));
}
