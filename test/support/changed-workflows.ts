import { valueAt } from '../../src/base/json/json-pointer.ts';
import type { WorkflowPlan } from '../../src/index.ts';

/** Pointers to the leaves of a JSON value, found independently of the ledger. */
export function leafPointers(value: unknown, at = ''): string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return [at];
  return entries.flatMap(([key, part]) => leafPointers(part, `${at}/${escaped(key)}`));
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The objects of a plan, without its errors. */
export function objectsOf(plan: WorkflowPlan): unknown {
  return [plan.setup, plan.steps.map(({ objects }) => objects)];
}

/** A copy of a JSON value without the leaf at a pointer: a map's key is removed, a list's item taken out. */
export function without(value: unknown, pointer: string): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = tokens.pop() ?? '';
  let parent = copy as Record<string, unknown>;
  for (const token of tokens) parent = parent[token] as Record<string, unknown>;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

/** A copy of a JSON value with another value at a pointer. */
export function withValue(value: unknown, pointer: string, replacement: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  const slash = pointer.lastIndexOf('/');
  const last = pointer
    .slice(slash + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const parent = valueAt(copy, pointer.slice(0, slash)) as Record<string, unknown>;
  parent[last] = replacement;
  return copy;
}
