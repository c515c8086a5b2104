import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Application, Comment, type DeclarationReflection, Logger, LogLevel, ReflectionKind } from 'typedoc';
import ts from 'typescript';

/** The reference of the library as typedoc makes it. */
export interface Reference {
  /** What typedoc complains of. */
  readonly problems: readonly string[];
  /** The entries of the package, as modules. */
  readonly modules: readonly DeclarationReflection[];
  readonly program: ts.Program;
}

/** The files of the reference. */
const ENTRIES = (
  JSON.parse(readFileSync('typedoc.json', 'utf8')) as { entryPoints: string[] }
).entryPoints.map((entry) => resolve(entry));

/** The library and files that use it. Without the tests, which TypeScript needs longer to parse than the library. */
export function libraryProgram(users: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  return ts.createProgram([...ENTRIES, ...users], options);
}

class Recorder extends Logger {
  readonly problems: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.problems.push(message);
  }
}

export async function makeReference(program: ts.Program): Promise<Reference> {
  const app = await Application.bootstrap();
  const logger = new Recorder();
  app.logger = logger;
  const entries = ENTRIES.map((entry) => ({
    displayName: basename(entry, '.ts'),
    program,
    sourceFile: program.getSourceFile(entry) as ts.SourceFile,
  }));
  const project = app.converter.convert(entries);
  app.validate(project);
  const modules = project.getChildrenByKind(ReflectionKind.Module);
  return { problems: logger.problems, modules, program };
}

/** The errors among the exports, by name. */
export function errorClasses({ modules }: Reference): string[] {
  const classes = modules.flatMap((module) => module.getChildrenByKind(ReflectionKind.Class));
  return classes.map(({ name }) => name).sort();
}

export interface DocumentedFunction {
  /** With its module: `podwright/core.makePod`. */
  readonly name: string;
  /** What it says of itself, without its tags. */
  readonly summary: string;
  /** The classes that it says it throws. */
  readonly throws: readonly string[];
  readonly declaration: ts.Node;
}

/** A class in `@throws`. */
const LINKED = /\{@link (\w+)\}/g;

/** The functions of the modules that are declared there; those that another module has too are in one of them. */
export function documentedFunctions({ modules, program }: Reference): DocumentedFunction[] {
  return modules.flatMap((module) =>
    module.getChildrenByKind(ReflectionKind.Function).map((reflection) => {
      const comment = reflection.signatures?.[0]?.comment;
      const throws = comment?.getTags('@throws').map(({ content }) => Comment.combineDisplayParts(content));
      return {
        name: `${module.name}.${reflection.name}`,
        summary: Comment.combineDisplayParts(comment?.summary),
        throws: (throws ?? []).flatMap((text) => [...text.matchAll(LINKED)].map(([, name = '']) => name)),
        declaration: declarationOf(reflection, program),
      };
    }),
  );
}

function declarationOf(reflection: DeclarationReflection, program: ts.Program): ts.Node {
  const symbol = reflection.project.getSymbolIdFromReflection(reflection);
  const file = program.getSourceFile(symbol?.fileName ?? '');
  const found = file?.statements.find((statement) => statement.getStart(file) === symbol?.pos);
  if (found === undefined) throw new Error(`${reflection.getFullName()}: its declaration is not found`);
  return found;
}
