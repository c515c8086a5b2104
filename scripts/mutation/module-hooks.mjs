// Lets node import the TypeScript of the project, as often as wanted: the query of a test file's URL goes on to
// everything of the project that it imports. `s` counts the copies of `src/`, `t` those of `test/`.
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const STAND_IN = new URL('vitest-stand-in.mjs', import.meta.url).href;
const COMPILER_OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};
const ACTIVE = 'stryMutAct_9fa48';
const IS_ACTIVE = /stryMutAct_9fa48\("(\d+)"\)/g;
/** The calls that count, which are statements or come before a comma. */
const COUNTING = /stryCov_9fa48\("\d+"(?:, "\d+")*\)[,;]/g;

export async function resolve(specifier, context, nextResolve) {
  if (specifier === 'vitest') return { url: STAND_IN, shortCircuit: true };
  const parent = context.parentURL === undefined ? undefined : new URL(context.parentURL);
  if (!specifier.startsWith('.') || parent === undefined || !parent.search) {
    return nextResolve(specifier, context);
  }
  const url = new URL(specifier, parent);
  if (!url.pathname.endsWith('.ts')) return nextResolve(specifier, context);
  const copies = new URLSearchParams(parent.search);
  if (url.pathname.includes('/src/')) copies.delete('t');
  url.search = `?${copies}`;
  return { url: url.href, format: 'module', shortCircuit: true };
}

export async function load(url, context, nextLoad) {
  const { protocol, pathname, searchParams } = new URL(url);
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return nextLoad(url, context);
  let source = await compiled(fileURLToPath(new URL(pathname, 'file:')));
  if (searchParams.get('c') === '0') source = withoutCounting(source);
  return { format: 'module', source, shortCircuit: true };
}

/** What the compiler makes of a file, which the next process finds beside it. */
async function compiled(path) {
  const kept = `${path}.js`;
  if (existsSync(kept)) return readFile(kept, 'utf8');
  const text = await readFile(path, 'utf8');
  const { outputText } = ts.transpileModule(text, { compilerOptions: COMPILER_OPTIONS, fileName: path });
  const unfinished = `${kept}.${process.pid}`;
  await writeFile(unfinished, outputText);
  await rename(unfinished, kept);
  return outputText;
}

/**
 * Once it is known which test runs which mutants, counting takes most of the time that is left. The active mutant is
 * then a number in `active`, which costs next to nothing where it is another one.
 */
function withoutCounting(source) {
  if (!source.includes(ACTIVE)) return source;
  const head = 'const stryker = globalThis.__stryker__;\n';
  return head + source.replace(COUNTING, '').replace(IS_ACTIVE, `(stryker.active === $1 && ${ACTIVE}("$1"))`);
}
