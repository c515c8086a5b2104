import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemReason } from './command-io.ts';
import type { ProcessIo } from './io.ts';

/** The process's own files and streams. */
export function nodeIo(): ProcessIo {
  return {
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    readFile: (path) => decode(readBytes(path)),
    listFolder: (path) => (isFolder(path) ? readdirSync(path).sort() : undefined),
    writeFile(path, text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    removeFile: unlinkSync,
    servePlayground,
    colours: { out: hasColours(process.stdout), error: hasColours(process.stderr) },
    columns: process.stdout.columns ?? process.stderr.columns,
  };
}

/** As for most programs: `NO_COLOR` overrides `FORCE_COLOR`, which overrides the stream. */
function hasColours({ isTTY }: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR = '', FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  return isTTY === true && TERM !== 'dumb';
}

/** Loads the server when it is needed: node takes longer to load that than most commands run. */
async function servePlayground(port: number): Promise<void> {
  const server = await import('./serve-playground.ts');
  server.servePlayground(port, (result) => {
    if ('url' in result) process.stdout.write(`The playground is at ${result.url}\n`);
    else {
      process.stderr.write(`podwright: Cannot serve on port ${port}: ${systemReason(result.error)}.\n`);
      process.exitCode = 2;
    }
  });
}

/** Decodes UTF-8, byte order mark included. Throws if it is not valid, because `toString` would guess. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** The largest file that is read. Devices such as `/dev/zero` never end. */
const MOST_BYTES = 0x1000_0000;

/** Reads in a loop: reading everything at once fails if the other end of a pipe is not ready yet. */
function readBytes(path: string): Uint8Array {
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const parts: Uint8Array[] = [];
    const part = new Uint8Array(0x10000);
    let size = 0;
    for (;;) {
      const length = readPart(file, part);
      if (length === 0) return Buffer.concat(parts);
      size += length;
      if (size > MOST_BYTES) throw new Error('it is larger than 256 MiB');
      parts.push(part.slice(0, length));
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function readPart(file: number, part: Uint8Array): number {
  for (;;) {
    try {
      return readSync(file, part, 0, part.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A closed terminal on Windows ends with an error instead of with nothing.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function isFolder(path: string): boolean {
  return path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
