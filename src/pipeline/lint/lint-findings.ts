import { countBySeverity, inOrderOfPlaces, type Reported } from '../../diagnostics/format/reported.ts';
import { readSuppressions, suppress } from '../../diagnostics/suppressions.ts';
import { lintCodes } from '../../lint/codes.ts';
import {
  type AgentEnvironment,
  type AgentIdentity,
  readAgentEnvironment,
} from '../../translate/agent/agent-options-from-env.ts';
import { nothingLintedFinding } from '../../workflow/messages/notices.ts';
import type { AgentPlaces } from '../place-finding.ts';
import { type FoundFor, mergeFindings } from './lint-events.ts';
import { inFile, type LintSources } from './lint-sources.ts';
import { type LintChecks, lintTarget } from './lint-target.ts';

/** The agent that runs the workflows, in the words of its operator. */
export interface LintAgent extends AgentIdentity {
  readonly environment: AgentEnvironment;
  readonly places: AgentPlaces;
  /** Findings about the files of its environment. */
  readonly findings: readonly Reported[];
}

/**
 * Returns everything that is found, each once with its events, without what comments suppress or the caller ignores, in
 * the order of the files. Messages can contain secrets.
 */
export function lintFindings(
  sources: LintSources,
  agent: LintAgent,
  checks: LintChecks,
  isIgnored: (finding: Reported) => boolean,
): Reported[] {
  const found = [...sources.findings, ...agentFindings(sources, agent, checks)];
  const { left, comments } = applySuppressions(mergeFindings(found, sources.targets), sources);
  const findings = [...left, ...comments, ...nothingLinted(sources, found)];
  return inOrderOfPlaces(findings.filter((finding) => !isIgnored(finding)));
}

/** Returns findings about the agent and, if it starts, about the workflows. */
function agentFindings({ targets }: LintSources, by: LintAgent, checks: LintChecks): FoundFor[] {
  const { environment, places, findings, ...identity } = by;
  const { options: agent, problems } = readAgentEnvironment(environment, identity);
  const own = [
    ...findings,
    ...problems.map((problem) => ({ ...problem, ...places(problem.path, problem.at) })),
  ];
  if (agent === undefined) return own;
  return [...own, ...targets.flatMap((target) => lintTarget(target, { agent, environment, places }, checks))];
}

/** Removes findings that comments suppress, and adds findings about the comments. */
function applySuppressions(
  findings: readonly Reported[],
  { files, unfinished }: LintSources,
): { left: readonly Reported[]; comments: Reported[] } {
  const codes = lintCodes();
  let left = findings;
  const comments: Reported[] = [];
  for (const { name, yaml } of files) {
    const { suppressions, diagnostics } = readSuppressions(yaml, name, codes);
    const suppressed = suppress(left, name, suppressions);
    left = suppressed.left;
    // Where something was not looked at, a comment may well be for it.
    const unused = unfinished.has(name) ? [] : suppressed.unused;
    for (const diagnostic of [...diagnostics, ...unused]) comments.push({ ...diagnostic, subject: name });
  }
  return { left, comments };
}

/** That nothing runs is worth a note, unless an error says why. */
function nothingLinted({ targets, leftOut }: LintSources, found: readonly Reported[]): Reported[] {
  if (targets.length > 0 || leftOut.length === 0 || countBySeverity(found).error > 0) return [];
  return [inFile(nothingLintedFinding(leftOut[0]?.subject ?? ''))];
}
