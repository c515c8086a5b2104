import { base64, base64Utf16 } from '../../../base/encoding/base64.ts';
import type { StepInput } from '../step-input.ts';

/** How a container runs the commands of a step. */
export interface CommandScript {
  readonly command: readonly string[];
  /** Variables that the script needs; they override those of the step. */
  readonly env: Readonly<Record<'CI_SCRIPT' | 'SHELL', string>>;
}

/** The script of a step that has commands. The agent's operating system decides its kind. */
export function commandScript({ step, agent, features }: StepInput): CommandScript | undefined {
  const commands = step.commands ?? [];
  if (commands.length === 0) return undefined;
  const directory = step.working_dir ?? '';
  if (agent.os !== 'windows') {
    const script = base64(posixScript(commands, directory));
    return { command: POSIX_COMMAND, env: { CI_SCRIPT: script, SHELL: POSIX_SHELL } };
  }
  const text = windowsScript(commands, directory, features.windowsEncodedCommand);
  const script = features.windowsEncodedCommand ? base64Utf16(text) : base64(text);
  const command = features.windowsEncodedCommand ? windowsEncodedCommand(script) : WINDOWS_COMMAND;
  return { command, env: { CI_SCRIPT: script, SHELL: WINDOWS_SHELL } };
}

/** The command of a container that runs `CI_SCRIPT`, and the `SHELL` of the script. */
export const POSIX_COMMAND: readonly string[] = ['/bin/sh', '-c', 'echo $CI_SCRIPT | base64 -d | /bin/sh -e'];
export const POSIX_SHELL = '/bin/sh';

/** The part of every script that writes the credentials for git. */
export const POSIX_NETRC = `if [ -n "$CI_NETRC_MACHINE" ]; then
  printf 'machine %s\\nlogin %s\\npassword %s\\n' \\
    "$CI_NETRC_MACHINE" "$CI_NETRC_USERNAME" "$CI_NETRC_PASSWORD" > "$HOME/.netrc"
  chmod 0600 "$HOME/.netrc"
fi
unset CI_NETRC_USERNAME CI_NETRC_PASSWORD CI_SCRIPT
`;

/**
 * The shell script of a step: credentials for git, the working directory, then each command traced and run. The
 * first command that fails ends it, because the shell runs with `-e`.
 *
 * @param workingDirectory inserted between double quotes as it is, so `$` in it is live
 */
function posixScript(commands: readonly string[], workingDirectory: string): string {
  let script = `${POSIX_NETRC}mkdir -p "${workingDirectory}"\ncd "${workingDirectory}"\n`;
  for (const command of commands) script += `\necho + ${shellQuoted(command)}\n${command}\n`;
  return script;
}

function shellQuoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

export const WINDOWS_SHELL = 'powershell.exe';

const POWERSHELL: readonly string[] = ['powershell', '-noprofile', '-noninteractive'];

/** Runs the script in `CI_SCRIPT`, base64 of UTF-8. */
export const WINDOWS_COMMAND: readonly string[] = [
  ...POWERSHELL,
  '-command',
  '[System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Env:CI_SCRIPT)) | iex',
];

/** Runs a script given as base64 of UTF-16 in little-endian order. */
export function windowsEncodedCommand(encodedScript: string): readonly string[] {
  return [...POWERSHELL, '-encodedcommand', encodedScript];
}

/** The part of every script that writes the credentials for git. */
export const WINDOWS_NETRC = `if (-not $Env:HOME) { $Env:HOME = 'c:\\root' }
if (-not (Test-Path $Env:HOME)) { New-Item -ItemType Directory -Force -Path $Env:HOME | Out-Null }
if ($Env:CI_NETRC_MACHINE) {
  $netrc = Join-Path $Env:HOME '_netrc'
  Add-Content -Path $netrc -Value "machine $Env:CI_NETRC_MACHINE"
  Add-Content -Path $netrc -Value "login $Env:CI_NETRC_USERNAME"
  Add-Content -Path $netrc -Value "password $Env:CI_NETRC_PASSWORD"
}
Remove-Item -ErrorAction SilentlyContinue Env:CI_NETRC_PASSWORD
Remove-Item -ErrorAction SilentlyContinue Env:CI_SCRIPT
`;

/**
 * The PowerShell script of a step: the working directory, credentials for git, then each command traced and run.
 * The first command that exits with another code than 0 ends it. A `'` in a command breaks the script, as it does
 * with the agent.
 *
 * @param workingDirectory inserted between double quotes as it is, so `$` in it is live
 */
function windowsScript(
  commands: readonly string[],
  workingDirectory: string,
  resetExitCode: boolean,
): string {
  const reset = resetExitCode ? '$LASTEXITCODE = 0\n' : '';
  const directory = `"${workingDirectory}"`;
  let script = `$ErrorActionPreference = 'Stop'\n${reset}`;
  script += `if (-not (Test-Path ${directory})) { New-Item -ItemType Directory -Force -Path ${directory} | Out-Null }\n`;
  script += `${WINDOWS_NETRC}Set-Location ${directory}\n`;
  for (const command of commands) {
    script += `\nWrite-Output ('+ ${doubleQuoted(command)}')\n`;
    script += `& { ${command} }\nif ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }\n`;
  }
  return script;
}

/** A double-quoted literal with backslash escapes, and a backslash before each `$`. */
function doubleQuoted(command: string): string {
  return JSON.stringify(command).replaceAll('$', '\\$');
}
