import type { Toleration } from 'kubernetes-types/core/v1.js';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import {
  labelProblems,
  labelValueProblems,
  qualifiedNameProblems,
} from '../../base/text/kubernetes-names.ts';
import type { ArgsOf, RuleTable } from '../../diagnostics/diagnostic.ts';
import {
  AGENT_OPTION_DEFAULTS,
  AGENT_VARIABLES,
  isKnown,
  VARIABLE_OPTIONS,
  type VariableOption,
  variableName,
} from '../../translate/agent/agent-options.ts';
import { type AgentEnvironment, readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { readVariable } from '../../translate/agent/read-variable.ts';
import type { AgentFeatures } from '../../translate/release/agent-features.ts';
import { namespaceOf } from '../../translate/resources/namespace.ts';
import { type Finding, findingsOf, type LintInput, type WorkflowRule } from '../finding.ts';
import { amountOf, hangsAgent } from '../texts.ts';
import { appArmorAnnotation } from './security.ts';

/** Agent options and variables that are accepted, but do something else than they seem to. */
export const AGENT_RULES = {
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
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(AGENT_RULES);

/** Makes a finding about the variable of an option, or about a part of its value. */
function about<Code extends keyof typeof AGENT_RULES>(
  option: VariableOption,
  code: Code,
  args: Omit<ArgsOf<(typeof AGENT_RULES)[Code]>, 'variable'>,
  ...part: readonly (string | number)[]
): Finding {
  const variable = variableName(option);
  const all = { ...args, variable } as unknown as ArgsOf<(typeof AGENT_RULES)[Code]>;
  const path = part.reduce<string>(pointerTo, pointerTo('', variable));
  return finding(code, path, all, { source: 'agent' });
}

export const agentOptionFindings: WorkflowRule = ({ trace }) => {
  const { agent, features } = trace.input;
  const findings: Finding[] = [];
  agent.pullSecretNames.forEach((name, index) => {
    if (name === '') findings.push(about('pullSecretNames', 'pull-secret-empty', {}, index));
    else if (name !== name.trim())
      findings.push(about('pullSecretNames', 'pull-secret-untrimmed', { name }, index));
  });
  if (features.stopTimeout && agent.stopTimeout < 0)
    findings.push(about('stopTimeout', 'stop-timeout-negative', { seconds: agent.stopTimeout }));
  const namespace = namespaceOf(trace.input.orgId, agent, features);
  // Without a namespace the search domain of the services has an empty part.
  const isMissing = namespace === '' && features.headlessService;
  if (isMissing || (namespace !== '' && labelProblems(namespace) !== 0))
    findings.push(about('namespace', 'agent-namespace-invalid', { namespace }));
  for (const option of ['podLabels', 'podNodeSelector'] as const)
    for (const [key, value] of Object.entries(agent[option]))
      if (qualifiedNameProblems(key) !== 0 || labelValueProblems(value) !== 0)
        findings.push(about(option, 'agent-label-invalid', { key }, key));
  for (const key of Object.keys(agent.podAnnotations))
    findings.push(...appArmorAnnotation(key, pointerTo(`/${variableName('podAnnotations')}`, key), 'agent'));
  const { volumeSize: size } = agent;
  const amount = amountOf(size);
  if (hangsAgent(size)) findings.push(about('volumeSize', 'volume-size-hangs', { size }));
  else if (amount !== undefined && amount <= 0)
    findings.push(about('volumeSize', 'volume-size-not-positive', { size }));
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
  const isExact = tolerationSeconds === undefined || Number.isSafeInteger(tolerationSeconds);
  const rounded = isExact ? [] : [String(BigInt(tolerationSeconds))];
  return [
    ...rounded.map((seconds) =>
      about('podTolerations', 'agent-toleration-seconds-rounded', { rounded: seconds }, index),
    ),
    ...problems
      .filter(([, , isBroken]) => isBroken)
      .map(([problem, shown]) => {
        const args = { problem, value: shown, remedy: problem };
        return about('podTolerations', 'agent-toleration-invalid', args, index);
      }),
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
  const others = problems.filter(({ path }) => path !== domain?.path);
  return [
    ...others.map((problem) => ({ ...problem, source: 'agent' as const })),
    ...known,
    ...(domain === undefined ? [] : [domain]),
  ];
};

/** The domain of the cluster, if it differs from the one that the release is bound to. */
function clusterDomain({ trace, environment }: LintInput): Finding | undefined {
  const { agent, features } = trace.input;
  const domain = environment[variableName('clusterDomain')] ?? agent.clusterDomain;
  const isOther = domain !== '' && domain !== AGENT_OPTION_DEFAULTS.clusterDomain;
  if (!features.headlessService || features.clusterDomain || !isOther) return undefined;
  return about('clusterDomain', 'cluster-domain-fixed', { domain });
}

function variableFindings(option: VariableOption, text: string, { trace }: LintInput): Finding[] {
  const { features } = trace.input;
  const { kind } = AGENT_VARIABLES[option];
  if (!isKnown(option, features)) return [];
  if (text === '' && AGENT_OPTION_DEFAULTS[option] === true) return [about(option, 'agent-bool-empty', {})];
  if (kind === 'tolerations' && features.legacyYamlOptions && text.includes('tolerationSeconds'))
    return [about(option, 'agent-toleration-seconds-ignored', {})];
  return kind === 'textMap' && !features.legacyYamlOptions ? yamlFindings(option, text, features) : [];
}

/** Compares the values of a map in YAML 1.1 with the strings that earlier agents keep. */
function yamlFindings(option: VariableOption, text: string, features: AgentFeatures): Finding[] {
  const earlier = readVariable('textMap', text, { ...features, legacyYamlOptions: true });
  const later = readVariable('textMap', text, features);
  if (later.problem !== undefined) return [];
  if (earlier.problem !== undefined)
    return earlier.problem.reason === 'key-repeated' ? [about(option, 'agent-yaml-repeated-key', {})] : [];
  const [before, after] = [entriesOf(earlier.value), entriesOf(later.value)];
  const changed = after.filter((entry) => !before.includes(entry));
  const kept = new Set(after);
  return before
    .filter((entry) => !kept.has(entry))
    .flatMap((entry, index) => {
      const written = changed[index];
      return written === undefined ? [] : [about(option, 'agent-yaml-rewritten', { entry, written })];
    });
}

function entriesOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.entries(value).map(([key, text]) => `${key}: ${text}`) : [];
}
