import { NOTHING } from '../../base/json/json.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { DiagnosticArgs, Rule } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { imageMatcher, type Lookups } from '../compile/lookups.ts';
import type { StepEntry } from '../decode/step.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { compileError, WORKFLOW_MESSAGES, type WorkflowCode } from '../errors.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { Area } from '../run/step-kind.ts';
import type { CompileError, CompileInput } from '../types.ts';

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
export function lintEntry(
  area: Area,
  entry: StepEntry,
  stepNames: ReadonlySet<string>,
  context: LintContext,
): CompileError[] {
  const field = `${area}.${entry.name}`;
  const errors: CompileError[] = [];
  const add = (code: WorkflowCode, args: DiagnosticArgs, key?: string): void => {
    const place = placeOf(entry, code, key);
    errors.push(compileError('linter', field, code, args, context.source.rangeOf(place)));
  };
  if (entry.image === '') add('image-missing', { name: field });
  for (const { key, trust } of missingTrust(entry, context)) add('trust-missing', { key, trust }, key);
  lintSettings(entry, add);
  if (isRefusedPlugin(entry, context)) add('formerly-privileged-plugin', { image: entry.image }, 'image');
  return area === 'steps' ? [...errors, ...unknownDependencies(entry, stepNames, context)] : errors;
}

function lintSettings(
  entry: StepEntry,
  add: (code: WorkflowCode, args: DiagnosticArgs, key?: string) => void,
): void {
  if (entry.settings.size === 0) return;
  if (entry.commands.length > 0) add('settings-with-commands', { key: 'commands' }, 'settings');
  else if (entry.entrypoint.length > 0) add('settings-with-commands', { key: 'entrypoint' }, 'settings');
  else if (entry.environment.size > 0) add('settings-with-environment', {}, 'settings');
}

function isRefusedPlugin({ image, privileged }: StepEntry, { lookups, features }: LintContext): boolean {
  if (!isFormerlyPrivileged(image)) return false;
  if (privileged && features.explicitPrivilegedAccepted) return false;
  return !lookups.isPrivilegedPlugin(image);
}

function unknownDependencies(
  entry: StepEntry,
  stepNames: ReadonlySet<string>,
  { source }: LintContext,
): CompileError[] {
  return (entry.depends_on ?? [])
    .filter(({ name, optional }) => !optional && !stepNames.has(name))
    .map(({ name, place }) =>
      compileError(
        'linter',
        `steps.${entry.name}.depends_on`,
        'dependency-unknown',
        { name: entry.name, dependency: name },
        source.rangeOf(place),
      ),
    );
}

/** A key that needs a trust which the repository has not got. */
interface MissingTrust {
  readonly key: string;
  readonly trust: 'security' | 'network' | 'volumes';
}

function missingTrust(entry: StepEntry, { input, features }: LintContext): MissingTrust[] {
  const trusted = input.options?.trusted ?? input.metadata?.repo?.trusted ?? NOTHING;
  const needed: MissingTrust[] = [];
  const need = (used: boolean, key: string, trust: MissingTrust['trust']): void => {
    if (used && trusted[trust] !== true) needed.push({ key, trust });
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
  return needed;
}

/** The input of the linter. */
export interface LintContext {
  readonly input: CompileInput;
  readonly lookups: Lookups;
  readonly release: Release;
  readonly features: Features;
  /** The file after substitution. */
  readonly workflow: WorkflowFile;
  readonly source: SourceText;
  /** The findings about the file as written, the same for each of its runs. */
  readonly rawErrors: () => readonly CompileError[];
}

function placeOf(entry: StepEntry, code: WorkflowCode, key = ''): Place {
  const { at }: Rule = WORKFLOW_MESSAGES[code];
  return entry.fields.get(key)?.[at ?? 'value'] ?? entry.place;
}
