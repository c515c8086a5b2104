import { NOTHING } from '../../base/json/json.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import type { LintContext } from './lint-context.ts';

/** A key that needs a trust which the repository has not got. */
export interface MissingTrust {
  readonly key: string;
  readonly trust: 'security' | 'network' | 'volumes';
}

export function missingTrust(entry: StepEntry, { input, features }: LintContext): MissingTrust[] {
  const trusted = input.options?.trusted ?? input.metadata?.repo?.trusted ?? NOTHING;
  const needed: MissingTrust[] = [];
  const need = (used: boolean, key: string, trust: MissingTrust['trust']): void => {
    if (used && trusted[trust] !== true) needed.push({ key, trust });
  };
  const freeMode =
    entry.networkMode === '' || (features.networkModeNoneUntrusted && entry.networkMode === 'none');
  need(entry.privileged, 'privileged', 'security');
  need(entry.dns.length > 0, 'dns', 'network');
  need(entry.dnsSearch.length > 0, 'dns_search', 'network');
  need(entry.extraHosts.length > 0, 'extra_hosts', 'network');
  need(!freeMode, 'network_mode', 'network');
  need(entry.devices.length > 0, 'devices', 'volumes');
  need(entry.volumes.length > 0, 'volumes', 'volumes');
  need(entry.tmpfs.length > 0, 'tmpfs', 'volumes');
  return needed;
}
