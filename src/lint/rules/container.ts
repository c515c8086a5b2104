import type { Pod } from 'kubernetes-types/core/v1.js';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isScriptVariable } from '../../explain/ledger/origins/environment.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { nodeSelector } from '../../translate/resources/pod/scheduling.ts';
import { needsRegistrySecret } from '../../translate/resources/registry-secret.ts';
import { attempt } from '../attempt.ts';
import { finding, type LintDiagnostic, type StepRule, stepTitle } from '../lint-input.ts';

const IGNORED = {
  tmpfs: 'mount a claim under `volumes`, or write to /tmp of the container',
  devices: 'ask for a device as a resource, such as example.com/gpu, or use a privileged step',
  network_mode: 'every Pod has a network of its own; reach services by their name',
} as const;

/** What a container runs, and with which variables. */
export const container: StepRule = (trace) => {
  const { step, path } = trace;
  const title = stepTitle(trace);
  const findings: LintDiagnostic[] = [];
  const hasCommands = (step.commands?.length ?? 0) > 0;
  if (hasCommands && (step.entrypoint?.length ?? 0) > 0)
    findings.push(finding('entrypoint-hides-commands', `${path}/entrypoint`, { step: title }));
  for (const field of Object.keys(IGNORED) as (keyof typeof IGNORED)[])
    if ((step[field]?.length ?? 0) > 0)
      findings.push(finding('field-ignored', `${path}/${field}`, { field, instead: IGNORED[field] }));
  const hasSettings = Object.keys(step.environment ?? {}).some((name) => name.startsWith('PLUGIN_'));
  if (hasSettings && (hasCommands || (step.entrypoint?.length ?? 0) > 0))
    findings.push(
      finding('plugin-settings-unused', `${path}/${hasCommands ? 'commands' : 'entrypoint'}`, {
        step: title,
      }),
    );
  const credentials = step.auth_config;
  if (!needsRegistrySecret(step) && (credentials?.username || credentials?.password))
    findings.push(finding('credentials-incomplete', `${path}/auth_config`, { step: title }));
  return [
    ...findings,
    ...operatingSystem(trace),
    ...initContainer(trace, title),
    ...plainSecrets(trace, title),
  ];
};

function operatingSystem(trace: StepTrace): LintDiagnostic[] {
  const { step, input, path } = trace;
  if ((step.commands?.length ?? 0) === 0) return [];
  const node = attempt(() => nodeSelector(input))?.['kubernetes.io/os'];
  const agent = input.agent.os;
  if (node === undefined || (node === 'windows') === (agent === 'windows')) return [];
  return [finding('script-os-mismatch', `${path}/commands`, { agent, node })];
}

function initContainer({ plan, path, step }: StepTrace, title: string): LintDiagnostic[] {
  const pod = plan?.objects.find((object): object is Pod => object.kind === 'Pod');
  const init = pod?.spec?.initContainers?.[0];
  if (init === undefined) return [];
  const args = { step: title, directory: excerpt(init.args?.[2] ?? '') };
  const at = `${path}/${(step.commands?.length ?? 0) > 0 ? 'workspace_base' : 'working_dir'}`;
  const findings = [finding('init-container-added', at, args)];
  if (init.name.length > 63 && init.name.length - 'init-'.length <= 63)
    findings.push(finding('init-container-name-too-long', `${path}/name`, { length: init.name.length }));
  return findings;
}

function plainSecrets({ step, input, path }: StepTrace, title: string): LintDiagnostic[] {
  const names = Object.keys(step.secret_mapping ?? {});
  if (input.features.stepSecrets || names.length === 0) return [];
  return [finding('secret-value-in-pod', `${path}/secret_mapping`, { step: title, names: names.join(', ') })];
}

/** Variables, of which only the names are told: values may be secret. */
export const environmentVariables: StepRule = (trace) => {
  const { step, path, input } = trace;
  const mapping = input.features.stepSecrets ? (step.secret_mapping ?? {}) : {};
  const keys = Object.keys(mapping).filter((name) => !/^[-._a-zA-Z0-9]+$/.test(name));
  const unusable = keys.map((name) =>
    finding('secret-variable-name-invalid', pointerTo(`${path}/secret_mapping`, name), {
      name: excerpt(name),
    }),
  );
  const own = Object.entries(step.environment ?? {}).flatMap(([name, value]) => {
    const at = pointerTo(`${path}/environment`, name);
    const isMapped = Object.hasOwn(mapping, name);
    if (isScriptVariable(trace, name))
      return [finding(isMapped ? 'script-variable-mapped' : 'script-variable-set', at, { name })];
    if (!/^[ -<>-~]+$/.test(name)) return [finding('environment-name-invalid', at, { name: excerpt(name) })];
    const isSecret = isMapped || Object.hasOwn(step.secret_mapping ?? {}, name);
    return isSecret ? [] : expandedReferences(name, value, at, step.environment ?? {});
  });
  return [...unusable, ...own];
};

function expandedReferences(
  name: string,
  value: string,
  at: string,
  environment: Readonly<Record<string, string>>,
): LintDiagnostic[] {
  // Two dollars stand for one, so that what follows them is no reference.
  const names = [...value.replaceAll('$$', '').matchAll(/\$\(([^()]*)\)/g)].map(
    ([, reference = '']) => reference,
  );
  const found = names.filter((reference) => reference !== '' && Object.hasOwn(environment, reference));
  if (found.length === 0) return [];
  return [
    finding('environment-expanded', at, { name, references: found.map((text) => `$(${text})`).join(', ') }),
  ];
}

/** Secrets of the cluster. */
export const nativeSecretReferences: StepRule = (trace) => {
  const { step, input, options, optionsPath } = trace;
  const { files, variables, environments } = trace.uses.secrets;
  const at = (index: number): string => optionsPath + options.writtenAt(`/secrets/${index}`);
  const secretAt = (index: number) =>
    input.options.secrets[index] ?? { name: '', key: '', target: { env: '', file: '' } };
  const findings: LintDiagnostic[] = [];
  for (const index of variables) {
    const { name: secret, key, target } = secretAt(index);
    const name = target.env === '' ? key.toUpperCase() : target.env;
    if (key === '') findings.push(finding('secret-key-missing', at(index), { secret }));
    if (Object.hasOwn(step.environment ?? {}, name))
      findings.push(finding('secret-variable-repeated', at(index), { name }));
  }
  for (const index of [...variables, ...environments])
    if (secretAt(index).name === '' && !isEmptied(trace, index))
      findings.push(finding('native-secret-unnamed', at(index), {}));
  for (const index of files)
    if (secretAt(index).target.env !== '')
      findings.push(finding('secret-target-twice', at(index), { secret: secretAt(index).name }));
  return findings;
};

/** An item that could not be read has a finding of its own. */
function isEmptied({ problems, options }: StepTrace, index: number): boolean {
  return problems.some(({ path }) => path === options.writtenAt(`/secrets/${index}`));
}
