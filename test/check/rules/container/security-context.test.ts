import { describe, expect, it } from 'vitest';
import { containerWith, findings, type Row } from '../../findings.ts';

describe('security contexts of containers', () => {
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ privileged: true, allowPrivilegeEscalation: true }],
    [{ privileged: true }],
    [{ allowPrivilegeEscalation: false }],
    [{ privileged: false, allowPrivilegeEscalation: false }],
    [{ privileged: true, allowPrivilegeEscalation: false }, 'privileged-without-escalation ~'],
    [{ capabilities: { drop: ['ALL', 'any thing'] } }],
    [
      {
        privileged: 'yes',
        allowPrivilegeEscalation: 0,
        capabilities: { drop: [1], add: ['A'] },
        procMount: '',
      },
      'json-type-wrong ~/privileged',
      'json-type-wrong ~/allowPrivilegeEscalation',
      'json-type-wrong ~/capabilities/drop/0',
      'field-not-checked ~/capabilities/add',
      'field-not-checked ~/procMount',
    ],
    [{ capabilities: [] }, 'json-type-wrong ~/capabilities'],
  ];

  it.each(ROWS)('%j', (securityContext, ...found) => {
    expect(findings(containerWith({ securityContext }), '/spec/containers/0/securityContext')).toEqual(
      [...found].sort(),
    );
  });
});
