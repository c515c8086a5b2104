import { readFileSync, writeFileSync } from 'node:fs';
import { run } from '../../support/memory-io.ts';
import { FENCED } from './markdown.ts';

/** What a console block looks like when its commands, the lines after `$`, are run. */
export function withOutput(block: string): string {
  const commands = [...block.matchAll(/^\$ (.+)$/gm)].map(([, command = '']) => command);
  return commands.map((command) => `$ ${command}\n${outputOf(command)}`).join('');
}

/** As a terminal shows it: findings first, then the objects unless they are sent away. */
function outputOf(command: string): string {
  const [program, ...argv] = command.replace(/ >\/dev\/null$/, '').split(' ');
  if (program !== 'podwright') throw new Error(`${command}: only podwright is run`);
  const { out, err } = run(argv);
  return err + (command.endsWith('>/dev/null') ? '' : out);
}

/** Writes the outputs of all console blocks of a page again. */
export function updateOutputs(page: string): void {
  const text = readFileSync(page, 'utf8').replace(FENCED, (block, language: string, content: string) =>
    language === 'console' ? `\`\`\`console\n${withOutput(content)}\`\`\`` : block,
  );
  writeFileSync(page, text);
}
