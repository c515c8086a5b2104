import type { KubernetesObject } from '../../../src/index.ts';

export interface Answer {
  readonly code: number;
  readonly body: object;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly text: string;
  readonly type: string | undefined;
}

/** Objects that clients made. */
export interface Store {
  readonly answer: (request: Request) => Answer;
}

export const PLURALS: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  Secret: 'secrets',
  Service: 'services',
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'AlreadyExists',
  415: 'UnsupportedMediaType',
};

/**
 * Answers as an API server does: 201 for what is created, 409 for a second object of a name, 404 for what is not there,
 * 400 for what is not an object of the kind and namespace of its path. Pods succeed at once, except those whose image is
 * `failing`.
 */
export function emptyStore(): Store {
  const objects = new Map<string, KubernetesObject>();
  return {
    answer(request) {
      const { method, path, query } = request;
      if (method === 'POST') {
        const read = readObject(request);
        if (typeof read === 'number') return status(read);
        const key = `${path}/${read.metadata?.name}`;
        if (objects.has(key)) return status(409);
        if (query['dryRun'] !== 'All') objects.set(key, read);
        return { code: 201, body: read };
      }
      const object = objects.get(path);
      if (method !== 'GET' && method !== 'DELETE') return status(405);
      if (object === undefined) return status(404);
      if (method === 'DELETE') objects.delete(path);
      return { code: 200, body: withStatus(object) };
    },
  };
}

/** The object in a request, or the code of what is wrong with it. */
function readObject({ path, text, type }: Request): KubernetesObject | number {
  const [, namespace, plural] = /^\/api\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)$/.exec(path) ?? [];
  if (plural === undefined || !Object.values(PLURALS).includes(plural)) return 404;
  if (type?.split(';')[0] !== 'application/json') return 415;
  try {
    const object = JSON.parse(text) as KubernetesObject;
    const { apiVersion, kind = '', metadata } = object;
    const isOfPath = apiVersion === 'v1' && PLURALS[kind] === plural && metadata?.namespace === namespace;
    return isOfPath && metadata?.name ? object : 400;
  } catch {
    return 400;
  }
}

function withStatus(object: KubernetesObject): object {
  if (object.kind !== 'Pod') return object;
  return {
    ...object,
    status: { phase: JSON.stringify(object).includes('"image":"failing"') ? 'Failed' : 'Succeeded' },
  };
}

function status(code: number): Answer {
  const reason = REASONS[code];
  return {
    code,
    body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code, message: reason },
  };
}
