/**
 * How Kubernetes writes a quantity, by exact arithmetic on whole numbers: slow, and written in another way than the
 * library does it.
 *
 * @returns undefined for a string that is not a quantity
 */
export function modelOfCanonicalQuantity(text: string): string | undefined {
  const parts = /^(?<sign>[+-]?)(?<whole>\d*)\.?(?<fraction>(?<=\.)\d*)?(?<unit>.*)$/s.exec(text)?.groups;
  if (text === '' || parts === undefined) return undefined;
  const { sign = '', whole = '', fraction = '', unit = '' } = parts;
  const kind = kindOf(unit);
  if (kind === undefined) return undefined;
  const digits = whole.replace(/^0+(?=.)/, '').padStart(1, '0') + fraction;
  const scale = kind.ten - fraction.length;
  const isSmall =
    kind.form === 'binary'
      ? fraction === '' && digits.length + Math.floor(kind.two * 0.3) <= 14
      : digits.length < 19 && scale > -10;
  if (!isSmall && whole + fraction === '') return undefined;
  if (BigInt(digits) === 0n) return '0';
  const staysDivisible =
    kind.form === 'binary' ? BigInt(digits) % 8n === 0n : digits.slice(-3) === '000' || digits[0] === '0';
  if (isSmall && !staysDivisible && (kind.form === 'binary' || scale % 3 === 0)) return text;
  const minus = sign === '-' ? '-' : '';
  if (kind.form !== 'binary') return minus + written(BigInt(digits), scale, kind.form);
  const numerator = BigInt(digits) * 2n ** BigInt(kind.two);
  const denominator = 10n ** BigInt(fraction.length);
  const capped =
    numerator > MOST * denominator ? { numerator: MOST, denominator: 1n } : { numerator, denominator };
  if (capped.numerator % capped.denominator === 0n && capped.numerator / capped.denominator >= 1024n) {
    return minus + inPowersOf1024(capped.numerator / capped.denominator);
  }
  const nano = (capped.numerator * 10n ** 9n + capped.denominator - 1n) / capped.denominator;
  return minus + written(nano, -9, 'decimal');
}

const MOST = 9_223_372_036_854_775_807n;
const TENS = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const TWOS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

interface Kind {
  readonly form: 'decimal' | 'exponent' | 'binary';
  readonly ten: number;
  readonly two: number;
}

function kindOf(unit: string): Kind | undefined {
  if (TENS.includes(unit)) return { form: 'decimal', ten: 3 * TENS.indexOf(unit) - 9, two: 0 };
  if (TWOS.includes(unit)) return { form: 'binary', ten: 0, two: 10 * TWOS.indexOf(unit) };
  return /^[eE][+-]?\d+$/.test(unit) ? { form: 'exponent', ten: Number(unit.slice(1)), two: 0 } : undefined;
}

/** `number × 10^exponent`, rounded up to billionths, with an exponent that is a multiple of 3. */
function written(number: bigint, exponent: number, form: 'decimal' | 'exponent'): string {
  let [left, power] = [number, exponent];
  while (power < -9) [left, power] = [(left + 9n) / 10n, power + 1];
  while (left % 10n === 0n) [left, power] = [left / 10n, power + 1];
  while (power % 3 !== 0) [left, power] = [left * 10n, power - 1];
  if (form === 'exponent') return power === 0 ? `${left}` : `${left}e${power}`;
  return `${left}${TENS[power / 3 + 3] ?? ''}`;
}

function inPowersOf1024(number: bigint): string {
  const power = [1, 2, 3, 4, 5, 6].findLast((one) => number % 1024n ** BigInt(one) === 0n) ?? 0;
  return `${number / 1024n ** BigInt(power)}${TWOS[power]}`;
}
