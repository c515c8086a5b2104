import { addCompileCommand } from './commands/compile.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addLintCommand } from './commands/lint.ts';
import { addPlaygroundCommand } from './commands/playground.ts';
import { addRbacCommand } from './commands/rbac.ts';
import { renderCommand } from './commands/render.ts';
import { addSchemaCommand } from './commands/schema.ts';
import { addConfig } from './config/add-config.ts';
import type { AddCommand } from './io.ts';
import { checkObjects } from './output/check-objects.ts';

/** Every command in the order of the help, and the reader of their configuration. */
export function allCommands(): readonly AddCommand[] {
  return [
    renderCommand(checkObjects),
    addLintCommand,
    addExplainCommand,
    addCompileCommand,
    addDiffCommand,
    addRbacCommand,
    addSchemaCommand,
    addPlaygroundCommand,
    addCompletionCommand,
    addConfig,
  ];
}
