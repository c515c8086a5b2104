/** Returns a text that a glob is likely to match: `release/1` for `release/*`. The caller checks it. */
export function globExample(glob: string): string {
  const text = glob.replace(
    /\\(.)|\*+|\?|\[([^\]]{0,99})\]/gs,
    (_part: string, escaped?: string, members?: string) => {
      if (escaped !== undefined) return escaped;
      if (members === undefined) return '1';
      return /^[\^!]/.test(members) ? '_' : members.slice(0, 1);
    },
  );
  return firstAlternatives(text);
}

const DEEPEST = 9;

/** Replaces `{a,b}` by `a`, from the inside out. */
function firstAlternatives(text: string): string {
  let shorter = text;
  for (let depth = 0; depth < DEEPEST; depth++)
    shorter = shorter.replace(/\{([^{},]{0,99})(?:,[^{}]{0,999})?\}/g, '$1');
  return shorter;
}
