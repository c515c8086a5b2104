import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../support/root.ts';

export interface Packed {
  /** The tarball that `npm publish` would send. */
  readonly tarball: string;
  /** A project in which npm has installed the tarball. */
  readonly project: string;
  readonly remove: () => void;
}

/** Packs what was built, and installs it in a new project as a user would. */
export function pack(): Packed {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('Nothing is built; npm run build does it.');
  const folder = mkdtempSync(join(tmpdir(), 'podwright-package-'));
  const name = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT);
  const tarball = join(folder, name.trim());
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', tarball], project);
  return { tarball, project, remove: () => rmSync(folder, { recursive: true }) };
}

/** Adds development dependencies of ours to the project, which are there already. */
export function link(project: string, packages: readonly string[]): void {
  for (const name of packages) {
    const target = join(project, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), target);
  }
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
