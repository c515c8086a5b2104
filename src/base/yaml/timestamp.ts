const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DATE_TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})([Tt]| +)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(\D.*|)$/;
const ZONE = /^(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads a date or an instant in the forms that go-yaml knows: a date, a date and time with `T` and a zone, or a
 * date and time with one space and no zone.
 *
 * @returns RFC 3339 with the fraction and offset kept, or undefined for a text that is not a timestamp
 */
export function parseTimestamp(text: string): string | undefined {
  const date = DATE.exec(text);
  if (date !== null) {
    const day = dayOf(date);
    return day === undefined ? undefined : `${day}T00:00:00Z`;
  }
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const day = dayOf(match);
  const time = timeOf(match);
  const zone = match[4]?.startsWith(' ') ? (match[9] === '' ? 'Z' : undefined) : zoneOf(match[9] ?? '');
  if (day === undefined || time === undefined || zone === undefined) return undefined;
  return `${day}T${time}${fractionOf(match[8] ?? '')}${zone}`;
}

function dayOf(match: RegExpExecArray): string | undefined {
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${match[1]}-${twoDigits(month)}-${twoDigits(day)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function timeOf(match: RegExpExecArray): string | undefined {
  const [hour, minute, second] = [Number(match[5]), Number(match[6]), Number(match[7])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`;
}

function fractionOf(digits: string): string {
  let end = Math.min(digits.length, 9);
  while (end > 0 && digits[end - 1] === '0') end--;
  return end === 0 ? '' : `.${digits.slice(0, end)}`;
}

function zoneOf(text: string): string | undefined {
  const match = ZONE.exec(text);
  if (match === null) return undefined;
  const [hours, minutes] = [Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (hours > 24 || minutes > 59) return undefined;
  return hours === 0 && minutes === 0 ? 'Z' : text;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
