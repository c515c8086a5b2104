/**
 * The cases that are not as recorded.
 *
 * Where `RECORDINGS_SAMPLE` says so, only every so many of them are looked at, up to the first that differs: that is
 * enough to notice a mutant.
 */
export function differing<Case>(cases: readonly Case[], differs: (one: Case) => boolean): Case[] {
  const every = process.env['RECORDINGS_SAMPLE'];
  if (every === undefined) return cases.filter(differs);
  const first = cases.find((one, index) => index % Number(every) === 0 && differs(one));
  return first === undefined ? [] : [first];
}
