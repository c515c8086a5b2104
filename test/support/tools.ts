import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs that some tests run, with the Debian package of each. */
const PACKAGES = { chromium: 'chromium', fish: 'fish', kubectl: 'kubernetes-client', zsh: 'zsh' } as const;

type Tool = keyof typeof PACKAGES;

const CHROMIUM_VARIABLE = 'PODWRIGHT_CHROMIUM';

/** The path of a Chromium or Chrome: that in `PODWRIGHT_CHROMIUM`, or the one that is installed. */
export function chromiumPath(): string | undefined {
  const given = process.env[CHROMIUM_VARIABLE];
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return (given === undefined ? places : [given]).find((place) => existsSync(place));
}

/**
 * Whether to skip the tests of a tool because it is not installed. Their names must end with `(needs TOOL)`, from which
 * the reporter counts them. Throws if `CI` is set, because tests that nobody runs hide faults there.
 */
export function isMissing(tool: Tool): boolean {
  const isThere = tool === 'chromium' ? chromiumPath() !== undefined : isOnPath(tool);
  if (!isThere && process.env['CI']) {
    const other = tool === 'chromium' ? `, or name the program of a Chromium in ${CHROMIUM_VARIABLE}` : '';
    throw new Error(`${tool} is not installed. Run "apt-get install ${PACKAGES[tool]}"${other}.`);
  }
  return !isThere;
}

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
