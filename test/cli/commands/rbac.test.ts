import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RELEASES } from '../../../src/index.ts';
import { codesIn, run } from '../../support/memory-io.ts';

const POD_VERBS = ['create', 'list', 'watch', 'get', 'delete'];

function rbac(argv: readonly string[], files = {}) {
  const { code, out, err } = run(['rbac', ...argv], { files });
  expect([code, codesIn(err)]).toEqual([0, []]);
  const role = parse(out);
  const rules = role.rules.map(({ apiGroups, resources, verbs }: Record<string, string[]>) => {
    expect(apiGroups).toEqual(['']);
    return [resources?.join(), verbs];
  });
  return { role, out, rules: Object.fromEntries(rules) as Record<string, string[]> };
}

describe('rbac', () => {
  it('lists the permissions that an agent of a release needs', () => {
    const secrets = { secrets: ['create', 'delete'] };
    const always = {
      persistentvolumeclaims: ['create', 'delete'],
      services: ['create', 'delete'],
      pods: POD_VERBS,
      'pods/log': ['get'],
    };
    for (const release of RELEASES)
      expect([release, rbac(['--release', release]).rules]).toEqual([release, { ...always, ...secrets }]);
  });

  it('has the reason for each verb as a comment', () => {
    const { out } = rbac(['--release', '3.17']);
    for (const line of out
      .split('\n')
      .filter((each) => /^ {6}- /.test(each) && !/pods|services|secrets|pers|""/.test(each)))
      expect(line).toMatch(/ # \w/);
    expect(out).toContain('headless Service');
    expect(rbac(['--release', '3.12']).out).not.toContain('headless Service');
  });

  it('is a Role in the namespace of the agent, or a ClusterRole for namespaces of organizations', () => {
    const { role } = rbac(['--release', '3.17', '--set', 'namespace=ci']);
    expect(role).toMatchObject({ kind: 'Role', metadata: { namespace: 'ci' } });
    const files = { 'a.env': 'WOODPECKER_BACKEND_K8S_NAMESPACE_PER_ORGANIZATION=true\n' };
    const cluster = rbac(['--release', '3.17', '--agent-env', 'a.env'], files);
    expect(cluster.role.kind).toBe('ClusterRole');
    expect(cluster.role.metadata).not.toHaveProperty('namespace');
    expect(cluster.rules['namespaces']).toEqual(['create', 'get']);
  });

  it('lists the permissions that given workflows need', () => {
    const yaml = 'when: { event: push }\nsteps:\n  a: { image: golang, commands: [make] }\n';
    const { rules } = rbac(['w.yaml', '--release', '3.12'], { 'w.yaml': yaml });
    expect(Object.keys(rules)).toEqual(['persistentvolumeclaims', 'pods', 'pods/log']);
    const failing = 'when: { event: push }\nsteps:\n  ä: { image: golang, commands: [make] }\n';
    expect(run(['rbac', 'w.yaml', '--release', '3.0'], { files: { 'w.yaml': failing } }).code).toBe(1);
    expect(run(['rbac', 'missing.yaml'])).toMatchObject({ code: 2, out: '' });
  });
});
