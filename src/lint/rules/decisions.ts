import { claimsOf, lossesOf } from '../../explain/ledger/origins.ts';
import type { ClaimRows, LossRows, WorkflowRule } from '../finding.ts';
import { CONTAINER_LOSSES } from './container.ts';
import { GATE_LOSSES, ungated } from './gates.ts';
import { LAYER_CLAIMS, LAYER_LOSSES } from './layers.ts';
import { NETWORK_LOSSES } from './network.ts';
import { OPTION_CLAIMS } from './options.ts';
import { SECURITY_CLAIMS, SECURITY_LOSSES } from './security.ts';
import { VOLUME_LOSSES } from './volumes.ts';

const LOSSES: readonly LossRows[] = [
  GATE_LOSSES,
  LAYER_LOSSES,
  SECURITY_LOSSES,
  CONTAINER_LOSSES,
  NETWORK_LOSSES,
  VOLUME_LOSSES,
];
const CLAIMS: readonly ClaimRows[] = [LAYER_CLAIMS, OPTION_CLAIMS, SECURITY_CLAIMS];

/** The decisions of the builders, as the findings that the table has for their reasons. */
export const decisions: WorkflowRule = ({ trace }) => {
  // Every step has the labels of the workflow, but they are written once.
  const seen = new Set<string>();
  return trace.steps.flatMap((step) => {
    const claims = claimsOf(step, trace);
    const lost = lossesOf(step, trace).flatMap((loss) => {
      const isSeen = loss.reason === 'label-gated' && seen.has(loss.key);
      if (loss.reason === 'label-gated') seen.add(loss.key);
      return isSeen ? [] : LOSSES.flatMap((rows) => rows[loss.reason]?.(loss, step) ?? []);
    });
    const won = claims.flatMap((claim) =>
      CLAIMS.flatMap((rows) => rows[claim.voice.reason]?.(claim, step) ?? []),
    );
    return [...lost, ...ungated(claims, step), ...won];
  });
};
