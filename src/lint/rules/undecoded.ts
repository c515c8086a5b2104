import { fold } from '../../base/encoding/case-mapping.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { StepRule } from '../finding.ts';
import { finding, type LintDiagnostic } from '../lint-input.ts';

/** Values that the agent cannot read, and what goes with them. */
export const undecodedOptions: StepRule = ({ input, options, optionsPath }) => {
  const { problems } = options;
  const findings: LintDiagnostic[] = [];
  for (const { path, expected, value } of problems) {
    const at = optionsPath + path;
    const option = `\`${path === '' ? 'backend_options.kubernetes' : path.slice(1).replaceAll('/', '.')}\``;
    const top = tokensOf(path)[0] ?? '';
    const secret = /^\/secrets\/(\d+)\/target$/i.exec(path)?.[1];
    const reference = secret === undefined ? undefined : input.options.secrets[Number(secret)];
    const isItem = /^\/(tolerations|secrets)(\/\d+)?$/i.test(path);
    if (reference !== undefined && reference.key === '') {
      findings.push(finding('secret-exposed-whole', at, { secret: reference.name }));
    } else if (isItem) {
      findings.push(finding('option-element-emptied', at, { option: `\`${top}\`` }));
    } else {
      findings.push(finding('option-not-decoded', at, { option, expected, value: excerpt(value) }));
    }
  }
  for (const name of ['securityContext', 'affinity'] as const) {
    const culprit = problems.find(({ path }) => fold(tokensOf(path)[0] ?? '') === fold(name));
    const isLarger = culprit !== undefined && tokensOf(culprit.path).length > 1;
    if (!isLarger || input.options[name] !== undefined) continue;
    const args = { option: `\`${name}\``, culprit: `\`${culprit.path.slice(1).replaceAll('/', '.')}\`` };
    findings.push(finding('option-lost-with-sibling', optionsPath + options.writtenAt(`/${name}`), args));
  }
  return findings;
};
