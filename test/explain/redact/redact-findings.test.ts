import { expect, test } from 'vitest';
import { diagnose, rules } from '../../../src/diagnostics/diagnostic.ts';
import { redactFindings } from '../../../src/explain/redact/redact-findings.ts';
import { redactor } from '../../../src/explain/redact/redactor.ts';

const TABLE = rules({
  ignored: {
    severity: 'warning',
    message: 'The agent ignores {value}.',
    note: 'The agent reads {count:text} other values.',
  },
});

function redacted(secret: string, value: string, more: object = {}) {
  const finding = { ...diagnose(TABLE, 'ignored', '/a', { value, count: 7 }), ...more };
  return redactFindings([finding], redactor([secret]))[0];
}

test('a secret that is a word of a rule is replaced in its arguments only', () => {
  expect(redacted('agent', 'my agent')).toEqual({
    code: 'ignored',
    severity: 'warning',
    message: 'The agent ignores `my <redacted>`.',
    note: 'The agent reads 7 other values.',
    path: '/a',
  });
});

test('a text that is not of the rule is redacted as a whole', () => {
  expect(redacted('agent', 'x', { note: 'An agent.' })?.note).toBe('An <redacted>.');
});

test('nothing is left of a secret that the message cuts', () => {
  const secret = 'hunter2-hunter2';
  for (let length = 0; length <= secret.length; length++) {
    const value = `${'x'.repeat(80 - length)}${secret}`;
    expect(redacted(secret, value)?.message).not.toMatch(/xh/);
  }
});

test('a count that a short secret equals stays', () => {
  expect(redacted('7', 'x')?.note).toBe('The agent reads 7 other values.');
});
