// Checks that this checkout can be released, and publishes it. With --dry-run it prints the files instead.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { differencesFrom } from './package-files.mjs';

// `npm run release --dry-run`, without `--`, sets the variable.
const isDryRun = process.argv.includes('--dry-run') || process.env.npm_config_dry_run === 'true';
const { name, version, publishConfig } = JSON.parse(readFileSync('package.json', 'utf8'));
const tag = `v${version}`;

const changes = git('status', '--porcelain');
if (changes !== '') fail(`The tree is not clean:\n${changes}`);
if (git('tag', '--list', tag) !== '')
  fail(`The tag ${tag} exists already. Raise the version in package.json.`);
if (!readFileSync('CHANGELOG.md', 'utf8').includes(`\n## ${version}\n`)) {
  fail(`CHANGELOG.md has no heading "## ${version}".`);
}
npm('run', 'build');
const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
const [packed] = JSON.parse(
  execFileSync('npm', pack, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
);
const differences = differencesFrom(
  packed.files.map(({ path }) => path),
  'scripts/package-files.txt',
);
if (differences.length > 0) fail(differences.join('\n'));
npm('test');

for (const { path, size } of packed.files) console.log(`${String(size).padStart(9)} ${path}`);
console.log(
  `${name}@${version}: ${packed.files.length} files, ${packed.size} bytes packed, ${packed.unpackedSize} unpacked`,
);
if (isDryRun) {
  console.log(`Dry run: would publish with access ${publishConfig.access} and tag the commit ${tag}.`);
} else {
  npm('publish');
  git('tag', tag);
  console.log(`Published. Run "git push origin ${tag}": the links in reports lead to this tag.`);
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trimEnd();
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { stdio: 'inherit' });
  if (status !== 0) fail(`"npm ${args.join(' ')}" failed.`);
}

function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}
