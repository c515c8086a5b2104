import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The dependencies that are not in the built files. */
const DEPENDENCIES = ['kubernetes-types'];

export interface Packed {
  /** The tarball that `npm publish` would send. */
  readonly tarball: string;
  /** A project in which the tarball and its dependencies are installed. */
  readonly project: string;
  readonly remove: () => void;
}

/** Packs what was built, and unpacks it to `node_modules/podwright` of a new project. */
export function pack(): Packed {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('Nothing is built; npm run build does it.');
  const folder = mkdtempSync(join(tmpdir(), 'podwright-package-'));
  const name = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT);
  const tarball = join(folder, name.trim());
  const project = join(folder, 'project');
  const installed = join(project, 'node_modules/podwright');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], folder);
  for (const dependency of DEPENDENCIES) {
    symlinkSync(join(ROOT, 'node_modules', dependency), join(project, 'node_modules', dependency));
  }
  return { tarball, project, remove: () => rmSync(folder, { recursive: true }) };
}

/** Runs a program and gives its output; what it prints is the message where it fails. */
export function run(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`);
  }
}

/** Runs a script of a development dependency. */
export function runTool(script: string, args: readonly string[], cwd = ROOT): string {
  return run(process.execPath, [join(ROOT, 'node_modules', script), ...args], cwd);
}
