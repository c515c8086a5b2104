import { type Command, Option } from 'commander';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';

export function addPlaygroundCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  program
    .command('playground')
    .description('Serve a local page that renders a workflow as you type')
    .addOption(
      new Option('--port <number>', 'set the port; 0 for a free one').argParser(readPort).default(8417),
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
