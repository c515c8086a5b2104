import { posix } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { printableJson } from '../../base/text/printable.ts';
import { DEFAULT_RELEASE, NEWEST_RELEASE } from '../../translate/release/releases.ts';
import { matchesAnyGlob } from '../../workflow/glob/glob-match.ts';
import type { CommandIo } from '../io.ts';
import { type Config, findConfig, type IgnoredPaths } from './config-file.ts';

/** Makes every command that has a release read the configuration of its workflow first. Flags override it. */
export function addConfig(program: Command, io: CommandIo): void {
  for (const command of program.commands.filter((each) => releaseOption(each) !== undefined)) {
    command.option('--print-config', 'print the settings of the configuration file and the flags, then exit');
  }
  program.hook('preAction', (_, command) => {
    const release = releaseOption(command);
    if (release !== undefined) applyConfig(command, release, io);
  });
  // The unusable setting is the only line on standard error.
  program.hook('postAction', (_, command) => {
    const release = releaseOption(command);
    if (release === undefined || command.getOptionValueSource(release) !== 'default') return;
    io.writeError(
      `podwright: no release is given, so ${DEFAULT_RELEASE} is assumed; the newest is ${NEWEST_RELEASE} (--${release} ${NEWEST_RELEASE}).\n`,
    );
  });
}

/** The option of the release: `release`, or `from` in `diff`. */
function releaseOption(command: Command): string | undefined {
  const names = command.options.map((option) => option.attributeName());
  return ['release', 'from'].find((name) => names.includes(name));
}

function applyConfig(command: Command, release: string, io: CommandIo): void {
  const [argument] = command.args;
  const config = findConfig(argument ?? '.', process.cwd(), io);
  const set = (name: string, value: unknown): void => {
    const isGiven = !['default', undefined].includes(command.getOptionValueSource(name));
    const isKnown = command.options.some((option) => option.attributeName() === name);
    if (value !== undefined && isKnown && !isGiven) command.setOptionValueWithSource(name, value, 'config');
  };
  set(release, config?.release);
  set('kubernetes', config?.kubernetes);
  set('agentEnv', config?.agentEnv);
  if (config?.ignore !== undefined) command.setOptionValueWithSource('ignoredPaths', config, 'config');
  if (command.getOptionValue('printConfig') === true) {
    io.writeOut(`${printableJson(settingsOf(command, release, config), 2)}\n`);
    throw new CommanderError(0, 'podwright.printConfig', '');
  }
}

function settingsOf(command: Command, release: string, config: Config | undefined): object {
  const ignore = config?.ignore?.map(({ glob, codes }) => [glob, codes] as const);
  return {
    file: config?.file ?? null,
    release: command.getOptionValue(release),
    kubernetes: command.getOptionValue('kubernetes') ?? config?.kubernetes ?? null,
    agentEnv: command.getOptionValue('agentEnv') ?? config?.agentEnv ?? [],
    ignore: Object.fromEntries(ignore ?? []),
  };
}

/** The ignored codes of a file, by the configuration. */
export function ignoredIn(file: string, { file: configFile, ignore = [] }: Config): IgnoredPaths[] {
  const path = posix.relative(posix.dirname(configFile), file);
  return ignore.filter(({ glob }) => matchesAnyGlob([glob], path));
}
