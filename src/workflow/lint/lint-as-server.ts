import { append } from '../../base/collections.ts';
import type { DiagnosticArgs, Rule } from '../../diagnostics/diagnostic.ts';
import type { DecodedRun } from '../compile/compilation.ts';
import { imageMatcher } from '../compile/lookups.ts';
import { AREAS, type Area, repeatedEntries, type StepEntry } from '../decode/step.ts';
import { type CompileCode, type Reporter, reporterOf, WORKFLOW_MESSAGES } from '../errors.ts';
import type { TrustInput } from '../metadata/metadata.ts';
import type { CompileError } from '../types.ts';

/** Everything that the server's linter reports of one workflow, in its order. */
export function lintAsServer(run: DecodedRun): CompileError[] {
  const { workflow, source, lookups, features } = run;
  const errors: CompileError[] = [];
  const report = reporterOf('linter', source, errors);
  if (workflow.steps.length === 0) {
    const { start } = workflow.place;
    report('steps', 'steps-missing', {}, workflow.fields.get('steps')?.key ?? { start, end: start });
  }
  for (const { name, image, place } of workflow.clone)
    if (!lookups.isTrustedClone(image)) report(`clone.${name}`, 'clone-image-untrusted', { image }, place);
  const stepNames = new Set(workflow.steps.map(({ name }) => name));
  for (const area of AREAS)
    for (const entry of workflow[area]) lintEntry(area, entry, stepNames, run, report);
  if (features.uniqueStepNames)
    for (const { name, place } of repeatedEntries(workflow.services))
      report(`services.${name}`, 'service-name-repeated', { name }, place);
  append(errors, run.rawErrors());
  return errors;
}

/** Plugins that ran privileged on their own before Woodpecker 3. */
const isFormerlyPrivileged = /* @__PURE__ */ imageMatcher([
  'plugins/docker',
  'plugins/gcr',
  'plugins/ecr',
  'woodpeckerci/plugin-docker-buildx',
]);

/** @param stepNames what steps can depend on: neither clone steps nor services */
function lintEntry(
  area: Area,
  entry: StepEntry,
  stepNames: ReadonlySet<string>,
  run: DecodedRun,
  report: Reporter,
): void {
  const { name, image, settings, commands, entrypoint, environment } = entry;
  const field = `${area}.${name}`;
  const add = (code: CompileCode, args: DiagnosticArgs, key = '') => {
    const { at }: Rule = WORKFLOW_MESSAGES[code];
    report(field, code, args, entry.fields.get(key)?.[at ?? 'value'] ?? entry.place);
  };
  if (image === '') add('image-missing', { name: field });
  for (const [key, trust] of TRUST_OF_KEYS)
    if (needsTrust(entry, key, run) && run.lookups.trusted[trust] !== true)
      add('trust-missing', { key, trust }, key);
  if (settings.size > 0) {
    if (commands.length > 0) add('settings-with-commands', { key: 'commands' }, 'settings');
    else if (entrypoint.length > 0) add('settings-with-commands', { key: 'entrypoint' }, 'settings');
    else if (environment.size > 0) add('settings-with-environment', {}, 'settings');
  }
  if (isRefusedPlugin(entry, run)) add('formerly-privileged-plugin', { image }, 'image');
  for (const { name: dependency, optional, place } of (area === 'steps' && entry.depends_on) || [])
    if (!optional && !stepNames.has(dependency))
      report(`${field}.depends_on`, 'dependency-unknown', { name, dependency }, place);
}

/** The keys that need a trusted repository, in the order of the linter. */
const TRUST_OF_KEYS = [
  ['privileged', 'security'],
  ['dns', 'network'],
  ['dns_search', 'network'],
  ['extra_hosts', 'network'],
  ['network_mode', 'network'],
  ['devices', 'volumes'],
  ['volumes', 'volumes'],
  ['tmpfs', 'volumes'],
] as const satisfies readonly (readonly [keyof StepEntry, keyof TrustInput])[];

function needsTrust(
  entry: StepEntry,
  key: (typeof TRUST_OF_KEYS)[number][0],
  { features }: DecodedRun,
): boolean {
  const value = entry[key];
  if (value === 'none' && features.networkModeNoneUntrusted) return false;
  return typeof value === 'boolean' ? value : value.length > 0;
}

function isRefusedPlugin({ image, privileged }: StepEntry, { lookups, features }: DecodedRun): boolean {
  if (!isFormerlyPrivileged(image)) return false;
  if (privileged && features.explicitPrivilegedAccepted) return false;
  return !lookups.isPrivilegedPlugin(image);
}
