#!/usr/bin/env node
import { main } from './main.ts';
import { nodeIo } from './node-io.ts';

// A reader that closes early, such as head, is no error: what is left to write is of no use to anyone.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = main(process.argv.slice(2), nodeIo());
