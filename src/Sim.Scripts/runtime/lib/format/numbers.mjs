// Numbers, RAM, percentages and times as text, as the game writes them with its default settings (Bitburner 2.6.1,
// ui/formatNumber.ts and utils/StringHelperFunctions.ts): English separators, suffixes, GB of 1000.

const suffixes = ["", "k", "m", "b", "t", "q", "Q", "s", "S", "o", "n"];
const ramSuffixes = ["GB", "TB", "PB", "EB"];
const plain = new Intl.NumberFormat("en");
const scientific = new Intl.NumberFormat("en", { notation: "scientific", minimumFractionDigits: 3, maximumFractionDigits: 3 });
const decimals = new Map();
const percents = new Map();

/**
 * A number with a suffix such as k, m or b; from 1e33 on in scientific notation.
 * @param fractionalDigits digits after the point, 0 to 100
 * @param suffixStart smaller numbers are written out, at least 1000
 * @param isInteger numbers without a suffix get no digits after the point that they do not need
 */
export function formatNumber(n, fractionalDigits = 3, suffixStart = 1000, isInteger = false) {
  if (Number.isNaN(n)) return "NaN";
  const size = Math.abs(n);
  if (size === Infinity) return n < 0 ? "-∞" : "∞";
  if (size < Math.max(suffixStart, 1000)) return isInteger ? plain.format(n) : withDigits(n, fractionalDigits);
  let index = Math.floor(Math.log10(size) / 3);
  if (index >= suffixes.length) return scientific.format(n).toLowerCase();
  n /= 10 ** (index * 3);

  // What rounds to 1000 takes the next suffix; without digits after the point the game leaves it, and so does this.
  const roundsUp = Math.abs(n).toFixed(fractionalDigits).length === fractionalDigits + 5;
  if (roundsUp && index + 1 < suffixes.length) {
    index++;
    n /= 1000;
  }
  return withDigits(n, fractionalDigits) + suffixes[index];
}

/** An amount of RAM in GB with its unit. */
export function formatRam(n, fractionalDigits = 2) {
  if (Number.isNaN(n)) return "NaNGB";
  const size = Math.abs(n);
  if (size === Infinity) return `${n < 0 ? "-" : ""}∞EB`;
  const index = size < 1000 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), ramSuffixes.length - 1);
  return withDigits(n / 1000 ** index, fractionalDigits) + ramSuffixes[index];
}

/** A fraction as a percentage; from suffixStart on as "x1.00m". */
export function formatPercent(n, fractionalDigits = 2, suffixStart = 1e6) {
  const size = Math.abs(n);
  if (size === Infinity) return n < 0 ? "-∞%" : "∞%";
  if (size >= suffixStart) return `x${formatNumber(n, fractionalDigits)}`;
  let formatter = percents.get(fractionalDigits);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat("en", { style: "percent", ...digits(fractionalDigits) });
    percents.set(fractionalDigits, formatter);
  }
  return formatter.format(n);
}

/**
 * A time in words: "1 day 2 hours 3 minutes 4 seconds"; parts that are 0 are left out, except for the seconds.
 * @param milliseconds cut to whole seconds, or whole milliseconds with milliPrecision
 */
export function formatTime(milliseconds, milliPrecision = false) {
  if (milliseconds < 0) return `-(${formatTime(-milliseconds, milliPrecision)})`;
  const whole = Math.floor(milliseconds / 1000);
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = milliPrecision ? ((Math.floor(milliseconds) % 60000) / 1000).toFixed(3) : whole % 60;
  const parts = [[days, "day"], [hours, "hour"], [minutes, "minute"]].filter(([count]) => count > 0);
  parts.push([seconds, "second"]);
  return parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`).join(" ");
}

function withDigits(n, fractionalDigits) {
  let formatter = decimals.get(fractionalDigits);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat("en", digits(fractionalDigits));
    decimals.set(fractionalDigits, formatter);
  }
  return formatter.format(n);
}

function digits(count) {
  return { minimumFractionDigits: count, maximumFractionDigits: count };
}
