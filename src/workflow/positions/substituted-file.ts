import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import { startDecoding } from '../decode/decoding.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { decodeWorkflow } from '../decode/workflow.ts';
import type { Variables } from '../environment/server-variables.ts';
import { unsetVariable } from '../environment/variable-owners.ts';
import type { Problem, Refusal } from '../errors.ts';
import { type SubstituteProblem, substitute } from '../substitute/substitute.ts';
import type { CompileErrorType } from '../types.ts';
import { parseDocument, type RawFile } from './raw-file.ts';
import { derivedText, type SourceText } from './source-text.ts';

export type SubstitutedResult =
  | {
      readonly ok: true;
      readonly workflow: WorkflowFile;
      readonly source: SourceText;
      readonly notices: readonly Diagnostic[];
    }
  | ({ readonly ok: false } & Refusal);

export function substituteFile(raw: RawFile, variables: Variables, features: Features): SubstitutedResult {
  const result = substituteText(raw.template, raw, variables, features);
  return result.ok || raw.template === raw.source
    ? result
    : substituteText(raw.source, raw, variables, features);
}

function substituteText(
  written: SourceText,
  raw: RawFile,
  variables: Variables,
  features: Features,
): SubstitutedResult {
  const refuse = (type: CompileErrorType, problems: readonly Problem[], source = written) =>
    ({ ok: false, type, problems, source }) as const;
  const substituted = substitute(written.text, (name) => variables.get(name));
  if (!substituted.ok) return refuse('generic', [substitutionProblem(substituted.problem)]);
  const { text, toSource, cutCharacter } = substituted;
  if (cutCharacter !== undefined) {
    const { offset, expression } = cutCharacter;
    const place = { start: offset, end: offset + expression.length };
    return refuse('compiler', [{ code: 'invalid-utf8', args: { expression }, place }]);
  }
  const isChanged = text !== written.text;
  const source = isChanged ? derivedText(written, text, toSource) : raw.source;
  const parsed = isChanged ? parseDocument(text, features) : ({ ok: true, root: raw.root } as const);
  if (!parsed.ok) return refuse('compiler', [parsed.problem], source);
  const decoding = startDecoding(features);
  const workflow = decodeWorkflow(parsed.root, decoding);
  if (decoding.problems.length > 0) return refuse('compiler', decoding.problems, source);
  const notices = unsetVariables(substituted.unset, workflow, written, features);
  return { ok: true, workflow, source, notices };
}

function substitutionProblem({ kind, offset, expression }: SubstituteProblem): Problem {
  const place = { start: offset, end: offset + Math.max(expression.length, 1) };
  if (kind === 'negative-length') return { code: 'substitution-crash', args: { expression }, place };
  return { code: 'substitution-failed', args: { expression, detail: kind.replaceAll('-', ' ') }, place };
}

function unsetVariables(
  unset: readonly { readonly name: string; readonly offset: number; readonly length: number }[],
  workflow: WorkflowFile,
  source: SourceText,
  features: Features,
): Diagnostic[] {
  const steps = [...workflow.steps, ...workflow.services, ...workflow.clone];
  const isOfStep = (name: string): boolean => steps.some(({ environment }) => environment.has(name));
  return unset.map(({ name, offset, length }) => ({
    ...unsetVariable(name, isOfStep(name), features),
    range: source.rangeOf({ start: offset, end: offset + length }),
  }));
}
