import { describe, expect, it, test } from 'vitest';
import { projectedPathProblems } from '../../src/check/paths.ts';
import { checkManifest, podSecurity, podSecurityRemedies } from '../../src/index.ts';

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

interface Parts {
  readonly spec?: object;
  readonly container?: object;
  readonly annotations?: object;
}

function podOf({ spec, container, annotations }: Parts) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', ...(annotations && { annotations }) },
    spec: { containers: [{ name: 'a', image: 'b', ...container }], ...spec },
  };
}

function codesOf(parts: Parts): string[] {
  return checkManifest(podOf(parts)).map(({ code }) => code);
}

test.each([
  [null, 'nothing'],
  [undefined, 'nothing'],
  [5, 'a number'],
  ['x', 'a string'],
  [[], 'a list'],
])('%j is not a manifest, but %s', (value, found) => {
  expect(checkManifest(value)).toMatchObject([{ code: 'manifest-not-object', args: { found } }]);
});

test('a kind that is not text is not one that is checked', () => {
  expect(checkManifest({ apiVersion: 5, kind: 6 })).toMatchObject([
    { code: 'kind-not-checked', args: { apiVersion: '', kind: '' } },
  ]);
});

test('a path of a projected file may not climb, nor begin as if it did', () => {
  expect(['a', 'a/..b', '../x', '..x', '..'].map(projectedPathProblems)).toEqual([0, 0, 1, 1, 2]);
});

describe('an annotation for AppArmor', () => {
  const securityContext = (type: string) => ({
    securityContext: { appArmorProfile: { type, ...(type === 'Localhost' && { localhostProfile: 'p' }) } },
  });

  it('that is not text has only that wrong', () => {
    expect(codesOf({ annotations: { [`${APP_ARMOR}a`]: 5 } })).toEqual(['json-type-wrong']);
  });

  it('for no container of the Pod is in conflict with none', () => {
    const annotations = { [`${APP_ARMOR}nope`]: 'nope' };
    expect(codesOf({ spec: securityContext('RuntimeDefault'), annotations }).sort()).toEqual([
      'app-armor-annotation-container-unknown',
      'app-armor-annotation-invalid',
    ]);
  });

  it.each(['Localhost', 'RuntimeDefault', 'Unconfined'])(
    'that nobody knows is in conflict with %s',
    (type) => {
      const annotations = { [`${APP_ARMOR}a`]: 'nope' };
      const conflict = 'app-armor-annotation-conflict';
      expect(codesOf({ spec: securityContext(type), annotations })).toContain(conflict);
      expect(codesOf({ annotations })).not.toContain(conflict);
    },
  );

  it('can be removed by the author, or by the administrator', () => {
    const pod = podOf({ annotations: { [`${APP_ARMOR}a`]: 'unconfined' } });
    const remedies = podSecurityRemedies(pod, '3.17').find(({ violation }) => /AppArmor/.test(violation));
    expect(remedies?.remedies.map(({ by }) => by)).toEqual(['author', 'administrator']);
  });
});

test('2^63 is too large for a user, but a whole number', () => {
  expect(codesOf({ spec: { securityContext: { runAsUser: 2 ** 63 } } })).toEqual(['user-id-invalid']);
  expect(codesOf({ spec: { securityContext: { runAsUser: 2 ** 64 } } })).toEqual(['json-type-wrong']);
});

test('a relative path is mounted like the same one from the root', () => {
  const volumeMounts = ['a', '/a'].map((mountPath) => ({ name: 'v', mountPath }));
  expect(codesOf({ spec: { volumes: [{ name: 'v' }] }, container: { volumeMounts } })).toContain(
    'mount-path-equivalent',
  );
});

describe('the level restricted', () => {
  const violations = (parts: Parts) => podSecurity(podOf(parts)).restricted.violations;

  it('is content with a profile of seccomp on every container', () => {
    const seccompProfile = { type: 'RuntimeDefault' };
    expect(violations({ container: { securityContext: { seccompProfile } } })).not.toContain(
      'seccompProfile',
    );
    expect(violations({})).toContain('seccompProfile');
  });

  it('forbids a Pod that may run as root, though its containers may not', () => {
    const securityContext = { runAsNonRoot: false };
    const container = { securityContext: { runAsNonRoot: true } };
    expect(violations({ spec: { securityContext }, container })).toContain('runAsNonRoot != true');
    expect(violations({ container })).not.toContain('runAsNonRoot != true');
  });
});
