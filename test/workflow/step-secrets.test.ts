import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import { bareInput, blockingCodes, eventInput, stepWith } from './support/compiling.ts';

describe('secrets', () => {
  const secrets = [
    { name: 'Token', value: 'first' },
    { name: 'TOKEN', value: 'last' },
    { name: 'Empty' },
    { name: 'plugin', value: 'p', images: ['plugins/x', 'other:1'] },
    { name: 'pull', value: 'e', events: ['pull_request', 'tag'] },
    { name: 'Ärger', value: 'u' },
  ];
  const input = (event = 'push', release = '3.17'): CompileInput => ({
    ...eventInput(event, {}, release),
    secrets,
  });
  const setting = (keys: string, name: string, given = input()) =>
    stepWith(`${keys}, settings: {k: {from_secret: ${name}}}`, given).environment?.['PLUGIN_K'];
  const refusal = (keys: string, given = input()) => {
    const step = `steps: {a: {${keys}}}`;
    return compileWorkflow(`skip_clone: true\n${step}`, given)
      .errors.filter(({ warning }) => !warning)
      .map(({ code, message, range }) => [
        code,
        message.match(/`[^`]*`/g),
        step.slice((range?.start.column ?? 0) - 1, (range?.end.column ?? 0) - 1),
      ]);
  };

  it('are found by their name in any case; the last of several takes effect', () => {
    expect(setting('image: x', 'tokeN')).toBe('last');
    expect(setting('image: x', 'ÄRGER')).toBe('u');
    expect(setting('image: x', 'empty')).toBe('');
  });

  it('are all in the compiled workflow, by name', () => {
    const config = compileWorkflow('steps: {a: {image: x}}', input()).workflows[0]?.config;
    expect(config?.secrets).toEqual([
      { name: 'Empty' },
      { name: 'TOKEN', value: 'last' },
      { name: 'plugin', value: 'p' },
      { name: 'pull', value: 'e' },
      { name: 'Ärger', value: 'u' },
    ]);
  });

  it('are for some plugins or events only', () => {
    expect(setting('image: "plugins/x:3"', 'plugin')).toBe('p');
    expect(setting('image: "other:1"', 'plugin')).toBe('p');
    expect(setting('image: x', 'pull', input('tag'))).toBe('e');
    for (const event of ['pull_request', 'pull_request_closed', 'pull_request_metadata']) {
      expect(setting('image: x', 'pull', input(event))).toBe('e');
    }
  });

  it('are rejected to others, in this order', () => {
    const from = (name: string) => `settings: {k: {from_secret: ${name}}}`;
    expect(refusal(`image: x, ${from('None')}`)).toEqual([['secret-unknown', ['`none`'], 'None']]);
    expect(refusal('image: plugins/x, environment: {K: {from_secret: plugin}}')).toEqual([
      ['secret-plugins-only', ['`plugin`'], 'plugin'],
    ]);
    expect(refusal(`image: "other:2", ${from('plugin')}`)).toEqual([
      ['secret-image', ['`plugin`', '`other:2`'], 'plugin'],
    ]);
    expect(refusal(`image: x, ${from('pull')}`)).toEqual([['secret-event', ['`pull`', '`push`'], 'pull']]);
    const before = input('pull_request_metadata', '3.9');
    expect(refusal(`image: x, ${from('pull')}`, before)).toEqual([
      ['secret-event', ['`pull`', '`pull_request_metadata`'], 'pull'],
    ]);
    expect(refusal(`image: x, ${from('pull')}`, bareInput({ secrets }))).toEqual([
      ['secret-event', ['`pull`', '`""`'], 'pull'],
    ]);
  });

  it('that are not there may be replaced by their names', () => {
    const loose: CompileInput = { ...input(), unknown_secrets: 'placeholder' };
    expect(setting('image: x', 'None', loose)).toBe('<secret None>');
    expect(setting('image: x', 'token', loose)).toBe('last');
    expect(blockingCodes('steps: {a: {image: x, settings: {k: {from_secret: pull}}}}', loose)).toEqual([
      'secret-event',
    ]);
    const strict: CompileInput = { ...bareInput(), unknown_secrets: 'refuse' };
    expect(blockingCodes('steps: {a: {image: x, settings: {k: {from_secret: s}}}}', strict)).toEqual([
      'secret-unknown',
    ]);
    expect(blockingCodes('steps: {a: {image: x, settings: {k: {from_secret: s}}}}')).toEqual([
      'secret-unknown',
    ]);
  });
});
