import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../support/root.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

export interface Problem {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** A place in a string. Lines and characters count from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What an editor sends to the YAML language server, over standard input and output. */
export class LanguageClient {
  readonly #server = spawn(process.execPath, [
    join(ROOT, 'node_modules/yaml-language-server/bin/yaml-language-server'),
    '--stdio',
  ]);
  readonly #replies = new Map<number, (result: unknown) => void>();
  readonly #problems = new Map<string, (problems: readonly Problem[]) => void>();
  #unread = Buffer.alloc(0);
  #lastId = 0;

  constructor() {
    this.#server.stdout.on('data', (part: Buffer) => this.#read(part));
  }

  async start(folder: string): Promise<void> {
    const rootUri = pathToFileURL(folder).href;
    await this.#request('initialize', { processId: process.pid, rootUri, capabilities: {} });
    this.#send({ method: 'initialized', params: {} });
    const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
    this.#send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
  }

  /** Opens a file with a string, and returns what the server reports about it. */
  open(path: string, text: string): Promise<readonly Problem[]> {
    const uri = pathToFileURL(path).href;
    const problems = new Promise<readonly Problem[]>((resolve) => this.#problems.set(uri, resolve));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    this.#send({ method: 'textDocument/didOpen', params: { textDocument } });
    return problems;
  }

  /** The words that the server offers at a place. */
  async completions(path: string, position: Position): Promise<string[]> {
    const result = await this.#ask('completion', path, position);
    return (result as { items: { label: string }[] }).items.map(({ label }) => label);
  }

  /** The text that the server shows for a place. */
  async hover(path: string, position: Position): Promise<string> {
    const result = await this.#ask('hover', path, position);
    return (result as { contents: { value: string } } | null)?.contents.value ?? '';
  }

  stop(): void {
    this.#server.kill();
  }

  #ask(subject: string, path: string, position: Position): Promise<unknown> {
    const textDocument = { uri: pathToFileURL(path).href };
    return this.#request(`textDocument/${subject}`, { textDocument, position });
  }

  #request(method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    this.#send({ id, method, params });
    return new Promise((resolve) => this.#replies.set(id, resolve));
  }

  #send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(part: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, part]);
    for (;;) {
      const end = this.#unread.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/.exec(this.#unread.toString('utf8', 0, Math.max(0, end)))?.[1],
      );
      if (end < 0 || this.#unread.length < end + 4 + length) return;
      this.#receive(JSON.parse(this.#unread.toString('utf8', end + 4, end + 4 + length)) as Message);
      this.#unread = this.#unread.subarray(end + 4 + length);
    }
  }

  #receive({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly Problem[] };
      this.#problems.get(uri)?.(diagnostics);
    } else if (id !== undefined && method === undefined) {
      this.#replies.get(id)?.(result);
    } else if (id !== undefined) {
      // Requests of the server, such as to register a capability, need an answer.
      this.#send({ id, result: null });
    }
  }
}
