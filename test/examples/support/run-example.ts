import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ApiServer } from './api-server.ts';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program in a project whose cluster is the server, which goes on answering meanwhile. */
export function runExample(
  project: string,
  server: ApiServer,
  program: string,
  args: readonly string[],
): Promise<Ended> {
  const KUBECONFIG = join(project, 'kubeconfig.json');
  writeFileSync(KUBECONFIG, server.kubeconfig);
  const PATH = [join(project, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  // At home kubectl keeps what it learned about the server that had the port before.
  const env = {
    ...process.env,
    KUBECONFIG,
    PATH,
    HOME: project,
    KUBECACHEDIR: join(project, `cache-${server.port}`),
  };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: project, env, timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        output: stdout + stderr,
      });
    });
  });
}
