import { fold } from '../../base/encoding/case-mapping.ts';
import type { JsonValue } from '../../base/json/json.ts';
import { pathText, tokensOf } from '../../base/json/json-pointer.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { type Finding, findingsOf, type StepRule } from '../finding.ts';

/** Options that the agent cannot decode. */
export const UNDECODED_RULES = {
  'option-not-decoded': {
    severity: 'warning',
    message: 'The agent ignores the value {value} of `{option}`.',
    note: 'It cannot decode the value. It logs that, and starts the step without it.',
    help: 'Use {expected:text}.',
  },
  'option-lost-with-sibling': {
    severity: 'error',
    at: 'key',
    message: 'The agent ignores the whole `{option}`, because it cannot decode `{culprit}`.',
    note: 'It starts the step without the option.',
    help: 'Correct `{culprit}`.',
  },
  'option-element-emptied': {
    severity: 'error',
    message: 'The agent cannot decode this item of `{option}`, and uses an empty one.',
    note: 'An empty item hides those of the agent, or the API server rejects it.',
    help: 'Write an object with the documented keys.',
  },
  'secret-exposed-whole': {
    severity: 'error',
    message:
      'Each key of the Secret {secret} becomes an environment variable, because `target` cannot be decoded.',
    help: 'Write `target: { env: NAME }` or `target: { file: /path }`.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(UNDECODED_RULES);

/** Values that the agent cannot decode, and options that are lost with them. */
export const undecodedOptions: StepRule = ({ input, options, optionsPath, optionAt }) => {
  const { problems } = options;
  const findings: Finding[] = [];
  for (const { path, expected, value } of problems) {
    const at = optionsPath + path;
    const option = path === '' ? 'backend_options.kubernetes' : pathText(path);
    const secret = /^\/secrets\/(\d+)\/target$/i.exec(path)?.[1];
    const reference = secret === undefined ? undefined : input.options.secrets[Number(secret)];
    if (reference !== undefined && reference.key === '')
      findings.push(finding('secret-exposed-whole', at, { secret: reference.name }));
    else if (/^\/(tolerations|secrets)(\/\d+)?$/i.test(path))
      findings.push(finding('option-element-emptied', at, { option: tokensOf(path)[0] ?? '' }));
    else {
      findings.push(finding('option-not-decoded', at, { option, expected, value: value as JsonValue }));
    }
  }
  for (const option of ['securityContext', 'affinity'] as const) {
    const culprit = problems.find(({ path }) => fold(tokensOf(path)[0] ?? '') === fold(option));
    const isLarger = culprit !== undefined && tokensOf(culprit.path).length > 1;
    if (!isLarger || input.options[option] !== undefined) continue;
    const args = { option, culprit: pathText(culprit.path) };
    findings.push(finding('option-lost-with-sibling', optionAt(`/${option}`), args));
  }
  return findings;
};
