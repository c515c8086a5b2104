import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';

type Shape = 'text' | 'number' | 'bool' | 'texts' | 'ignored' | Shapes;
interface Shapes {
  readonly [key: string]: Shape;
}

const PERSON: Shapes = { name: 'text', email: 'text', avatar: 'text' };

const COMMIT: Shapes = {
  sha: 'text',
  ref: 'text',
  refspec: 'text',
  branch: 'text',
  message: 'text',
  timestamp: 'number',
  author: PERSON,
  changed_files: 'texts',
  labels: 'texts',
  milestone: 'text',
  draft: 'bool',
  is_prerelease: 'bool',
};

const RUN: Shapes = {
  number: 'number',
  created: 'number',
  started: 'number',
  finished: 'number',
  status: 'text',
  event: 'text',
  event_reason: 'texts',
  forge_url: 'text',
  target: 'text',
  task: 'text',
  parent: 'number',
  rerun_count: 'number',
  cron: 'text',
  release: { title: 'text', is_prerelease: 'bool' },
  author: 'text',
  avatar: 'text',
  commit: COMMIT,
};

const METADATA: Shapes = {
  id: 'ignored',
  workflow: 'ignored',
  step: 'ignored',
  repo: {
    id: 'number',
    name: 'text',
    owner: 'text',
    org_id: 'number',
    remote_id: 'text',
    forge_url: 'text',
    clone_url: 'text',
    clone_url_ssh: 'text',
    private: 'bool',
    default_branch: 'text',
    trusted: { network: 'bool', volumes: 'bool', security: 'bool' },
  },
  curr: RUN,
  prev: RUN,
  sys: { name: 'text', host: 'text', url: 'text', arch: 'text', version: 'text' },
  forge: { type: 'text', url: 'text' },
};

/**
 * Checks that a value is pipeline metadata. Unknown keys are told and ignored, as the server does.
 *
 * @throws {InputError} with every value of a wrong type
 */
export function checkMetadata(
  value: unknown,
  file: string,
): { metadata: PipelineMetadata; findings: Finding[] } {
  const wrong: string[] = [];
  const findings: Finding[] = [];
  check(value, METADATA, '');
  if (wrong.length > 0) throw new InputError(wrong);
  return { metadata: withoutNulls(value), findings };

  function check(found: unknown, shape: Shape, path: string): void {
    if (shape === 'ignored' || (found === null && path !== '')) return;
    if (typeof shape === 'string') {
      const { expected, accepts } = SCALARS[shape];
      if (!accepts(found)) refuse(found, expected, path);
    } else if (isJsonObject(found)) {
      for (const [key, item] of Object.entries(found)) checkKey(key, item, shape, pointerTo(path, key));
    } else refuse(found, `an object with ${Object.keys(shape).join(', ')}`, path);
  }

  function checkKey(key: string, item: unknown, shapes: Shapes, path: string): void {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (shape !== undefined) {
      check(item, shape, path);
      return;
    }
    const suggestion = nearest(key, Object.keys(shapes));
    const message = `The key ${path} of the metadata is not known and has no effect${suggestion ? `; did you mean ${suggestion}?` : '.'}`;
    findings.push({ subject: file, severity: 'warning', code: 'key-unknown', message });
  }

  function refuse(found: unknown, expected: string, path: string): void {
    wrong.push(
      `${file}: ${path === '' ? 'the metadata' : path} is ${excerpt(found)}, but must be ${expected}.`,
    );
  }
}

/** A null is no value, as for the server. */
function withoutNulls(value: unknown): PipelineMetadata {
  return JSON.parse(JSON.stringify(value), (_, item) => (item === null ? undefined : item));
}

const SCALARS = {
  text: { expected: 'a text', accepts: (value: unknown) => typeof value === 'string' },
  number: { expected: 'a number', accepts: (value: unknown) => typeof value === 'number' },
  bool: { expected: 'true or false', accepts: (value: unknown) => typeof value === 'boolean' },
  texts: {
    expected: 'a list of texts',
    accepts: (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  },
};
