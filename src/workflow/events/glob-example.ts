/** Returns a text that a glob is likely to match: `release/1` for `release/*`. The caller checks it. */
export function globExample(glob: string): string {
  const text = glob.replace(
    /\\(.)|\*+|\?|\[([^\]]*)\]/gs,
    (_part: string, escaped?: string, members?: string) => {
      if (escaped !== undefined) return escaped;
      if (members === undefined) return '1';
      return /^[\^!]/.test(members) ? '_' : members.slice(0, 1);
    },
  );
  return firstAlternatives(text);
}

/** Replaces `{a,b}` by `a`, from the inside out. */
function firstAlternatives(text: string): string {
  const shorter = text.replace(/\{([^{},]*)[^{}]*\}/g, '$1');
  return shorter === text ? text : firstAlternatives(shorter);
}
