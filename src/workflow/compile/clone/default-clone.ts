import type { StepEntry } from '../../decode/workflow-file.ts';

/** The clone step of a workflow that says nothing about cloning. */
export function defaultCloneEntry(image: string, event: string): StepEntry {
  const setting = (value: string) => ({ kind: 'string', value, start: 0, end: 0 }) as const;
  const settings = new Map([['depth', setting('0')]]);
  if (event === 'tag') settings.set('tags', setting('true'));
  return {
    name: 'clone',
    image,
    settings,
    environment: new Map(),
    backendOptions: new Map(),
    directory: '',
    failure: '',
    networkMode: '',
    pull: false,
    privileged: false,
    detach: false,
    commands: [],
    entrypoint: [],
    dns: [],
    dnsSearch: [],
    dependsOn: undefined,
    when: [],
    volumes: [],
    ports: [],
    devices: [],
    extraHosts: [],
    tmpfs: [],
    secrets: 0,
    fields: new Map(),
    place: { start: 0, end: 0 },
  };
}
