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
export function windowsScript(
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
    script += `\nWrite-Output ('+ ${quote(command)}')\n`;
    script += `& { ${command} }\nif ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }\n`;
  }
  return script;
}

/** A double-quoted literal with backslash escapes, and a backslash before each `$`. */
function quote(command: string): string {
  return JSON.stringify(command).replaceAll('$', '\\$');
}
