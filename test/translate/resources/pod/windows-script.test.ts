import { describe, expect, test } from 'vitest';
import { makePod, type Release, resolveAgentOptions } from '../../../../src/index.ts';

const COMMANDS = ['dotnet build', 'echo "$Env:CI" C:\\x', 'Write-Output é測'];

function container(release: Release, commands: readonly string[] = COMMANDS) {
  const step = {
    name: 'build',
    image: 'servercore',
    commands,
    working_dir: 'C:\\src\\app',
    workspace_base: 'C:\\',
  };
  const [made] = makePod(step, resolveAgentOptions({ release, os: 'windows' })).spec?.containers ?? [];
  const script = made?.env?.find(({ name }) => name === 'CI_SCRIPT')?.value ?? '';
  return { command: made?.command, workingDir: made?.workingDir, env: made?.env, script };
}

describe.each<[Release, BufferEncoding]>([
  ['3.0', 'utf8'],
  ['3.17', 'utf8'],
  ['next', 'utf16le'],
])('the PowerShell script of %s', (release, encoding) => {
  const text = Buffer.from(container(release).script, 'base64').toString(encoding);

  test('has its parts in order', () => {
    const parts = [
      "$ErrorActionPreference = 'Stop'",
      'New-Item -ItemType Directory -Force -Path "C:\\src\\app"',
      "$Env:HOME = 'c:\\root'",
      '-Path $Env:HOME',
      'if ($Env:CI_NETRC_MACHINE)',
      "Join-Path $Env:HOME '_netrc'",
      'Add-Content -Path $netrc -Value "machine $Env:CI_NETRC_MACHINE"',
      'Add-Content -Path $netrc -Value "login $Env:CI_NETRC_USERNAME"',
      'Add-Content -Path $netrc -Value "password $Env:CI_NETRC_PASSWORD"',
      'Env:CI_NETRC_PASSWORD\n',
      'Env:CI_SCRIPT\n',
      'Set-Location "C:\\src\\app"',
      `Write-Output ('+ "dotnet build"')`,
      '& { dotnet build }',
      'if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }',
      `Write-Output ('+ "echo \\"\\$Env:CI\\" C:\\\\x"')`,
      '& { echo "$Env:CI" C:\\x }',
      `Write-Output ('+ "Write-Output é測"')`,
      '& { Write-Output é測 }',
    ];
    let position = 0;
    for (const part of parts) {
      const found = text.indexOf(part, position);
      expect([part, found]).toEqual([part, expect.toSatisfy((index: number) => index >= 0)]);
      position = found + part.length;
    }
  });

  test('leaves the user name in the environment, and has no byte order mark', () => {
    expect(text).not.toContain('Env:CI_NETRC_USERNAME\n');
    expect(text.startsWith('$')).toBe(true);
  });

  test('checks the exit code once after each command', () => {
    expect(text.split('exit $LASTEXITCODE').length - 1).toBe(COMMANDS.length);
  });
});

test.each<[Release]>([['3.0'], ['3.17']])('%s pipes the decoded variable to PowerShell', (release) => {
  const { command, workingDir, env } = container(release);
  expect(command).toEqual([
    'powershell',
    '-noprofile',
    '-noninteractive',
    '-command',
    '[System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Env:CI_SCRIPT)) | iex',
  ]);
  expect(workingDir).toBe('C:\\');
  expect(env).toContainEqual({ name: 'SHELL', value: 'powershell.exe' });
});

test('next hands the script over as an encoded command, and starts with a clean exit code', () => {
  const { command, script } = container('next');
  expect(command).toEqual(['powershell', '-noprofile', '-noninteractive', '-encodedcommand', script]);
  const text = Buffer.from(script, 'base64').toString('utf16le');
  expect(text.indexOf('$LASTEXITCODE = 0')).toBeGreaterThan(-1);
  expect(text.indexOf('$LASTEXITCODE = 0')).toBeLessThan(text.indexOf('Test-Path'));
});

test('every other operating system than windows gets a POSIX script', () => {
  for (const os of ['linux', 'darwin', 'freebsd', 'Windows']) {
    const step = { name: 'build', image: 'alpine', commands: ['true'] };
    const [made] = makePod(step, resolveAgentOptions({ os })).spec?.containers ?? [];
    expect([os, made?.command?.[0]]).toEqual([os, '/bin/sh']);
  }
});
