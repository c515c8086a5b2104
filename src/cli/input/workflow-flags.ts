import { type Command, Option } from 'commander';
import { NO_REDACTOR, type Redactor, redactor } from '../../explain/redact/redactor.ts';
import { EVENTS, eventFault, platformFault } from '../../workflow/metadata/check-choices.ts';
import { InputError } from '../io.ts';
import { collect } from './agent-flags.ts';

/** The flags that say what the server knows when it compiles a workflow. Without them: a push to the default branch. */
export interface WorkflowFlags {
  readonly release?: string;
  readonly event?: string;
  readonly branch?: string;
  readonly ref?: string;
  readonly tag?: string;
  readonly sha?: string;
  readonly repo?: string;
  readonly defaultBranch?: string;
  readonly changed: readonly string[];
  readonly cron?: string;
  readonly platform: string;
  readonly metadata?: string;
  readonly secret: readonly string[];
  readonly secrets: readonly string[];
  readonly registry: readonly string[];
  readonly env: readonly string[];
  readonly additionalEnv: readonly string[];
  readonly trusted?: boolean;
  readonly pluginsPrivileged: readonly string[];
  readonly clone?: boolean;
  readonly task?: string;
  readonly showSecrets?: boolean;
}

export function addWorkflowFlags(command: Command): Command {
  return command
    .option('--show-secrets', 'do not redact secret values and passwords')
    .optionsGroup('Options for compiling a workflow from YAML:')
    .addOption(
      new Option('--event <event>', 'what started the pipeline, a push unless given')
        .choices(EVENTS)
        .argParser(checkedEvent),
    )
    .option(
      '--branch <name>',
      'branch of the commit; of a pull request its target (default: the default branch)',
    )
    .option('--ref <ref>', 'git reference of the commit (default: made from the event)')
    .option('--tag <name>', 'tag of the commit; implies the event tag')
    .option('--sha <sha>', 'id of the commit')
    .option('--repo <owner/name>', 'repository (default: owner/repo)')
    .option('--default-branch <name>', 'default branch of the repository (default: main)')
    .option('--changed <file...>', 'the files that the commits change; put FILE before it', collect, [])
    .option('--cron <name>', 'name of the cron job; implies the event cron')
    .addOption(
      new Option('--platform <os/arch>', "the agent's platform, which the agent passes to every step")
        .default('linux/amd64')
        .argParser(checkedPlatform),
    )
    .option('--metadata <file>', 'pipeline metadata as JSON, as woodpecker-cli exec --metadata-file takes it')
    .option(
      '--secret <name=value>',
      'a secret; repeatable. Secrets that are not given get a placeholder',
      collect,
      [],
    )
    .option('--secrets <file>', 'file with secrets, NAME=value a line; repeatable', collect, [])
    .option('--registry <host=user:password>', 'credentials of a registry; repeatable', collect, [])
    .option('--env <name=value>', 'a variable of the server; repeatable', collect, [])
    .option(
      '--additional-env <name=value>',
      'a variable of a manual run, through 3.17 the same as --env; repeatable',
      collect,
      [],
    )
    .option('--trusted', 'the repository is trusted with network, volumes and security')
    .option(
      '--plugins-privileged <image>',
      'an image that runs privileged as a plugin; repeatable',
      collect,
      [],
    )
    .option('--clone', 'with the clone step that nobody wrote')
    .option('--task <id>', "id of the workflow's run (default: the workflow's number)");
}

/** Makes the redactor for a run of a command, of every value that is secret in it. */
export function redactorFor({ showSecrets = false }: WorkflowFlags, secrets: Iterable<string>): Redactor {
  return showSecrets ? NO_REDACTOR : redactor(secrets);
}

function checkedEvent(event: string): string {
  const fault = eventFault(event);
  if (fault === undefined) return event;
  throw new InputError(`--event ${fault}`);
}

function checkedPlatform(platform: string): string {
  const fault = platformFault(platform);
  if (fault === undefined) return platform;
  throw new InputError(`--platform ${fault}`);
}
