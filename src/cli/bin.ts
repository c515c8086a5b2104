#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { run } from './load-commands.ts';
import { nodeIo } from './node-io.ts';

// Since 22.1, node keeps the compiled code of the commands in its own cache.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// No `await`: the code of other commands imports this file, and node would wait for it forever.
run(process.argv.slice(2), nodeIo()).then((code) => {
  process.exitCode = code;
});
