import { mkdirSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import picocolors from 'picocolors';
import type { CommandIo } from './io.ts';

/** The process's own files and streams. */
export function nodeIo(): CommandIo {
  const colours = picocolors.isColorSupported;
  let isInputRead = false;
  return {
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    readFile(path) {
      if (path !== '-') return decode(readFileSync(path));
      if (isInputRead) throw new Error('standard input can be read only once');
      isInputRead = true;
      return decode(readStandardInput());
    },
    listFolder: (path) => (isFolder(path) ? readdirSync(path).sort() : undefined),
    writeFile(path, text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    colours: {
      out: colours && process.stdout.isTTY === true,
      error: colours && process.stderr.isTTY === true,
    },
  };
}

/** Text in UTF-8, byte order mark included. Throws for what is none, where `toString` would guess. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** In a loop of its own: reading file 0 at once fails where the other end of a pipe is not ready yet. */
function readStandardInput(): Uint8Array {
  const parts: Uint8Array[] = [];
  const part = new Uint8Array(0x10000);
  for (;;) {
    const length = readPart(part);
    if (length === 0) return Buffer.concat(parts);
    parts.push(part.slice(0, length));
  }
}

function readPart(part: Uint8Array): number {
  for (;;) {
    try {
      return readSync(0, part, 0, part.length, null);
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
