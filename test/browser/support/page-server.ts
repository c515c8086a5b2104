import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../support/root.ts';

/** Scripts come from the server and nowhere else, and no text is ever run. */
const POLICY =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const SCRIPT = /^\/(?:dist\/[\w.-]+\.js|test\/browser\/support\/[\w-]+\.mjs)$/;

export interface PageServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a page that translates workflow texts, on a port of its own on this machine. */
export async function servePage(texts: readonly string[]): Promise<PageServer> {
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('Content-Security-Policy', POLICY);
    if (url === '/') send(response, 'text/html', pageWith(texts));
    else if (SCRIPT.test(url) && existsSync(join(ROOT, url))) {
      send(response, 'text/javascript', readFileSync(join(ROOT, url), 'utf8'));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => closed(server) };
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(text);
}

function pageWith(texts: readonly string[]): string {
  const json = JSON.stringify(texts).replaceAll('<', '\\u003c');
  return `<!doctype html>
<script type="application/json" id="texts">${json}</script>
<pre id="result"></pre>
<script type="module" src="/test/browser/support/page.mjs"></script>
`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
