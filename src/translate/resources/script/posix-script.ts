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
export function posixScript(commands: readonly string[], workingDirectory: string): string {
  let script = `${POSIX_NETRC}mkdir -p "${workingDirectory}"\ncd "${workingDirectory}"\n`;
  for (const command of commands) script += `\necho + ${quote(command)}\n${command}\n`;
  return script;
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
