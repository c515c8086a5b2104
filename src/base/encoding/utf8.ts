/** Length of a text in bytes of UTF-8. A lone surrogate is treated as the replacement character, three bytes. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    // The first half of a pair is one byte of the four, the second half three.
    else if (!isHighSurrogate(unit) || !isLowSurrogate(text.charCodeAt(index + 1))) bytes += 2;
  }
  return bytes;
}

/** Whether a text has more than `limit` bytes of UTF-8. Short texts are answered without a look at them. */
export function exceedsBytes(text: string, limit: number): boolean {
  return text.length * 3 > limit && byteLength(text) > limit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Compares by UTF-8 bytes, which is by code points and not, as JavaScript does, by UTF-16 units. */
export function byBytes(left: string, right: string): number {
  const [leftPoints, rightPoints] = [[...left], [...right]];
  for (let index = 0; index < Math.min(leftPoints.length, rightPoints.length); index++) {
    const difference = (leftPoints[index]?.codePointAt(0) ?? 0) - (rightPoints[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return leftPoints.length - rightPoints.length;
}
