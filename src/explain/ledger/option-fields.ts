import { pointerTo } from '../../base/json/json-pointer.ts';
import { resolveAgentOptions } from '../../translate/agent/resolve-agent-options.ts';
import { RELEASES } from '../../translate/release/releases.ts';
import { buildPod } from '../../translate/resources/pod.ts';
import { stepInput, translation } from '../../translate/resources/step-input.ts';
import { objectNotes } from './object-notes.ts';

/** A value for every option. */
const EVERY_OPTION = {
  ...{ labels: { a: '' }, annotations: { a: '' }, nodeSelector: { a: '' }, tolerations: [{}] },
  ...{ serviceAccountName: 'a', runtimeClassName: 'a', hostUsers: true, affinity: {} },
  ...{ resources: { limits: { cpu: '1' } }, secrets: [{}] },
  securityContext: {
    ...{ privileged: false, runAsNonRoot: true, runAsUser: 1, runAsGroup: 1, fsGroup: 1 },
    ...{ fsGroupChangePolicy: 'Always', seccompProfile: {}, apparmorProfile: {} },
    ...{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  },
};

let fields: ReadonlyMap<string, string> | undefined;

/** The fields of a Pod that the options are for, by place: the notes of the builder about a step with every option. */
function optionFields(): ReadonlyMap<string, string> {
  if (fields !== undefined) return fields;
  const step = { name: 'a', image: 'a', privileged: true, backend_options: { kubernetes: EVERY_OPTION } };
  const agent = resolveAgentOptions({ release: RELEASES.at(-1), podTolerationsAllowFromStep: false });
  const { notes, taken } = objectNotes('');
  buildPod({ ...stepInput(step, translation(agent, {})).input, notes });
  fields = new Map(
    [...taken.claims(), ...taken.losses()].flatMap(({ field, voice, key }) => {
      const [{ base, path }] = voice.from(key);
      return base === 'options' ? [[path, field] as const] : [];
    }),
  );
  return fields;
}

/** The field that a part of an option is for; undefined for none. */
export function optionField(place: string, below: readonly string[]): string | undefined {
  const known = optionFields();
  for (let at = place; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = known.get(at);
    if (field === undefined) continue;
    return field.endsWith('/-') ? field : below.reduce(pointerTo, field + place.slice(at.length));
  }
  return undefined;
}
