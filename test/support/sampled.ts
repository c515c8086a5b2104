/** All cases, or every so many of them where `RECORDINGS_SAMPLE` says so: mutants are found by fewer. */
export function sampled<Case>(cases: readonly Case[]): readonly Case[] {
  const every = Number(process.env['RECORDINGS_SAMPLE'] ?? 1);
  return cases.filter((_, index) => index % every === 0);
}
