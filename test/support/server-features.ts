import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES, type FeatureName } from '../../src/release/features.ts';

const RUN_VARIABLES = ['src/agent/agent-variables.ts', 'src/agent/drone-variables.ts'];

/** Where objects are made, and the options for them read. */
const TRANSLATION_SOURCES = ['agent', 'options', 'plan', 'resources']
  .flatMap((area) => sourcesIn(`src/${area}`))
  .filter((file) => !RUN_VARIABLES.includes(file));

const SERVER_WORDS = wordsOf([...sourcesIn('src/workflow'), ...RUN_VARIABLES]);
const TRANSLATION_WORDS = wordsOf(TRANSLATION_SOURCES);
const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[];

/** The features that only compiling workflow files and the variables of a run ask for. */
export const SERVER_FEATURES: ReadonlySet<FeatureName> = new Set(
  FEATURE_NAMES.filter((name) => SERVER_WORDS.has(name) && !TRANSLATION_WORDS.has(name)),
);

/** The features that change the objects which an agent makes. */
export const TRANSLATION_FEATURES: readonly FeatureName[] = FEATURE_NAMES.filter(
  (name) => !SERVER_FEATURES.has(name),
);

function sourcesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}

function wordsOf(files: readonly string[]): Set<string> {
  return new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(/\w+/g) ?? []));
}
