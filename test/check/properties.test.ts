import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { podSecurity } from '../../src/check/pod-security/pod-security.ts';
import { podSecurityRemedies } from '../../src/lint/pod-security-remedies.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { goodPod, type Pod } from './good-pod.ts';
import { readAcceptance } from './recordings.ts';

const LEAVES: readonly ((pod: Pod) => void)[] = [
  (pod) => Object.assign(pod.metadata, { name: 'A' }),
  (pod) => Object.assign(pod.metadata, { namespace: 'a.b' }),
  (pod) => Object.assign(pod.metadata.labels, { '-': 'x' }),
  (pod) => Object.assign(pod.metadata.labels, { bad: '-' }),
  (pod) => Object.assign(pod.metadata.annotations, { 'a/b/c': '' }),
  (pod) => Object.assign(pod.spec.containers[0] ?? {}, { name: 'A.b' }),
  (pod) => Object.assign(pod.spec.containers[0] ?? {}, { image: ' ' }),
  (pod) => addToContainer(pod, 'env', { name: '=' }),
  (pod) => addToContainer(pod, 'env', { name: 'X', valueFrom: { secretKeyRef: {} } }),
  (pod) => addToContainer(pod, 'ports', { containerPort: 0 }),
  (pod) => addToContainer(pod, 'ports', { containerPort: 1, protocol: 'tcp' }),
  (pod) => addToContainer(pod, 'volumeMounts', { name: 'v', mountPath: '/v' }),
  (pod) => Object.assign(pod.spec.containers[0] ?? {}, { resources: { limits: { foo: '-1' } } }),
  (pod) => (pod.spec['volumes'] as object[]).push({ name: 'w', secret: {} }),
  (pod) => pod.spec.tolerations.push({}),
  (pod) => pod.spec.tolerations.push({ key: 'k', operator: 'Gt', tolerationSeconds: 1 }),
  (pod) => pod.spec.hostAliases.push({ ip: '1.2.3', hostnames: ['A'] }),
  (pod) => Object.assign(pod.spec['securityContext'] as object, { runAsUser: -1 }),
  (pod) =>
    Object.assign(pod.spec['securityContext'] as object, {
      seccompProfile: { type: 'X', localhostProfile: '' },
    }),
  (pod) => Object.assign(pod.spec['nodeSelector'] as object, { 'a b': 'c' }),
  (pod) => Object.assign(pod.spec, { hostname: '-' }),
  (pod) => Object.assign(pod.spec, { runtimeClassName: '' }),
  (pod) => Object.assign(pod.spec, { dnsConfig: { nameservers: ['x'] } }),
  (pod) => Object.assign(pod.spec, { affinity: { podAffinity: 3 } }),
];

function addToContainer(pod: Pod, list: string, item: object): void {
  const items = pod.spec.containers[0]?.[list];
  if (Array.isArray(items)) items.push(item);
}

function refusals(object: unknown): string[] {
  const found = checkManifest(object).filter(
    ({ source, severity }) => source === 'api-server' && severity === 'error',
  );
  return found.map(({ code, field }) => `${code} ${field}`);
}

describe('properties of checkManifest', () => {
  it('rejects each bad leaf', () => {
    for (const spoil of LEAVES) {
      const pod = goodPod();
      spoil(pod);
      expect(refusals(deepFrozen(pod)), spoil.toString()).not.toEqual([]);
    }
  });

  // The last one cannot be decoded; then the rules of what is around it do not apply.
  it('keeps every other rejection when a bad leaf is added', () => {
    fc.assert(
      fc.property(fc.subarray([...LEAVES]), fc.constantFrom(...LEAVES.slice(0, -1)), (leaves, more) => {
        const before = goodPod();
        const after = goodPod();
        for (const spoil of LEAVES.filter((leaf) => leaves.includes(leaf))) spoil(before);
        for (const spoil of LEAVES.filter((leaf) => leaves.includes(leaf) || leaf === more)) spoil(after);
        const codesBefore = new Set(refusals(before).map(withoutIndices));
        const codesAfter = new Set(refusals(after).map(withoutIndices));
        expect([...codesBefore].filter((code) => !codesAfter.has(code))).toEqual([]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('answers any JSON value, and any object of a known kind with any fields, without a throw or a change', () => {
    fc.assert(
      fc.property(anything(), (value) => {
        const before = JSON.stringify(value);
        const findings = checkManifest(deepFrozen(value));
        expect(JSON.stringify(findings)).toBe(JSON.stringify(checkManifest(value)));
        const { baseline, notChecked } = podSecurity(value);
        expect(baseline.allowed).toBe(baseline.violations.length === 0 && notChecked === undefined);
        expect(podSecurityRemedies(value, 'next').every(({ remedies }) => remedies.length > 0)).toBe(true);
        expect(JSON.stringify(value)).toBe(before);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('survives the loss or replacement of any leaf of a recorded object', () => {
    const objects = readAcceptance().filter((_, index) => index % 397 === 0);
    for (const { object } of objects) {
      for (const replacement of [null, 7, 'x', [], {}, true, [null], [[]]]) {
        for (const changed of withEachReplaced(object, replacement)) {
          expect(Array.isArray(checkManifest(changed))).toBe(true);
          podSecurity(changed);
        }
      }
    }
  });
});

function withoutIndices(text: string): string {
  return text.replace(/\[\d+\]/g, '[i]');
}

function anything() {
  const kind = fc.constantFrom('Pod', 'Service', 'Secret', 'PersistentVolumeClaim', 'Namespace', 'Odd');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, depthSize: 'medium' },
      fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 6 }),
    ),
  }));
  const object = fc.record(
    { kind, metadata: tree, spec: tree, data: tree, stringData: tree },
    { requiredKeys: ['kind'] },
  );
  return fc.oneof(object, fc.jsonValue() as fc.Arbitrary<unknown>);
}

const KEYS = `
  name labels annotations containers initContainers env valueFrom secretKeyRef ports volumes
  secret items volumeMounts resources limits requests memory tolerations key affinity
  nodeAffinity podAffinity requiredDuringSchedulingIgnoredDuringExecution labelSelector
  matchExpressions values securityContext seccompProfile appArmorProfile type dnsConfig
`
  .trim()
  .split(/\s+/);

function* withEachReplaced(value: unknown, replacement: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
    const put = (part: unknown) =>
      Object.assign(Array.isArray(copy) ? [...copy] : { ...copy }, { [key]: part });
    if (key !== 'kind') yield put(replacement);
    for (const changed of withEachReplaced(inner, replacement)) yield put(changed);
  }
}
