#!/usr/bin/env node
import { writeSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { systemReason } from './command-io.ts';
import { run } from './load-commands.ts';
import { nodeIo } from './node-io.ts';

for (const stream of [process.stdout, process.stderr]) stream.on('error', endAtFailedWrite);

// Since 22.1, node keeps the compiled code of the commands in its own cache.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// No `await`: the code of other commands imports this file, and node would wait for it forever.
run(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});

function endAtFailedWrite(error: NodeJS.ErrnoException): void {
  // A reader that closes early, such as head, is not an error: nobody needs the rest.
  if (error.code === 'EPIPE') process.exit();
  try {
    writeSync(2, `podwright: Cannot write the output: ${systemReason(error)}.\n`);
  } catch {
    // Standard error is full too: only the exit code is left.
  }
  process.exit(2);
}
