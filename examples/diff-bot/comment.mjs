// @ts-check
/*
 * Comments on a pull request what an upgrade of the agent changes in the Pods of its workflows. It edits its comment of
 * an earlier run instead of adding another. Gitea, Forgejo and GitHub have this API.
 *
 *   FORGE_API=https://codeberg.org/api/v1 FORGE_TOKEN=... node comment.mjs owner/repo 12 3.15 3.17
 */
import { readdirSync, readFileSync } from 'node:fs';
import { diffFiles, formatChanges, formatReport, parseRelease } from 'podwright';

const MARK = '<!-- podwright diff -->';

const [repo = '', pull = '', ...releases] = process.argv.slice(2);
const [from = '3.0', to = '3.17'] = releases.map((release) => parseRelease(release));
const files = readdirSync('.woodpecker').map((name) => ({
  name: `.woodpecker/${name}`,
  yaml: readFileSync(`.woodpecker/${name}`, 'utf8'),
}));
const { workflows, findings } = diffFiles(files, { from: { release: from }, to: { release: to }, repo });

const parts = [
  `${MARK}\n## From Woodpecker ${from} to ${to}\n`,
  ...(findings.length > 0 ? [formatReport(findings, { form: 'markdown', files })] : []),
  formatChanges(workflows, { form: 'markdown' }),
];
const comments = `/repos/${repo}/issues/${pull}/comments`;
/** @type {{ id: number, body: string }[]} */
const known = await call('GET', comments);
const own = known.find(({ body }) => body.startsWith(MARK));
const body = parts.join('\n');
if (own === undefined) await call('POST', comments, { body });
else await call('PATCH', `/repos/${repo}/issues/comments/${own.id}`, { body });
console.log(own === undefined ? 'commented' : `edited comment ${own.id}`);

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [content]
 */
async function call(method, path, content) {
  const response = await fetch(`${process.env['FORGE_API']}${path}`, {
    method,
    headers: {
      Authorization: `token ${process.env['FORGE_TOKEN']}`,
      'Content-Type': 'application/json',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json();
}
