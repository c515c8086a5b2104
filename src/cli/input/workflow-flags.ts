import { type Command, Option } from 'commander';
import { NO_REDACTOR, type Redactor, redactor } from '../../explain/redact/redactor.ts';
import type { PipelineChoices } from '../../workflow/metadata/assumed-metadata.ts';
import { EVENTS, eventFault, platformFault } from '../../workflow/metadata/metadata-field.ts';
import { collect, repeatable } from './agent-flags.ts';
import { checked } from './flag-values.ts';

/** The flags for the input of the server. Without them: a push to the default branch. */
export interface WorkflowFlags extends Omit<PipelineChoices, 'changed'> {
  readonly release?: string;
  readonly changed: readonly string[];
  readonly platform?: string;
  readonly metadata?: string;
  readonly secret: readonly string[];
  readonly secrets: readonly string[];
  readonly registry: readonly string[];
  readonly env: readonly string[];
  readonly additionalEnv: readonly string[];
  readonly pluginsPrivileged: readonly string[];
  readonly clone?: boolean;
  readonly task?: string;
  readonly showSecrets?: boolean;
}

/** Adds the flags of a pipeline. `event` states which event the command assumes. */
export function addWorkflowFlags(command: Command, event = 'push'): Command {
  return command
    .optionsGroup('Pipeline options:')
    .addOption(
      new Option('--event <event>', `set the event of the pipeline (default: ${event})`)
        .choices(EVENTS)
        .argParser(checked('--event', eventFault)),
    )
    .option(
      '--branch <name>',
      'set the branch of the commit, or the target of a pull request (default: the default branch)',
    )
    .option('--ref <ref>', 'set the git reference of the commit (default: the reference of the event)')
    .option('--tag <name>', 'set the tag of the commit; implies --event tag')
    .option('--sha <sha>', 'set the id of the commit')
    .option('--repo <owner/name>', 'set the repository (default: owner/repo)')
    .option('--default-branch <name>', 'set the default branch of the repository (default: main)')
    .option('--changed <file...>', 'set the changed files; put <file> before this option', collect, [])
    .option('--cron <name>', 'set the name of the cron job; implies --event cron')
    .addOption(
      new Option(
        '--platform <os/arch>',
        "set the agent's platform (default: the label `platform` of the workflow, or linux/amd64)",
      ).argParser(checked('--platform', platformFault)),
    )
    .option(
      '--metadata <file>',
      'read pipeline metadata from this file, in the JSON of woodpecker-cli exec --metadata-file',
    )
    .addOption(
      repeatable(
        '--additional-env <name=value>',
        'set a variable of a manual run; through 3.17 the same as --env',
      ),
    )
    .option('--clone', 'include the default clone step')
    .option('--task <id>', "set the id of the workflow's run (default: the number of the workflow)")
    .optionsGroup('Server options:')
    .addOption(repeatable('--env <name=value>', 'set a variable of the server'))
    .option('--trusted', 'trust the repository (network, volumes and security)')
    .addOption(repeatable('--plugins-privileged <image>', 'run this plugin image privileged'))
    .optionsGroup('Secret options:')
    .addOption(repeatable('--secret <name=value>', 'set a secret; others get a placeholder'))
    .addOption(repeatable('--secrets <file>', 'read secrets from this file, one NAME=value per line'))
    .addOption(repeatable('--registry <host=user:password>', 'set the credentials of a registry'))
    .option('--show-secrets', 'show secret values and passwords');
}

/** Makes the redactor for a run of a command, of every value that is secret in it. */
export function redactorFor({ showSecrets = false }: WorkflowFlags, secrets: Iterable<string>): Redactor {
  return showSecrets ? NO_REDACTOR : redactor(secrets);
}
