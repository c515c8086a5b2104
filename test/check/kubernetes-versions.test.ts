import { describe, expect, it } from 'vitest';
import {
  isVersionWithin,
  KUBERNETES_VERSIONS,
  parseKubernetesVersion,
} from '../../src/check/kubernetes-versions.ts';

describe('parseKubernetesVersion', () => {
  const short = 'Client Version: v1.34.2\nKustomize Version: v5.7.1\nServer Version: v1.31.4-gke.1183000\n';
  const long =
    'Client Version: version.Info{Major:"1", Minor:"34", GitVersion:"v1.34.2"}\nServer Version: version.Info{Major:"1", Minor:"31", GitVersion:"v1.31.4+k3s1"}';
  const json = JSON.stringify(
    {
      clientVersion: { gitVersion: 'v1.34.2' },
      serverVersion: { major: '1', minor: '31', gitVersion: 'v1.31.4' },
    },
    null,
    2,
  );
  const yaml = 'clientVersion:\n  gitVersion: v1.34.2\nserverVersion:\n  gitVersion: v1.31.4\n  major: "1"\n';

  it.each([
    '1.31',
    'v1.31',
    '1.31.4',
    'v1.31.4',
    'v1.31.4-gke.1183000',
    'v1.31.4+k3s1',
    ' v1.31.4\n',
    short,
    long,
    json,
    yaml,
  ])('reads %j', (text) => {
    expect(parseKubernetesVersion(text)).toBe('1.31');
  });

  it.each(KUBERNETES_VERSIONS)('knows %s', (version) => {
    expect(parseKubernetesVersion(version)).toBe(version);
  });

  it.each([
    '',
    '1',
    '1.28',
    '1.36',
    '2.31',
    'v1',
    'latest',
    '1.31x',
    'x1.31',
    'Client Version: v1.31.4',
    31,
    null,
    {},
  ])('knows no version in %j', (text) => {
    expect(parseKubernetesVersion(text)).toBeUndefined();
  });
});

it('compares versions by their place, both ends included', () => {
  expect(isVersionWithin('1.31', '1.31')).toBe(true);
  expect(isVersionWithin('1.30', '1.31')).toBe(false);
  expect(isVersionWithin('1.31', '1.29', '1.31')).toBe(true);
  expect(isVersionWithin('1.32', '1.29', '1.31')).toBe(false);
});
