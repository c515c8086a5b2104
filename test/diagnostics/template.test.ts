import { describe, expect, expectTypeOf, it } from 'vitest';
import type { JsonValue } from '../../src/base/json/json.ts';
import { type ArgsOf, diagnose, type RuleTable } from '../../src/diagnostics/diagnostic.ts';
import { describeMessage, textsOf } from '../../src/diagnostics/template.ts';

const message = (template: string, args: Record<string, unknown>, redact?: (text: string) => string) =>
  textsOf({ message: template }, args, redact).message;

describe('textsOf', () => {
  it('inserts values as code, and plain words as they are', () => {
    expect(message('{a} is {b:text} of {c}', { a: 'x y', b: 7, c: false })).toBe('`x y` is 7 of `false`');
    expect(message('{a}{b}', { a: { k: ['v', null, 1] }, b: null })).toBe('`{"k":["v",null,1]}``null`');
    expect(message('`key: {a}` and `{B}` and {}', { a: 'v' })).toBe('`key: v` and `{B}` and {}');
  });

  it('lists values', () => {
    const listed = (template: string, count: number) =>
      message(template, { a: Array.from({ length: count }, (_, index) => `k${index}`) });
    expect(listed('{a:and}', 0)).toBe('');
    expect(listed('{a:and}', 1)).toBe('`k0`');
    expect(listed('{a:or}', 3)).toBe('`k0`, `k1` or `k2`');
    expect(listed('{a:and}', 200)).toMatch(/`k19` and 180 more$/);
  });

  it('shows a string on one line, at most 80 characters of it, and its spaces', () => {
    expect(message('{a}', { a: 'a\n\t\u0000\u202e\ud800b' })).toBe('`a\\n\\t\\u0000\\u202e\\ud800b`');
    expect(message('{a} {b}', { a: '', b: ' c' })).toBe('`""` `" c"`');
    expect(message('{a}', { a: 'x'.repeat(81) })).toBe(`\`${'x'.repeat(80)}…\``);
    expect(message('{a}', { a: `${'x'.repeat(79)}😀` })).toBe(`\`${'x'.repeat(79)}…\``);
  });

  it('writes no more of long and deep values than it shows', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(message('{a}', { a: deep }).length).toBeLessThan(90);
    let reads = 0;
    const counted = new Proxy(
      Array.from({ length: 10_000 }, () => 1),
      {
        get: (target, key) => {
          reads += 1;
          return Reflect.get(target, key);
        },
      },
    );
    message('{a}', { a: counted });
    expect(reads).toBeLessThan(200);
  });

  it('redacts before it cuts, inside JSON too', () => {
    const secret = 's'.repeat(100);
    const redact = (text: string) => text.replaceAll(secret, '<redacted>');
    expect(
      message(
        '{a} {b} {c:text} {d:and}',
        { a: secret, b: { [secret]: [secret] }, c: secret, d: [secret] },
        redact,
      ),
    ).toBe('`<redacted>` `{"<redacted>":["<redacted>"]}` <redacted> `<redacted>`');
  });

  it('leaves out a note or help without its arguments, and uses the first complete one', () => {
    const rule = { message: 'm', note: 'n {a}', help: ['h {b}', 'else'] };
    expect(textsOf(rule, {})).toEqual({ message: 'm', help: 'else' });
    expect(textsOf(rule, { a: 1, b: 2 })).toEqual({ message: 'm', note: 'n `1`', help: 'h `2`' });
  });

  it('puts words for the values of an argument', () => {
    const rule = { message: 'It is {why:text}.', words: { why: { long: 'too long' } } };
    expect(textsOf(rule, { why: 'long' }).message).toBe('It is too long.');
  });
});

describe('rules', () => {
  const table = {
    'a-b': {
      severity: 'error',
      message: 'The {a} has {b:text} of {c:and}, {d:text}',
      note: 'because of {a}',
      help: ['Did you mean {near}?', 'Use {known:or}.'],
      words: { d: { x: 'y' } },
    },
    plain: { severity: 'info', message: 'Nothing in {} or {CI_X}.' },
  } as const satisfies RuleTable;

  it('infer their arguments from their templates', () => {
    expectTypeOf<ArgsOf<(typeof table)['a-b']>>().branded.toEqualTypeOf<{
      readonly a: JsonValue;
      readonly b: string | number;
      readonly c: readonly (string | number)[];
      readonly d: 'x';
      readonly near: JsonValue | undefined;
      readonly known: readonly (string | number)[] | undefined;
    }>();
    expectTypeOf<ArgsOf<(typeof table)['plain']>>().toExtend<object>();
  });

  it('make diagnostics with raw arguments', () => {
    const args = { a: 'x', b: 1, c: ['y'], d: 'x', near: undefined, known: ['z'] } as const;
    expect(diagnose(table, 'a-b', '/p', args)).toEqual({
      code: 'a-b',
      severity: 'error',
      message: 'The `x` has 1 of `y`, y',
      note: 'because of `x`',
      help: 'Use `z`.',
      path: '/p',
      args: { a: 'x', b: 1, c: ['y'], d: 'x', known: ['z'] },
    });
    expect(diagnose(table, 'plain', '', {})).not.toHaveProperty('help');
  });
});

it('describes a message by the names of its arguments', () => {
  expect(describeMessage({ message: '{a} has {b:text}: `{c}`' })).toBe('`<a>` has <b>: `<c>`');
});
