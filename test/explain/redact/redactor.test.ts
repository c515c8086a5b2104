import { describe, expect, it } from 'vitest';
import { noRedactor, redactor } from '../../../src/explain/redact/redactor.ts';
import type { KubernetesObject } from '../../../src/index.ts';

const WORKFLOW = {
  volume: 'v-canary',
  secrets: [
    { name: 'token', value: 'canary' },
    { name: 'none' },
    { name: 'absent', value: '<secret absent>' },
    { name: 'empty', value: '' },
  ],
  pipeline: [
    {
      steps: [
        {
          name: 'a',
          image: 'b',
          secret_mapping: { A: 'canary', B: '<secret absent>', C: 'x<secret a>', D: '' },
        },
      ],
    },
    { steps: [{ name: 'c', image: 'canary' }] },
    {},
  ],
};

const base64 = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text, encoding).toString('base64');

function pod(container: object): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p-canary' },
    spec: { containers: [{ name: 'a', image: 'b', ...container }] },
  } as KubernetesObject;
}

describe('redactor', () => {
  const { object, text, workflow } = redactor(WORKFLOW, ['other']);

  it('hides the values of the workflow and others in texts', () => {
    expect(text('a canary and another bird')).toBe('a <redacted> and an<redacted> bird');
  });

  it('keeps Pods but for the values', () => {
    const container = {
      image: 'canary',
      command: ['powershell', '-encodedcommand', base64('echo canary', 'utf16le'), 'canary'],
      env: [
        { name: 'CI_SCRIPT', value: base64('echo canary') },
        { name: 'A', value: 'canary' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'A' } } },
        { name: 'OTHER', value: base64('echo canary!') },
      ],
    };
    expect(object(pod(container))).toStrictEqual({
      ...pod({
        image: '<redacted>',
        command: ['powershell', '-encodedcommand', base64('echo <redacted>', 'utf16le'), '<redacted>'],
        env: [
          { name: 'CI_SCRIPT', value: base64('echo <redacted>') },
          { name: 'A', value: '<redacted>' },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'A' } } },
          { name: 'OTHER', value: base64('echo canary!') },
        ],
      }),
      metadata: { name: 'p-<redacted>' },
    });
  });

  it('adds nothing to Pods that have no script', () => {
    expect(object(pod({}))).toStrictEqual({ ...pod({}), metadata: { name: 'p-<redacted>' } });
    const empty = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bird' } } as const;
    expect(object(empty)).toStrictEqual(empty);
  });

  it('hides all that a Secret holds, but placeholders', () => {
    const auths = { '<redacted>': { username: '<redacted>', password: '<redacted>' } };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } } as const;
    const data = { '.dockerconfigjson': 'e30=', other: 'e30=' };
    const stringData = {
      A: 'unknown',
      B: '<secret absent>',
      C: 'x<secret absent>',
      D: '<secret absent>x',
      E: '',
    };
    expect(object({ ...secret, data, stringData })).toStrictEqual({
      ...secret,
      data: { '.dockerconfigjson': base64(JSON.stringify({ auths })), other: base64('<redacted>') },
      stringData: {
        A: '<redacted>',
        B: '<secret absent>',
        C: '<redacted>',
        D: '<redacted>',
        E: '<redacted>',
      },
    });
    expect(object(secret)).toStrictEqual(secret);
  });

  it('hides values in any other object', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'canary' } } as const;
    expect(object(claim)).toStrictEqual({ ...claim, metadata: { name: '<redacted>' } });
  });

  it('keeps the workflow but for the values', () => {
    expect(workflow()).toStrictEqual({
      volume: 'v-<redacted>',
      secrets: [
        { name: 'token', value: '<redacted>' },
        { name: 'none' },
        { name: 'absent', value: '<secret absent>' },
        { name: 'empty', value: '<redacted>' },
      ],
      pipeline: [
        {
          steps: [
            {
              name: 'a',
              image: 'b',
              secret_mapping: { A: '<redacted>', B: '<secret absent>', C: '<redacted>', D: '<redacted>' },
            },
          ],
        },
        { steps: [{ name: 'c', image: '<redacted>' }] },
        {},
      ],
    });
    expect(redactor({ volume: 'v' }).workflow()).toStrictEqual({ volume: 'v' });
  });
});

it('shows everything where nothing is to be hidden', () => {
  const { object, text, workflow } = noRedactor(WORKFLOW);
  expect(text('canary')).toBe('canary');
  expect(object(pod({ image: 'canary' }))).toStrictEqual(pod({ image: 'canary' }));
  expect(workflow()).toBe(WORKFLOW);
});
