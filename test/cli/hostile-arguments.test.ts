import { Command, type Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandIo } from '../../src/cli/command-io.ts';
import { loadChecks, loadCommands } from '../../src/cli/load-commands.ts';
import { nodeIo } from '../../src/cli/node-io.ts';
import { IS_FULL } from '../support/fuzz.ts';
import { run } from '../support/memory-io.ts';

const program = new Command();
for (const add of await loadCommands([], await loadChecks())) add(program, commandIo(nodeIo()), () => {});
const commands = program.commands.map((command) => ({ name: command.name(), command }));
const optionsOf = ({ options }: Command): readonly Option[] => options.filter(({ required }) => required);

/** The first command with each option. Commands share the options of the workflow and of the agent, and their code. */
const firstCommand = new Map(
  commands.toReversed().flatMap(({ name, command }) => optionsOf(command).map(({ flags }) => [flags, name])),
);

const VALUES = [
  ...['-', '=', 'a=b', 'a=b:c', '-1', '[', '$(x)', 'constructor', '__proto__=x'],
  ...['a\0b', '\u001b[31m', '\ud800', 'x'.repeat(10_000)],
];
const FILES = {
  'w.yaml': 'steps: {a: {image: b, commands: [c], settings: {x: {from_secret: d}}}}',
  'w.json': '{"pipeline": [{"steps": [{"image": "x"}, {"name": "a", "image": "x"}]}]}',
};

/** Arguments of a command with everything that it needs, except options. */
function operands({ registeredArguments: [argument] }: Command, file: keyof typeof FILES): readonly string[] {
  if (argument === undefined) return [];
  return argument.argChoices === undefined ? [file] : argument.argChoices.slice(0, 1);
}

describe.each(commands)('$name', ({ name, command }) => {
  it('answers any value of an option', () => {
    const lines = optionsOf(command).flatMap(({ long, flags }, index) => {
      const isShared = firstCommand.get(flags) !== name;
      const values = VALUES.filter((_, at) => IS_FULL || !isShared || (index + at) % 3 === 0);
      return values.map((value, at) => {
        const file = (index + at) % 2 === 0 ? 'w.yaml' : 'w.json';
        return [name, ...operands(command, file), long ?? '', value];
      });
    });
    const answers = lines.map((argv) => ({ argv, ...run(argv, { files: FILES }) }));
    expect(answers.filter(({ err }) => err.includes('fault of podwright'))).toEqual([]);
  });

  it('rejects an empty value of an option, and writes nothing', () => {
    for (const { long } of optionsOf(command)) {
      const { code, out, written } = run([name, ...operands(command, 'w.yaml'), long ?? '', ''], {
        files: FILES,
      });
      expect([long, code, out, [...written]]).toEqual([long, 2, '', []]);
    }
  });

  it('rejects an empty argument', () => {
    if (command.registeredArguments.length === 0) return;
    expect(run([name, ''], { files: FILES })).toMatchObject({ code: 2, out: '' });
  });
});

describe.each(commands.filter(({ command }) => command.options.some(({ long }) => long === '--metadata')))(
  '$name',
  ({ name, command }) => {
    const FAILURES = ['EACCES', 'EIO', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'EPERM', 'EMFILE'];
    const flags = optionsOf(command).filter(({ flags: text }) => text.includes('<file>'));

    it.each(FAILURES)('rejects what fails with %s', (failure) => {
      const world = { files: FILES, failures: { bad: failure, 'folder/a.yaml': failure } };
      const inFolder = { ...world, files: { ...FILES, 'folder/a.yaml': 'steps: {}' } };
      const answers = [
        run([name, 'bad'], world),
        run([name, 'folder'], inFolder),
        ...flags.map(({ long }) => run([name, 'w.yaml', long ?? '', 'bad'], world)),
      ];
      for (const { code, out, err } of answers) {
        expect([code, out]).toEqual([2, '']);
        expect(err).toMatch(/bad|folder/);
        expect(err).not.toContain('fault of podwright');
      }
    });
  },
);

describe('a step without a name', () => {
  const world = { files: FILES };

  it.each(['render', 'explain'])('is not a step to choose: %s', (name) => {
    expect(run([name, 'w.json', '--step', 'b'], world)).toMatchObject({ code: 2, out: '' });
    expect(run([name, 'w.json', '--step', 'a'], world).code).toBe(1);
  });
});
