import type { ExtraHost, Port } from '../../translate/model/compiled-workflow.ts';
import { withoutEmpty } from '../collections.ts';
import type { StepEntry } from '../decode/step.ts';
import type { Compilation } from './compilation.ts';

/** `number[/protocol]` each, the number from 0 to 65535. */
export function compilePorts(entry: StepEntry, compilation: Compilation): Port[] {
  return entry.ports.map((port, index) => {
    const slash = port.indexOf('/');
    const digits = slash === -1 ? port : port.slice(0, slash);
    const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
    if (!(number <= 65535)) {
      const container = /^\d+:(\d+(?:\/\w+)?)$/.exec(port)?.[1];
      report(compilation, entry, 'ports', [index, entry.ports], {
        code: 'port-invalid',
        args: { port, ...(container && { container }) },
      });
    }
    return withoutEmpty({ number, protocol: slash === -1 ? '' : port.slice(slash + 1) });
  });
}

/** `name:address` each, split at the first colon. */
export function compileExtraHosts(entry: StepEntry, compilation: Compilation): ExtraHost[] {
  return entry.extra_hosts.map((host, index) => {
    const colon = host.indexOf(':');
    if (colon === -1)
      report(compilation, entry, 'extra_hosts', [index, entry.extra_hosts], {
        code: 'extra-host-format',
        args: { host },
      });
    return withoutEmpty({ name: host.slice(0, Math.max(colon, 0)), ip: host.slice(colon + 1) });
  });
}

/** At the item, unless an alias or a null in the list makes it unclear which one it is. */
function report(
  { problems }: Compilation,
  entry: StepEntry,
  key: string,
  [index, { length: count }]: readonly [index: number, all: readonly string[]],
  problem: Pick<Compilation['problems'][number], 'code' | 'args'>,
): void {
  const list = entry.fields.get(key)?.value;
  const items = list?.kind === 'list' && list.items.length === count ? list.items : [];
  problems.push({ ...problem, place: items[index] ?? list ?? entry.place });
}
