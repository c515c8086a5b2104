import { expect, it } from 'vitest';
import { collect } from '../../../src/cli/input/agent-flags.ts';

it('gathers values in one list, and leaves the default as it is', () => {
  const none: string[] = [];
  const one = collect('a', none);
  expect(collect('b', one)).toBe(one);
  expect([none, one]).toEqual([[], ['a', 'b']]);
});
