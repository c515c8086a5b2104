import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { podSecurity } from '../../src/check/pod-security.ts';
import { differing } from '../support/differing.ts';
import { type AcceptanceCase, readAcceptance } from './recordings.ts';

describe('recorded verdicts of the API server', () => {
  const cases = readAcceptance();

  it.each([
    ['accepted or refused', ({ accepted }: AcceptanceCase) => accepted, isAccepted],
    ['types and fields of refusals', ({ errors }: AcceptanceCase) => pairs(errors), refusalsOf],
    ['fields of warnings', ({ warnings }: AcceptanceCase) => [...warnings].sort(), warningsOf],
    ['Pod Security verdicts', ({ podSecurity }: AcceptanceCase) => podSecurity, podSecurityOf],
  ])('%s', (what, recorded, ours) => {
    const wrong = differing(cases, (one) => JSON.stringify(recorded(one)) !== JSON.stringify(ours(one))).map(
      (one) => `${one.id}: recorded ${JSON.stringify(recorded(one))}, ours ${JSON.stringify(ours(one))}`,
    );
    console.log(`${what}: ${cases.length - wrong.length} of ${cases.length} agree`);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(cases.length).toBeGreaterThan(5000);
  });

  it('gives every finding a code, a field and a pointer that leads into the object', () => {
    for (const { id, object } of cases) {
      for (const { code, field, path, message } of checkManifest(object)) {
        expect(code && field && message, id).toBeTruthy();
        expect(path === '' || path.startsWith('/'), `${id}: ${path}`).toBe(true);
      }
    }
  });
});

function fromServer({ object }: AcceptanceCase) {
  return checkManifest(object).filter(({ source }) => source === 'api-server');
}

function isAccepted(one: AcceptanceCase): boolean {
  return fromServer(one).every(({ severity }) => severity !== 'error');
}

function refusalsOf(one: AcceptanceCase): string[] {
  return pairs(fromServer(one).filter(({ severity }) => severity === 'error'));
}

function warningsOf(one: AcceptanceCase): string[] {
  const warnings = fromServer(one).filter(({ severity }) => severity === 'warning');
  return warnings.map(({ field }) => field).sort();
}

function pairs(errors: readonly { readonly type?: string; readonly field: string }[]): string[] {
  return errors.map(({ type, field }) => `${type} ${field}`).sort();
}

function podSecurityOf({ object }: AcceptanceCase) {
  return object.kind === 'Pod' ? podSecurity(object) : undefined;
}
