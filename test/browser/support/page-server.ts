import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsdown';
import { ROOT } from '../../support/root.ts';

/** Scripts come from the server and nowhere else, and no string is ever run. */
const POLICY =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

export interface PageServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a page that translates workflow texts, on its own port on this machine. */
export async function servePage(texts: readonly string[]): Promise<PageServer> {
  return servePages({
    '/': pageWith(texts),
    '/page.js': await bundled(join(ROOT, 'test/browser/support/page.mjs')),
  });
}

/** Serves pages and scripts by their paths. */
export async function servePages(pages: Readonly<Record<string, string>>): Promise<PageServer> {
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('Content-Security-Policy', POLICY);
    const text = pages[url];
    if (text === undefined) response.writeHead(404).end();
    else send(response, url.endsWith('.js') ? 'text/javascript' : 'text/html', text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => closed(server) };
}

/** Bundles a script with the library and its dependencies, as a user's bundler would. */
export async function bundled(entry: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'podwright-page-'));
  await build({
    config: false,
    entry: { page: entry },
    outDir,
    platform: 'browser',
    deps: { alwaysBundle: [/./] },
    dts: false,
    logLevel: 'silent',
  });
  const text = readFileSync(join(outDir, 'page.js'), 'utf8');
  rmSync(outDir, { recursive: true });
  return text;
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
}

function pageWith(texts: readonly string[]): string {
  const json = JSON.stringify(texts).replaceAll('<', '\\u003c');
  return `<!doctype html>
<script type="application/json" id="texts">${json}</script>
<pre id="result"></pre>
<script type="module" src="/page.js"></script>
`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
