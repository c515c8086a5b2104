/** Long tests beside which shorter ones find the same, and those that start processes. */
const EXCLUDED = [
  /^test\/cli\/(completion|dotenv|json-scan|lint-recordings|pages|process)/,
  /^test\/lint\/(recordings|acceptance)/,
  /^test\/ledger\/(differential|agent-variables|completeness)/,
  /^test\/lint\/object-findings-recordings/,
  /^test\/schemas\/(schema-types|validators)/,
  /^test\/workflow\/hostile/,
  /^test\/plan\/lazy-plan\.test\.ts#.*memory/,
  /^test\/vitest\/printed-snapshots/,
  /^test\/workflow\/(evaluate|glob)\.test\.ts#hostile/,
  /^test\/workflow\/substitute\.test\.ts#size/,
  /^test\/resources\/posix-script\.test\.ts#any printable/,
];

/** The folders of `test/` that have to find the mutants of an area of `src/`, beside the one of its own name. */
const ALSO = {
  agent: ['cli', 'goldens', 'plan', 'resources'],
  check: [],
  compare: ['cli'],
  diagnostics: ['cli', 'lint'],
  ledger: ['cli', 'compare', 'lint'],
  lint: ['cli', 'diagnostics'],
  manifest: ['goldens'],
  model: ['goldens', 'options', 'plan', 'resources'],
  options: ['goldens', 'plan', 'schemas'],
  plan: ['goldens', 'resources'],
  quantity: ['check'],
  redact: ['cli', 'vitest'],
  release: ['goldens', 'plan'],
  resources: ['goldens', 'plan'],
  schema: ['agent', 'schemas'],
  strict: ['lint'],
  text: ['agent', 'check', 'diagnostics', 'goldens', 'plan', 'resources', 'workflow'],
  workflow: ['cli', 'vitest'],
  yaml: ['agent', 'workflow'],
};

/** @param name the path of a test file, or such a path, `#` and the title of a test */
export function isChosen(name) {
  const area = process.env.MUTATION_AREA;
  const folder = name.split('/')[1];
  return (folder === area || ALSO[area]?.includes(folder)) && !EXCLUDED.some((pattern) => pattern.test(name));
}
