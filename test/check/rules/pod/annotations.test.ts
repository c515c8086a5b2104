import { expect, it, test } from 'vitest';
import { checkManifest } from '../../../../src/check/check-manifest.ts';
import { pod } from '../../manifests.ts';

const found = (annotations: object, spec: object = {}) =>
  checkManifest(pod(spec, { annotations })).map(({ code }) => code);

test.each(['0', '1', '12', '100', '-1', '-0', '-01', '2147483647', '-2147483648'])(
  'the cost of deletion may be %s',
  (cost) => {
    expect(found({ 'controller.kubernetes.io/pod-deletion-cost': cost })).toEqual([]);
  },
);

test.each(['', '00', '01', '+1', '1.5', 'a', 'a1', '1a', '2147483648', '-2147483649'])(
  'the cost of deletion is not %j',
  (cost) => {
    expect(found({ 'controller.kubernetes.io/pod-deletion-cost': cost })).toEqual(['deletion-cost-invalid']);
  },
);

test.each([
  ['[]', []],
  ['null', []],
  ['', []],
  ['[{}]', ['field-not-checked']],
  ['{}', ['tolerations-annotation-invalid']],
])('tolerations in an annotation: %j', (value, codes) => {
  expect(found({ 'scheduler.alpha.kubernetes.io/tolerations': value })).toEqual(codes);
});

it.each([
  [4095, ['app-armor-annotation-deprecated']],
  [4096, ['app-armor-annotation-conflict']],
])('a profile of AppArmor with %i bytes', (bytes, codes) => {
  const securityContext = { appArmorProfile: { type: 'RuntimeDefault' } };
  const key = 'container.apparmor.security.beta.kubernetes.io/c';
  expect(found({ [key]: `localhost/${'a'.repeat(bytes)}` }, { securityContext })).toEqual(codes);
});
