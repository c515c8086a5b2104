import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../support/memory-io.ts';
import { ROOT } from '../../support/root.ts';

describe('playground', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill());

  const start = (port: number): ChildProcess =>
    spawn(process.execPath, [join(ROOT, 'dist/bin.js'), 'playground', '--port', String(port)]);

  it('serves the page on this machine, and says where', async () => {
    child = start(0);
    const [output] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const [url = ''] = /http:\S+/.exec(String(output)) ?? [];
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await (await fetch(url)).text()).toContain('<h1>podwright</h1>');
    expect((await fetch(`${url}assets/nothing.js`)).status).toBe(404);
  });

  it('ends with 2 on a port that another program uses', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    child = start(port);
    const [[code], [output]] = await Promise.all([
      once(child, 'exit'),
      once(child.stderr as NodeJS.ReadableStream, 'data'),
    ]);
    other.close();
    expect(code).toBe(2);
    expect(String(output)).toContain(String(port));
  });

  it.each([['-1'], ['65536'], ['http'], ['80.5']])('rejects the port %s', (port) => {
    expect(run(['playground', `--port=${port}`])).toMatchObject({ code: 2, out: '' });
  });
});
