import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openApi } from './open-api.ts';
import { type Answer, emptyStore, PLURALS } from './store.ts';

/** A request that would change something, with its answer. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly code: number;
}

export interface ApiServer {
  readonly port: number;
  /** A kubeconfig whose cluster is this one. */
  readonly kubeconfig: string;
  readonly requests: readonly RecordedRequest[];
  readonly close: () => Promise<void>;
}

/** The part of an API server that clients need for the objects of a workflow, on its own port on this machine. */
export async function startApiServer(): Promise<ApiServer> {
  const store = emptyStore();
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const { pathname: path, searchParams } = new URL(url, 'http://cluster');
    const text = await textOf(request);
    const query = Object.fromEntries(searchParams);
    if (path === '/openapi/v2') return void response.end(openApi(PLURALS));
    const found =
      discovery(path) ?? store.answer({ method, path, query, text, type: request.headers['content-type'] });
    if (method !== 'GET') requests.push({ method, path, query, body: jsonOf(text), code: found.code });
    send(response, found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    kubeconfig: kubeconfig(`http://127.0.0.1:${port}`),
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What clients ask for to learn which resources there are. */
function discovery(path: string): Answer | undefined {
  switch (path) {
    case '/version':
      return { code: 200, body: { major: '1', minor: '35', gitVersion: 'v1.35.0' } };
    case '/api':
      return { code: 200, body: { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] } };
    case '/apis':
      return { code: 200, body: { kind: 'APIGroupList', apiVersion: 'v1', groups: [] } };
    case '/api/v1': {
      const verbs = ['create', 'delete', 'get'];
      const resources = Object.entries(PLURALS).map(([kind, name]) => {
        return { kind, name, singularName: '', namespaced: kind !== 'Namespace', verbs };
      });
      return { code: 200, body: { kind: 'APIResourceList', groupVersion: 'v1', resources } };
    }
  }
  return undefined;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { code, body }: Answer): void {
  response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function kubeconfig(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'stub', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'user', user: {} }],
    contexts: [{ name: 'stub', context: { cluster: 'stub', user: 'user' } }],
    'current-context': 'stub',
  });
}
