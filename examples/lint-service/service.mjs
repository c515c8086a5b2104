// @ts-check
/*
 * A service that lints workflows: POST the text of a workflow to /?release=3.17, and get the report of `lint` as JSON. It
 * keeps nothing between requests and limits their length, so its memory stays the same however many it answers.
 *
 *   PORT=8080 node --max-old-space-size=64 service.mjs
 */
import { createServer } from 'node:http';
import { formatReport, lintFiles } from 'podwright';

const LONGEST_WORKFLOW = 100_000;

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const yaml = await textOf(request);
  if (request.method !== 'POST' || yaml === undefined) {
    response.writeHead(yaml === undefined ? 413 : 405).end();
    return;
  }
  const { findings } = lintFiles(yaml, {
    release: searchParams.get('release') ?? undefined,
    event: searchParams.get('event') ?? undefined,
  });
  const isRejected = findings.some(({ severity }) => severity === 'error');
  response.writeHead(isRejected ? 422 : 200, { 'Content-Type': 'application/json' });
  response.end(formatReport(findings, { form: 'json' }));
});

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});

/**
 * Returns undefined for a string that is too long.
 *
 * @param {import('node:http').IncomingMessage} request
 */
async function textOf(request) {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) {
    text += part;
    if (text.length > LONGEST_WORKFLOW) return undefined;
  }
  return text;
}
