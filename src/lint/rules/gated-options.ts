import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isZero } from '../../explain/ledger/absences/absence.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import { GATES, type GatedOption, isAllowedFromStep } from '../../translate/provenance/gates.ts';
import { FEATURES } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { StepRule } from '../finding.ts';
import { finding, type LintDiagnostic, stepTitle } from '../lint-input.ts';

const CODES = {
  labels: 'step-label-gated',
  annotations: 'step-annotation-gated',
  nodeSelector: 'step-node-selector-gated',
  tolerations: 'step-toleration-gated',
  affinity: 'step-affinity-gated',
  serviceAccountName: 'step-service-account-gated',
  runtimeClassName: 'step-runtime-class-gated',
  secrets: 'step-secret-gated',
} as const satisfies Record<GatedOption, string>;

/** Options that the agent does not take from steps, and those that a later release no longer takes freely. */
export const gatedOptions: StepRule = (step) =>
  (Object.keys(GATES) as GatedOption[]).flatMap((option) => {
    const value = step.input.options[option];
    if (isZero(value ?? null)) return [];
    return isAllowedFromStep(option, step.input.agent, step.input.features)
      ? ungated(option, step)
      : [gated(option, step)];
  });

function gated(option: GatedOption, step: StepTrace): LintDiagnostic {
  const gate = GATES[option];
  const variable = variableName(gate.option);
  const since = gate.feature === undefined ? '3.0' : sinceText(FEATURES[gate.feature].since);
  const args = { step: stepTitle(step), variable, given: givenText(option, step), since };
  const fix = { variable: { option: gate.option, name: variable, value: 'true' } };
  return finding(CODES[option], placeOf(option, step), args, fix);
}

/** What is given, in short. */
function givenText(option: GatedOption, { input: { options } }: StepTrace): string {
  const value = options[option];
  if (typeof value === 'string') return value;
  if (option === 'secrets') return options.secrets.map(({ name }) => name || '""').join(', ');
  if (option === 'tolerations') return options.tolerations.map(({ key }) => key || 'every taint').join(', ');
  return excerpt(Object.keys(value ?? {}).join(', ')).slice(1, -1);
}

function ungated(option: GatedOption, step: StepTrace): LintDiagnostic[] {
  const { option: variable, feature } = GATES[option];
  if (feature === undefined || step.input.features[feature] || option === 'tolerations') return [];
  const args = {
    option: `\`${option}\``,
    variable: variableName(variable),
    since: sinceText(FEATURES[feature].since),
  };
  return [finding('option-ungated', placeOf(option, step), args)];
}

function sinceText(release: Release): string {
  return release === 'next' ? 'the release after 3.17' : release;
}

function placeOf(option: string, { options, optionsPath }: StepTrace): string {
  return optionsPath + options.writtenAt(pointerTo('', option));
}
