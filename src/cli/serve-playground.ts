import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagePath } from './package-files.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy of the page itself, and that no other page may frame it, which only a header can say. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the built playground on this machine.
 *
 * @param port 0 for a free one
 * @param onReady gets the URL of the page, or the reason why it cannot be served
 */
export function servePlayground(
  port: number,
  onReady: (result: { url: string } | { error: Error }) => void,
): Server {
  const files = builtFiles();
  const server = createServer(({ url = '/' }, response) => {
    const [asked = ''] = url.split(/[?#]/, 1);
    const path = asked === '/' ? '/index.html' : asked;
    const file = files.get(path);
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (file === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
        .end(file);
  });
  server.on('error', (error) => onReady({ error }));
  server.listen(port, '127.0.0.1', () => {
    onReady({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  });
  return server;
}

/** The files of the page by their paths; there are few, and no other is ever served. */
function builtFiles(): Map<string, Buffer> {
  const folder = fileURLToPath(packagePath('dist/playground/'));
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  return new Map(
    names.map((name) => [
      `/${name.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')}`,
      readFileSync(name),
    ]),
  );
}
