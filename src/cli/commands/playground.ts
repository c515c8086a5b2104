import { type Command, Option } from 'commander';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';

export function addPlaygroundCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('playground')
    .description('serve a page on this machine that shows what a workflow becomes')
    .addOption(
      new Option('--port <number>', 'set the port; 0 for any that is free').argParser(readPort).default(8417),
    )
    .addHelpText(
      'after',
      `
The page runs in the browser and sends nothing anywhere. Press Ctrl+C to stop serving it.

Example:
  podwright playground --port 8080`,
    )
    .action(({ port }: { port: number }) => {
      io.servePlayground(port);
      end(0);
    });
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 0xffff) return Number(text);
  throw new InputError('Invalid value for --port. Use a number from 0 to 65535.');
}
