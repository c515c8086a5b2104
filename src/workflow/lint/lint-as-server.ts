import type { Place } from '../../base/yaml/yaml.ts';
import type { DiagnosticArgs, Rule } from '../../diagnostics/diagnostic.ts';
import { append } from '../collections.ts';
import type { DecodedRun } from '../compile/compilation.ts';
import { imageMatcher } from '../compile/lookups.ts';
import { AREAS, type Area, repeatedEntries, type StepEntry } from '../decode/step.ts';
import { compileError, type Problem, WORKFLOW_MESSAGES, type WorkflowCode } from '../errors.ts';
import type { TrustInput } from '../metadata/metadata.ts';
import type { CompileError } from '../types.ts';

/** Everything that the server's linter reports of one workflow, in its order. */
export function lintAsServer(context: DecodedRun): CompileError[] {
  const { workflow, source, lookups } = context;
  const errors: CompileError[] = [];
  if (workflow.steps.length === 0) {
    const { start } = workflow.place;
    const place = workflow.fields.get('steps')?.key ?? { start, end: start };
    errors.push(compileError('linter', 'steps', { code: 'steps-missing', args: {}, place }, source));
  }
  for (const { name, image, place } of workflow.clone) {
    if (lookups.isTrustedClone(image)) continue;
    const problem: Problem = { code: 'clone-image-untrusted', args: { image }, place };
    errors.push(compileError('linter', `clone.${name}`, problem, source));
  }
  const stepNames = new Set(workflow.steps.map(({ name }) => name));
  for (const area of AREAS) {
    for (const entry of workflow[area]) append(errors, lintEntry(area, entry, stepNames, context));
  }
  if (context.features.uniqueStepNames) append(errors, repeatedServices(context));
  append(errors, context.rawErrors());
  return errors;
}

/** Services with the name of an earlier one, those that do not run included. */
function repeatedServices({ workflow, source }: DecodedRun): CompileError[] {
  return repeatedEntries(workflow.services).map(({ name, place }) => {
    const problem: Problem = { code: 'service-name-repeated', args: { name }, place };
    return compileError('linter', `services.${name}`, problem, source);
  });
}

/** Plugins that ran privileged on their own before Woodpecker 3. */
const isFormerlyPrivileged = /* @__PURE__ */ imageMatcher([
  'plugins/docker',
  'plugins/gcr',
  'plugins/ecr',
  'woodpeckerci/plugin-docker-buildx',
]);

/**
 * Returns the findings of the linter about one step, service or clone step.
 *
 * @param stepNames the names that steps can depend on, without clone steps and services
 */
function lintEntry(
  area: Area,
  entry: StepEntry,
  stepNames: ReadonlySet<string>,
  context: DecodedRun,
): CompileError[] {
  const field = `${area}.${entry.name}`;
  const errors: CompileError[] = [];
  const add: Add = (code, args, key) => {
    const place = placeOf(entry, code, key);
    errors.push(compileError('linter', field, { code, args, place }, context.source));
  };
  if (entry.image === '') add('image-missing', { name: field });
  lintTrust(entry, context, add);
  lintSettings(entry, add);
  if (isRefusedPlugin(entry, context)) add('formerly-privileged-plugin', { image: entry.image }, 'image');
  return area === 'steps' ? [...errors, ...unknownDependencies(entry, stepNames, context)] : errors;
}

function lintSettings(entry: StepEntry, add: Add): void {
  if (entry.settings.size === 0) return;
  if (entry.commands.length > 0) add('settings-with-commands', { key: 'commands' }, 'settings');
  else if (entry.entrypoint.length > 0) add('settings-with-commands', { key: 'entrypoint' }, 'settings');
  else if (entry.environment.size > 0) add('settings-with-environment', {}, 'settings');
}

function isRefusedPlugin({ image, privileged }: StepEntry, { lookups, features }: DecodedRun): boolean {
  if (!isFormerlyPrivileged(image)) return false;
  if (privileged && features.explicitPrivilegedAccepted) return false;
  return !lookups.isPrivilegedPlugin(image);
}

function unknownDependencies(
  entry: StepEntry,
  stepNames: ReadonlySet<string>,
  { source }: DecodedRun,
): CompileError[] {
  return (entry.depends_on ?? [])
    .filter(({ name, optional }) => !optional && !stepNames.has(name))
    .map(({ name, place }) => {
      const args = { name: entry.name, dependency: name };
      const problem: Problem = { code: 'dependency-unknown', args, place };
      return compileError('linter', `steps.${entry.name}.depends_on`, problem, source);
    });
}

type Add = (code: WorkflowCode, args: DiagnosticArgs, key?: string) => void;

/** Reports keys that need a trust which the repository has not got. */
function lintTrust(entry: StepEntry, { lookups, features }: DecodedRun, add: Add): void {
  const need = (used: boolean, key: string, trust: keyof TrustInput): void => {
    if (used && lookups.trusted[trust] !== true) add('trust-missing', { key, trust }, key);
  };
  const freeMode =
    entry.network_mode === '' || (features.networkModeNoneUntrusted && entry.network_mode === 'none');
  need(entry.privileged, 'privileged', 'security');
  need(entry.dns.length > 0, 'dns', 'network');
  need(entry.dns_search.length > 0, 'dns_search', 'network');
  need(entry.extra_hosts.length > 0, 'extra_hosts', 'network');
  need(!freeMode, 'network_mode', 'network');
  need(entry.devices.length > 0, 'devices', 'volumes');
  need(entry.volumes.length > 0, 'volumes', 'volumes');
  need(entry.tmpfs.length > 0, 'tmpfs', 'volumes');
}

function placeOf(entry: StepEntry, code: WorkflowCode, key = ''): Place {
  const { at }: Rule = WORKFLOW_MESSAGES[code];
  return entry.fields.get(key)?.[at ?? 'value'] ?? entry.place;
}
