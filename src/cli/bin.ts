#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { systemReason } from './input/files.ts';
import { loadCommands } from './load-commands.ts';
import { main } from './main.ts';
import { nodeIo } from './node-io.ts';

// A reader that closes early, such as head, is not an error: nobody needs the rest.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (stream === process.stdout)
      process.stderr.write(`podwright: Cannot write to standard output: ${systemReason(error)}.\n`);
    process.exit(2);
  });
}

// From 22.1 on, node keeps the compiled code of the commands in its own cache.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

const argv = process.argv.slice(2);
process.exitCode = main(argv, nodeIo(), await loadCommands(argv));
