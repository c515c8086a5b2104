import { describe, expect, test } from 'vitest';
import { findings, podWith } from '../../findings.ts';

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const COST = 'controller.kubernetes.io/pod-deletion-cost';
const DEFAULT = { type: 'RuntimeDefault' };

/** Codes, and the places that the server names, of what is found in a Pod with an annotation. */
function found(key: string, value: unknown, spec: object = {}): string[] {
  return findings(podWith(spec, { annotations: { [key]: value } })).map((line) =>
    line.replaceAll(key.replaceAll('/', '~1'), 'KEY').replaceAll(key, 'KEY'),
  );
}

describe('AppArmor', () => {
  const deprecated = 'app-armor-annotation-deprecated /metadata/annotations/KEY as metadata.annotations[KEY]';
  const invalid = `app-armor-annotation-invalid /metadata/annotations/KEY as metadata.annotations[KEY]`;
  const conflict = (place = 'spec.containers[0]') =>
    `app-armor-annotation-conflict /metadata/annotations/KEY as ${place}.securityContext.appArmorProfile.type`;
  const ofPod = (profile: object) => ({ securityContext: { appArmorProfile: profile } });

  test.each([
    ['runtime/default', {}, [deprecated]],
    ['unconfined', {}, [deprecated]],
    ['localhost/a', {}, [deprecated]],
    ['', {}, [deprecated]],
    ['other', {}, [invalid]],
    ['x/localhost/', {}, [invalid]],
    ['localhost/', {}, [deprecated]],
    ['runtime/default', ofPod(DEFAULT), []],
    ['unconfined', ofPod({ type: 'Unconfined' }), []],
    ['localhost/a', ofPod({ type: 'Localhost', localhostProfile: 'a' }), []],
    ['localhost/a', ofPod({ type: 'Localhost', localhostProfile: 'b' }), [deprecated]],
    ['unconfined', ofPod(DEFAULT), [deprecated]],
    ['', ofPod(DEFAULT), [conflict()]],
    ['localhost/', ofPod(DEFAULT), [conflict()]],
    ['localhost/ a', ofPod(DEFAULT), [conflict()]],
    [`localhost/${'a'.repeat(4096)}`, ofPod(DEFAULT), [conflict()]],
    [`localhost/${'a'.repeat(4095)}`, ofPod(DEFAULT), [deprecated]],
    ['other', ofPod(DEFAULT), [invalid, conflict()]],
  ])('%s on a container', (value, spec, expected) => {
    expect([...found(`${APP_ARMOR}c`, value, spec)].sort()).toEqual([...expected].sort());
  });

  test('an annotation of no container is rejected, and of an init container has its place', () => {
    expect(found(`${APP_ARMOR}other`, 'unconfined')).toEqual([
      'app-armor-annotation-container-unknown /metadata/annotations/KEY as metadata.annotations[KEY]',
    ]);
    const initContainers = [{ name: 'i', image: 'alpine' }, null, { name: 'j', image: 'alpine' }];
    expect(found(`${APP_ARMOR}j`, '', { ...ofPod(DEFAULT), initContainers })).toContain(
      conflict('spec.initContainers[2]'),
    );
  });

  test('a profile of an unknown type conflicts with nothing', () => {
    expect(found(`${APP_ARMOR}c`, '', ofPod({ type: 'Other' })).join()).not.toContain('conflict');
  });
});

describe('seccomp', () => {
  const without = 'annotation-without-effect /metadata/annotations/KEY as metadata.annotations[KEY]';
  const invalid = `seccomp-annotation-invalid /metadata/annotations/KEY`;
  const conflict =
    'seccomp-annotation-conflict /metadata/annotations/KEY as spec.securityContext.seccompProfile.type';
  const profiled = { securityContext: { seccompProfile: DEFAULT } };

  test.each([
    [SECCOMP_POD, 'runtime/default', {}, [without]],
    [SECCOMP_POD, 'docker/default', {}, [without]],
    [SECCOMP_POD, 'unconfined', {}, [without]],
    [SECCOMP_POD, 'localhost/a', {}, [without]],
    [SECCOMP_POD, 'unconfined', { securityContext: {} }, [without]],
    [SECCOMP_POD, 'unconfined', profiled, [conflict]],
    [SECCOMP_POD, 'runtime/default', profiled, []],
    [SECCOMP_POD, 'docker/default', profiled, []],
    [SECCOMP_POD, 'other', profiled, [conflict, invalid]],
    [SECCOMP_POD, 'a/localhost/', profiled, [conflict, invalid]],
    [SECCOMP_POD, 'localhost//a', profiled, [conflict, invalid]],
    [SECCOMP_POD, 'localhost/a/../b', profiled, [conflict, invalid]],
    [SECCOMP_POD, 'localhost//../b', profiled, [conflict, invalid, invalid]],
    [`${SECCOMP}c`, 'unconfined', {}, [without]],
    [`${SECCOMP}c`, 'unconfined', profiled, [without]],
    [`${SECCOMP}other`, 'unconfined', {}, []],
    [`${SECCOMP}other`, 'other', {}, [invalid]],
    [`x-${SECCOMP}c`, 'other', {}, []],
  ])('%s: %s in a Pod with %j', (key, value, spec, expected) => {
    expect([...found(key, value, spec)].sort()).toEqual([...expected].sort());
  });
});

describe('the cost of deletion', () => {
  test.each(['0', '1', '12', '100', '-1', '-0', '-01', '2147483647', '-2147483648'])('may be %s', (cost) => {
    expect(found(COST, cost)).toEqual([]);
  });

  test.each(['', '00', '01', '+1', '1.5', 'a', 'a1', '1a', '2147483648', '-2147483649'])(
    'is not %j',
    (cost) => {
      expect(found(COST, cost)).toEqual([
        `deletion-cost-invalid /metadata/annotations/KEY as metadata.annotations[KEY]`,
      ]);
    },
  );
});

describe('other annotations', () => {
  const as = '/metadata/annotations/KEY as metadata.annotations[KEY]';

  test.each([
    ['scheduler.alpha.kubernetes.io/tolerations', '[]', []],
    ['scheduler.alpha.kubernetes.io/tolerations', 'null', []],
    ['scheduler.alpha.kubernetes.io/tolerations', '[{}]', [`field-not-checked ${as}`]],
    [
      'scheduler.alpha.kubernetes.io/tolerations',
      '{}',
      ['tolerations-annotation-invalid /metadata/annotations/KEY as metadata.annotations'],
    ],
    ['scheduler.alpha.kubernetes.io/tolerations', '', []],
    ['example.com/own', 'a', []],
  ])('%s: %j', (key, value, expected) => {
    expect(found(key, value)).toEqual(expected);
  });
});
