import { describe, expect, it } from 'vitest';
import {
  EVENTS,
  eventFault,
  platformFault,
  repositoryFault,
} from '../../../src/workflow/metadata/metadata-field.ts';

describe('events', () => {
  it('are those of the server', () => {
    for (const event of EVENTS) expect(eventFault(event)).toBeUndefined();
  });

  it.each([
    ['tagg', 'tag'],
    ['Push', 'push'],
    ['', undefined],
    ['something else', undefined],
  ])('do not include %j', (event, nearest) => {
    const fault = eventFault(event);
    expect(fault).toContain(EVENTS.join(', '));
    expect(/mean (\w+)/.exec(fault ?? '')?.[1]).toBe(nearest);
  });
});

describe('repositories', () => {
  it.each(['tidal/harbor', 'a/b', 'group/subgroup/project'])('may be named %s', (name) => {
    expect(repositoryFault(name)).toBeUndefined();
  });

  it.each(['harbor', '/harbor', 'a/b/', 'tidal/', 'tidal//', ''])('may not be named %j', (name) => {
    expect(repositoryFault(name)).toContain('owner/name');
  });
});

describe('platforms', () => {
  it.each(['linux/arm64', 'a/b', 'linux/arm/v7', 'a/b/c'])('may be %s', (platform) => {
    expect(platformFault(platform)).toBeUndefined();
  });

  it.each([
    ...['linux', 'linux/', '/arm64', 'linux/arm/', 'linux/arm/v7/x', 'linux//arm', ''],
    ...['a linux/arm', 'linux /arm', 'linux/ arm', 'linux/arm v7', 'linux/arm/v 7', 'linux/arm\n'],
  ])('may not be %j', (platform) => {
    expect(platformFault(platform)).toContain('os/arch');
  });
});
