import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../support/root.ts';

/** A new project of a user. */
export interface Project {
  readonly project: string;
  readonly remove: () => void;
}

export interface Packed extends Project {
  /** The tarball that `npm publish` would send. */
  readonly tarball: string;
  /** The files in it. */
  readonly files: readonly string[];
}

/** Packs what was built, and installs it in a new project as a user would. */
export function pack(): Packed {
  const { project, remove } = emptyProject();
  const argv = ['pack', '--ignore-scripts', '--json', '--pack-destination', dirname(project)];
  const [{ filename, files }] = JSON.parse(run('npm', argv, ROOT));
  const tarball = join(dirname(project), filename);
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', tarball], project);
  return { project, remove, tarball, files: files.map(({ path }: { path: string }) => path) };
}

/**
 * Copies what was built into a new project, with links to its dependencies and to some development dependencies of ours.
 * `package.test.ts` installs the tarball, which takes longer.
 */
export function projectWith(...packages: readonly string[]): Project {
  const { project, remove } = emptyProject();
  const modules = join(project, 'node_modules');
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const name of ['package.json', 'dist']) {
    cpSync(join(ROOT, name), join(modules, 'podwright', name), { recursive: true });
  }
  for (const name of [...Object.keys(dependencies), ...packages]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  mkdirSync(join(modules, '.bin'));
  symlinkSync('../podwright/dist/bin.js', join(modules, '.bin/podwright'));
  return { project, remove };
}

function emptyProject(): Project {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('Nothing is built; npm run build does it.');
  const folder = mkdtempSync(join(tmpdir(), 'podwright-package-'));
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  return { project, remove: () => rmSync(folder, { recursive: true }) };
}

/** Runs a program and gives its output; what it prints is the message where it fails. */
export function run(program: string, args: readonly string[], cwd: string, variables = {}): string {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...variables };
  try {
    return execFileSync(program, args, { cwd, env, encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`);
  }
}

/** Runs a script of a development dependency. */
export function runTool(script: string, args: readonly string[], cwd = ROOT): string {
  return run(process.execPath, [join(ROOT, 'node_modules', script), ...args], cwd);
}
