import { fold } from '../../base/encoding/case-mapping.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isZero } from '../../explain/ledger/absences/absence.ts';
import { lostMetadata } from '../../explain/ledger/decide.ts';
import type { Decision } from '../../explain/ledger/decision.ts';
import { stepPathOf } from '../../explain/ledger/trace.ts';
import { type VariableOption, variableName } from '../../translate/agent/variables.ts';
import { isAllowedFromStep } from '../../translate/provenance/gates.ts';
import { possibleLabelValue } from '../../translate/resources/names.ts';
import { isInternalLabel } from '../../translate/resources/pod/labels.ts';
import { hasServicePod } from '../../translate/resources/step-names.ts';
import type { StepRule, WorkflowRule } from '../finding.ts';
import { isLabelKey, isLabelText } from '../label-text.ts';
import { finding, type LintDiagnostic } from '../lint-input.ts';

/** Labels and annotations that something else overrides. */
export const overriddenKeys: WorkflowRule = ({ trace }) =>
  oncePerLabel(lostMetadata(trace).flatMap(overriddenKey));

/** Every step has the labels of the workflow, but they are written once. */
function oncePerLabel(findings: readonly LintDiagnostic[]): LintDiagnostic[] {
  const seen = new Set<unknown>();
  return findings.filter(({ code, args }) => {
    const isSeen = code === 'workflow-label-gated' && seen.has(args['label']);
    seen.add(args['label']);
    return !isSeen;
  });
}

function overriddenKey({ path, reason, source }: Decision): LintDiagnostic[] {
  const tokens = tokensOf(path);
  const key = tokens.at(-1) ?? '';
  if (reason === 'label-gated') {
    const option = 'podLabelsAllowFromStep';
    const fix = { variable: { option, name: variableName(option), value: 'true' } } as const;
    return [finding('workflow-label-gated', path, { label: key, variable: variableName(option) }, fix)];
  }
  if (source !== 'step-option') return [];
  if (reason === 'internal-label-wins') return [finding('internal-label-wins', path, { key })];
  if (reason !== 'agent-wins') return [];
  const [, , written] = tokensOf(path.slice(stepPathOf(path).length));
  const isLabel = fold(written ?? '') === 'labels';
  const option: VariableOption = isLabel ? 'podLabels' : 'podAnnotations';
  const args = { kind: isLabel ? 'label' : 'annotation', key, variable: variableName(option) };
  return [finding('agent-key-wins', path, args)];
}

/** Labels that get in the way of those that Woodpecker sets. */
export const labelClashes: StepRule = ({ input, options, optionsPath, step, path }) => {
  const { agent, features } = input;
  const own = isAllowedFromStep('labels', agent, features) ? (input.options.labels ?? {}) : {};
  const findings: LintDiagnostic[] = [];
  for (const [key, value] of Object.entries(own)) {
    const at = optionsPath + options.writtenAt(pointerTo('/labels', key));
    if (features.workflowLabels && Object.hasOwn(step.workflow_labels ?? {}, key) && isInternalLabel(key))
      findings.push(finding('internal-label-replaced', at, { key }));
    if (key === 'service' && !hasServicePod(step, features) && !Object.hasOwn(agent.podLabels, key))
      findings.push(finding('service-label-on-step', at, { value }));
  }
  const shared = features.workflowLabels ? Object.entries(step.workflow_labels ?? {}) : [];
  for (const [key, value] of shared) {
    const at = pointerTo(`${path}/workflow_labels`, key);
    if (isInternalLabel(key) && !key.startsWith('woodpecker-ci.org/'))
      findings.push(finding('label-prefix-without-slash', at, { key }));
    const isSet = isInternalLabel(key) || isAllowedFromStep('labels', agent, features);
    const written = possibleLabelValue(value, features);
    if (isSet && !Object.hasOwn(agent.podLabels, key) && !(isLabelKey(key) && isLabelText(written ?? '')))
      findings.push(finding('workflow-label-unusable', at, { label: excerpt(key) }));
  }
  return findings;
};

/** Options of a step that take the place of the agent's. */
export const replacedLayers: StepRule = ({ input, options, optionsPath }) => {
  const { agent, features } = input;
  const findings: LintDiagnostic[] = [];
  const hasTolerations =
    input.options.tolerations.length > 0 && isAllowedFromStep('tolerations', agent, features);
  if (features.agentTolerations && hasTolerations && agent.podTolerations.length > 0) {
    const args = { variable: variableName('podTolerations') };
    findings.push(
      finding('tolerations-replace-agent', optionsPath + options.writtenAt('/tolerations'), args),
    );
  }
  const { affinity } = input.options;
  if (
    affinity !== undefined &&
    agent.podAffinity !== undefined &&
    isAllowedFromStep('affinity', agent, features)
  ) {
    const code = isZero(affinity) ? 'affinity-empty' : 'affinity-hides-agent';
    const args = { variable: variableName('podAffinity') };
    findings.push(finding(code, optionsPath + options.writtenAt('/affinity'), args));
  }
  return findings;
};

/** Values that the agent cannot read, and what goes with them. */
export const undecodedOptions: StepRule = ({ input, options, optionsPath, problems }) => {
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
