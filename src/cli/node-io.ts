import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemReason } from './command-io.ts';
import type { ProcessIo } from './io.ts';

/** The process's own files and streams. */
export function nodeIo(): ProcessIo {
  const [out, error] = [terminalOf(1), terminalOf(2)];
  const writeOut = (text: string): void => write(1, out, text);
  const writeError = (text: string): void => write(2, error, text);
  return {
    writeOut,
    writeError,
    readFile: (path) => decode(readBytes(path)),
    listFolder: (path) => (isFolder(path) ? readdirSync(path).sort() : undefined),
    writeFile(path, text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    removeFile: unlinkSync,
    async servePlayground(port) {
      // Node takes longer to load a server than most commands run.
      const server = await import('./serve-playground.ts');
      server.servePlayground(port, (result) => {
        if ('url' in result) writeOut(`The playground is at ${result.url}\n`);
        else {
          writeError(`podwright: Cannot serve on port ${port}: ${systemReason(result.error)}.\n`);
          process.exitCode = 2;
        }
      });
    },
    colours: { out: hasColours(out), error: hasColours(error) },
    columns: out?.columns ?? error?.columns,
  };
}

type Output = NodeJS.WriteStream | undefined;

/** The stream of standard output or error if it can be a terminal. Node needs 2 ms to open the streams of others. */
function terminalOf(file: 1 | 2): Output {
  if (!fstatSync(file).isCharacterDevice()) return undefined;
  const stream = file === 1 ? process.stdout : process.stderr;
  if (stream.listenerCount('error') === 0) stream.on('error', endAtFailedWrite);
  return stream;
}

function write(file: 1 | 2, terminal: Output, text: string): void {
  if (terminal !== undefined) {
    terminal.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += whenReady(() => writeSync(file, bytes, at));
  } catch (error) {
    endAtFailedWrite(error as NodeJS.ErrnoException);
  }
}

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

/** As for most programs: `NO_COLOR` overrides `FORCE_COLOR`, which overrides the stream. */
function hasColours(terminal: Output): boolean {
  const { NO_COLOR = '', FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  return terminal?.isTTY === true && TERM !== 'dumb';
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
  try {
    return whenReady(() => readSync(file, part, 0, part.length, null));
  } catch (error) {
    // A closed terminal on Windows ends with an error instead of with nothing.
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}

/** Waits as long as the other end of a pipe is not ready. */
function whenReady(access: () => number): number {
  for (;;) {
    try {
      return access();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function isFolder(path: string): boolean {
  return path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
