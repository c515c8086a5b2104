import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePod, resolveAgentOptions, type Step } from '../../../src/index.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const agent = resolveAgentOptions({ release: '3.17' });

function variables(fields: Partial<Step>) {
  const step: Step = deepFrozen({ name: 'build', image: 'alpine', uuid: 'u', ...fields });
  return makePod(step, agent).spec?.containers[0]?.env ?? [];
}

const script = (fields: Partial<Step>) => {
  const value = variables(fields).find(({ name }) => name === 'CI_SCRIPT')?.value ?? '';
  return Buffer.from(value, 'base64').toString();
};

test('variables are sorted by name, whatever their order, and the script is among them', () => {
  const name = fc.constantFrom(
    'A',
    'B',
    'CI',
    'CI_SCRIPT',
    'CI_SCRIPTS',
    'PATH',
    'SHELL',
    'SHELLS',
    'Z',
    '_',
    'a',
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.constantFrom('', 'x')), (environment) => {
      const written = Object.entries(environment).map(([key, value]) =>
        value ? { name: key, value } : { name: key },
      );
      const byName = (left: { name: string }, right: { name: string }) => (left.name < right.name ? -1 : 1);
      expect(variables({ environment })).toEqual(written.toSorted(byName));
      const added = variables({ environment, commands: ['true'] });
      const others = written.filter((variable) => !['CI_SCRIPT', 'SHELL'].includes(variable.name));
      const own = [
        { name: 'CI_SCRIPT', value: expect.any(String) },
        { name: 'SHELL', value: '/bin/sh' },
      ];
      expect(added).toEqual([...others, ...own].sort(byName));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each([
  ['make', 'make'],
  ['go/bin/x@1.2:3+4=5,6%7-8_9', 'go/bin/x@1.2:3+4=5,6%7-8_9'],
  ['go build', "'go build'"],
  ['a;b', "'a;b'"],
  ['$x', "'$x'"],
  [' make', "' make'"],
  ['make ', "'make '"],
  ["it's", `'it'"'"'s'`],
  ['', "''"],
])('the command %j is shown as %s', (command, shown) => {
  expect(script({ commands: [command, 'true'] })).toContain(`\necho + ${shown}\n${command}\n`);
});

test('without a working directory the script stays in the initial directory', () => {
  expect(script({ commands: ['true'] })).toContain('\nmkdir -p ""\ncd ""\n');
  expect(script({ commands: ['true'], working_dir: '/w' })).toContain('\nmkdir -p "/w"\ncd "/w"\n');
});

test('an environment of null equals a missing one', () => {
  const commands = ['true'];
  expect(variables({ commands, environment: null })).toEqual(variables({ commands }));
});
