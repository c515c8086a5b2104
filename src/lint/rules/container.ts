import { byteLength } from '../../base/encoding/utf8.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { IGNORED_FIELDS } from '../../explain/ledger/decide.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { featuresOf } from '../../translate/release/features.ts';
import { isScriptVariable } from '../../translate/resources/pod/environment.ts';
import { layeredEntries } from '../../translate/resources/pod/layers.ts';
import { nativeSecrets, variableNameOf } from '../../translate/resources/pod/native-secrets.ts';
import { tryTranslate } from '../../translate/resources/translation-error.ts';
import { variableOwner } from '../../workflow/environment/variable-owners.ts';
import { type Finding, findingsOf, type LossRows, type StepRule } from '../finding.ts';

/** Commands, environment and secrets of the container. */
export const CONTAINER_RULES = {
  'entrypoint-hides-commands': {
    severity: 'warning',
    message: 'The `entrypoint` of {step} replaces the command that runs its `commands`.',
    note: 'The commands run only if the entrypoint runs the script in `CI_SCRIPT`.',
    help: 'Remove `entrypoint` or `commands`.',
  },
  'field-ignored': {
    severity: 'warning',
    at: 'key',
    message: 'The Kubernetes backend ignores `{field}`.',
    help: '{instead:text}',
    words: {
      instead: {
        tmpfs: 'Mount a claim under `volumes`, or write to `/tmp` in the container.',
        devices: 'Request the device as a resource such as `example.com/gpu`, or use a privileged step.',
        network_mode: 'Remove it. Each Pod has its own network, and reaches services by their names.',
      },
    },
  },
  'script-os-mismatch': {
    severity: 'error',
    message: 'The script of the step is for {agent}, but the Pod runs on {node} nodes.',
    note: 'The agent writes scripts for its own operating system.',
    help: 'Use an agent that runs on {node}.',
  },
  'script-too-long': {
    severity: 'error',
    message: 'The script of {step} has {size:text} bytes in `CI_SCRIPT`.',
    note: 'The script contains each command twice, in Base64. Linux accepts {most:text} bytes. The container fails with "argument list too long".',
    help: 'Move the commands into a file of the repository, or divide the step.',
  },
  'environment-too-long': {
    severity: 'error',
    message: 'The value of {name} has {size:text} bytes.',
    note: 'Linux accepts {most:text} bytes. The container fails with "argument list too long".',
    help: 'Write the value to a file, or shorten it.',
  },
  'script-variable-set': {
    severity: 'warning',
    at: 'key',
    message: 'The variable {name} has no effect, because the script of `commands` sets it.',
    help: 'Use another name.',
  },
  'script-variable-newer': {
    severity: 'warning',
    message: 'No agent of release {release:text} sets the variable {name}.',
    note: '{who:text} set it since {since:text}. The shell treats it as empty.',
    help: 'Update to {since:text}, or write {withDefault} to have a default.',
    words: { who: { server: 'Servers', agent: 'Agents', step: 'Servers' } },
  },
  'script-variable-mapped': {
    severity: 'error',
    at: 'key',
    message: 'The secret in the variable {name} replaces the script that runs `commands`.',
    help: 'Use another name.',
  },
  'secret-variable-repeated': {
    severity: 'warning',
    at: 'key',
    message: 'The variable {name} is set twice.',
    note: 'The value from the Kubernetes Secret takes effect.',
    help: 'Remove one, or set another name in `target.env`.',
  },
  'environment-name-invalid': {
    severity: 'error',
    at: 'key',
    message: 'Invalid name {name} for an environment variable.',
    note: 'The API server rejects the Pod.',
    help: 'Use printable ASCII without `=`.',
  },
  'secret-variable-name-invalid': {
    severity: 'error',
    at: 'key',
    message: 'The variable name {name} is not a valid key of a Secret.',
    note: 'Since 3.9 the agent puts variables from secrets into a Secret. The API server rejects it.',
    help: 'Use letters, digits, `-`, `_` and `.`.',
  },
  'environment-expanded': {
    severity: 'warning',
    message: 'The kubelet expands {references:and} in the value of {name}.',
    help: 'Write `$$(NAME)` to keep the reference.',
  },
  'plugin-settings-unused': {
    severity: 'warning',
    message: "Nothing reads the `settings` of {step}, because it does not run its image's own command.",
    help: 'Remove `commands` and `entrypoint`, or the settings.',
  },
  'init-container-added': {
    severity: 'info',
    message: 'The agent adds an init container to {step} that creates {directory}.',
    note: 'It does so for steps that run as a stated user. Each run pulls the image of the init container.',
  },
  'init-container-name-too-long': {
    severity: 'error',
    message: 'The name of the init container has {length:text} characters.',
    note: 'The API server accepts at most 63.',
    help: 'Shorten the name of the service.',
  },
  'secret-value-in-pod': {
    severity: 'info',
    message: 'The Pod of {step} shows the values of {names:and} to everyone who can read Pods.',
    help: 'Update the agent to 3.9, which puts them into a Secret.',
  },
  'secret-key-missing': {
    severity: 'error',
    message: 'The variable from the Secret {secret} has no `key`.',
    note: 'The API server rejects the Pod.',
    help: 'Add `key`.',
  },
  'native-secret-unnamed': {
    severity: 'error',
    message: 'The reference to a Secret has no `name`.',
    note: 'The API server rejects the Pod.',
    help: 'Add `name`.',
  },
  'secret-target-twice': {
    severity: 'warning',
    message: 'The Secret {secret} becomes a file, but not a variable.',
    note: '`target.file` overrides `target.env`.',
    help: 'List the Secret twice to have both.',
  },
  'credentials-incomplete': {
    severity: 'warning',
    message: 'The agent creates no registry Secret for {step}.',
    note: 'It needs a user name and a password.',
    help: 'Add `username` and `password`.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(CONTAINER_RULES);

export const CONTAINER_LOSSES: LossRows = {
  'script-variable-wins': ({ key, path }) => finding('script-variable-set', path, { name: key }),
  // Every command loses, and their directory once.
  'script-from-secret': ({ key }, { step, path }) => {
    const field = Object.hasOwn(step.environment ?? {}, 'CI_SCRIPT') ? 'environment' : 'secret_mapping';
    return key === '/working_dir'
      ? finding('script-variable-mapped', `${path}/${field}/CI_SCRIPT`, { name: 'CI_SCRIPT' })
      : undefined;
  },
  'secret-file-wins': ({ key }, { input, optionAt }) => {
    const index = Number(tokensOf(key)[1]);
    const secret = input.options.secrets[index]?.name ?? '';
    return finding('secret-target-twice', optionAt(`/secrets/${index}`), { secret });
  },
  'credentials-incomplete': ({ path }, { step }) =>
    finding('credentials-incomplete', path, { step: step.name }),
  'field-newer': ({ key, remedy }, { step, path }) => {
    const names = Object.keys(step.secret_mapping ?? {});
    return remedy === 'stepSecrets' && key === names[0]
      ? finding('secret-value-in-pod', `${path}/secret_mapping`, { step: step.name, names })
      : undefined;
  },
};

/** The command of the container, and the commands that it replaces. */
export const container: StepRule = (trace) => {
  const { step, path } = trace;
  const findings: Finding[] = [];
  const hasCommands = (step.commands?.length ?? 0) > 0;
  if (hasCommands && (step.entrypoint?.length ?? 0) > 0)
    findings.push(finding('entrypoint-hides-commands', `${path}/entrypoint`, { step: step.name }));
  for (const field of IGNORED_FIELDS)
    if ((step[field]?.length ?? 0) > 0)
      findings.push(finding('field-ignored', `${path}/${field}`, { field, instead: field }));
  const hasSettings = Object.keys(step.environment ?? {}).some((name) => name.startsWith('PLUGIN_'));
  if (hasSettings && (hasCommands || (step.entrypoint?.length ?? 0) > 0))
    findings.push(
      finding('plugin-settings-unused', `${path}/${hasCommands ? 'commands' : 'entrypoint'}`, {
        step: step.name,
      }),
    );
  return [
    ...findings,
    ...newerVariables(trace),
    ...operatingSystem(trace),
    ...initContainer(trace),
    ...longVariables(trace),
  ];
};

/** Variables in commands that only later releases set. */
function newerVariables({ step, input, path }: StepTrace): Finding[] {
  const features = featuresOf(input.agent.release);
  return (step.commands ?? []).flatMap((command, index) => {
    const names = new Set([...command.matchAll(/\$\{?(CI_[A-Z_]+)/g)].map(([, name = '']) => name));
    return [...names].flatMap((name) => {
      const { by, since } = variableOwner(name, features) ?? {};
      if (by === undefined || since === undefined || Object.hasOwn(step.environment ?? {}, name)) return [];
      const args = {
        name,
        who: by,
        since,
        release: input.agent.release,
        withDefault: `$\${${name}:-default}`,
      };
      return [finding('script-variable-newer', `${path}/commands/${index}`, args)];
    });
  });
}

function operatingSystem({ step, input, path }: StepTrace): Finding[] {
  if ((step.commands?.length ?? 0) === 0) return [];
  const node = tryTranslate(() => layeredEntries('nodeSelector', input)).made?.['kubernetes.io/os'];
  const agent = input.agent.os;
  if (node === undefined || (node === 'windows') === (agent === 'windows')) return [];
  return [finding('script-os-mismatch', `${path}/commands`, { agent, node })];
}

/** The most that Linux accepts of a variable with its name, `=` and the byte that ends it: `MAX_ARG_STRLEN`. */
const LONGEST_VARIABLE = 131_072;

function longVariables({ step, input, path, pod }: StepTrace): Finding[] {
  if (input.agent.os === 'windows') return [];
  const variables = pod?.spec?.containers[0]?.env ?? [];
  return variables.flatMap(({ name, value = '' }) => {
    const most = LONGEST_VARIABLE - byteLength(`${name}=`) - 1;
    // No character has more than three bytes for each code unit.
    const size = value.length * 3 > most ? byteLength(value) : 0;
    if (size <= most) return [];
    return isScriptVariable(step, name)
      ? [finding('script-too-long', `${path}/commands`, { step: step.name, size, most })]
      : [finding('environment-too-long', pointerTo(`${path}/environment`, name), { name, size, most })];
  });
}

function initContainer({ path, step, pod }: StepTrace): Finding[] {
  const init = pod?.spec?.initContainers?.[0];
  if (init === undefined) return [];
  const args = { step: step.name, directory: init.args?.[2] ?? '' };
  const at = `${path}/${(step.commands?.length ?? 0) > 0 ? 'workspace_base' : 'working_dir'}`;
  const findings = [finding('init-container-added', at, args)];
  if (init.name.length > 63 && init.name.length - 'init-'.length <= 63)
    findings.push(finding('init-container-name-too-long', `${path}/name`, { length: init.name.length }));
  return findings;
}

/** Variables. Findings show their names only, because values may be secret. */
export const environmentVariables: StepRule = ({ step, path, input }) => {
  const mapping = input.features.stepSecrets ? (step.secret_mapping ?? {}) : {};
  const keys = Object.keys(mapping).filter((name) => !/^[-._a-zA-Z0-9]+$/.test(name));
  const unusable = keys.map((name) =>
    finding('secret-variable-name-invalid', pointerTo(`${path}/secret_mapping`, name), { name }),
  );
  const own = Object.entries(step.environment ?? {}).flatMap(([name, value]) => {
    const at = pointerTo(`${path}/environment`, name);
    if (isScriptVariable(step, name)) return [];
    if (!/^[ -<>-~]+$/.test(name)) return [finding('environment-name-invalid', at, { name })];
    const isSecret = Object.hasOwn(step.secret_mapping ?? {}, name);
    return isSecret ? [] : expandedReferences(name, value, at, step.environment ?? {});
  });
  return [...unusable, ...own];
};

function expandedReferences(
  name: string,
  value: string,
  at: string,
  environment: Readonly<Record<string, string>>,
): Finding[] {
  // Two dollars represent one, so no reference follows.
  const names = [...value.replaceAll('$$', '').matchAll(/\$\(([^()]*)\)/g)].map(
    ([, reference = '']) => reference,
  );
  const found = names.filter((reference) => reference !== '' && Object.hasOwn(environment, reference));
  if (found.length === 0) return [];
  return [finding('environment-expanded', at, { name, references: found.map((text) => `$(${text})`) })];
}

/** Secrets of the cluster. */
export const nativeSecretReferences: StepRule = (trace) => {
  const { step, input, optionAt } = trace;
  const { variables, environments } = nativeSecrets(input);
  const at = (index: number): string => optionAt(`/secrets/${index}`);
  const findings: Finding[] = [];
  for (const { secret, index } of variables) {
    const name = variableNameOf(secret);
    if (secret.key === '') findings.push(finding('secret-key-missing', at(index), { secret: secret.name }));
    if (Object.hasOwn(step.environment ?? {}, name))
      findings.push(finding('secret-variable-repeated', at(index), { name }));
  }
  for (const { secret, index } of [...variables, ...environments])
    if (secret.name === '' && !isEmptied(trace, index))
      findings.push(finding('native-secret-unnamed', at(index), {}));
  return findings;
};

/** An item that could not be read has its own finding. */
function isEmptied({ options }: StepTrace, index: number): boolean {
  return options.problems.some(({ path }) => path === options.writtenAt(`/secrets/${index}`));
}
