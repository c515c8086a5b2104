import { describe, expect, it } from 'vitest';
import {
  EVENTS,
  eventFault,
  platformFault,
  repositoryFault,
} from '../../src/workflow/metadata/check-choices.ts';

describe('events', () => {
  it('are those of the server', () => {
    for (const event of EVENTS) expect(eventFault(event)).toBeUndefined();
  });

  it.each([
    ['tagg', '"tagg"; did you mean tag?'],
    ['Push', '"Push"; did you mean push?'],
    ['', '"".'],
    ['something else', '"something else".'],
  ])('do not include %j', (event, end) => {
    expect(eventFault(event)).toBe(`takes ${EVENTS.join(', ')}, not ${end}`);
  });
});

describe('repositories', () => {
  it.each(['tidal/harbor', 'a/b', 'group/subgroup/project'])('may be named %s', (name) => {
    expect(repositoryFault(name)).toBeUndefined();
  });

  it.each(['harbor', '/harbor', 'a/b/', 'tidal/', 'tidal//', ''])('may not be named %j', (name) => {
    expect(repositoryFault(name)).toBe(`takes owner/name, not ${JSON.stringify(name)}.`);
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
    expect(platformFault(platform)).toContain(`not ${JSON.stringify(platform)}.`);
  });
});
