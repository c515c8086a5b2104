import type { DiagnosticArgs } from '../../diagnostics/diagnostic.ts';
import { imageMatcher } from '../compile/image-match.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import { compileError } from '../errors.ts';
import type { WorkflowCode } from '../messages.ts';
import type { Area } from '../run/step-kind.ts';
import type { CompileError } from '../types.ts';
import type { LintContext } from './lint-context.ts';
import { missingTrust } from './trust.ts';

/** Plugins that ran privileged on their own before Woodpecker 3. */
const isFormerlyPrivileged = /* @__PURE__ */ imageMatcher([
  'plugins/docker',
  'plugins/gcr',
  'plugins/ecr',
  'woodpeckerci/plugin-docker-buildx',
]);

/**
 * What the linter has to say of one step, service or clone step.
 *
 * @param stepNames what steps can depend on: clone steps and services do not count
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
    const place = (key === undefined ? undefined : entry.values.get(key)) ?? entry.place;
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
  return (entry.dependsOn ?? [])
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
