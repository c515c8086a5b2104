/** Compares by UTF-8 bytes, which is by code points and not, as JavaScript does, by UTF-16 units. */
export function byBytes(left: string, right: string): number {
  const [leftPoints, rightPoints] = [[...left], [...right]];
  for (let index = 0; index < Math.min(leftPoints.length, rightPoints.length); index++) {
    const difference = (leftPoints[index]?.codePointAt(0) ?? 0) - (rightPoints[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return leftPoints.length - rightPoints.length;
}
