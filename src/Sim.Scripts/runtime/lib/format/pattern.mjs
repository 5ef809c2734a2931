// ns.nFormat: numbers by a pattern such as "0,0.00a" or "$0.00". The game (2.6.1) leaves this to the numeral library; these are the
// rules of its patterns:
//   0        digits, those before the point are the least to show      ,     groups of three
//   [00]     digits shown only if not 0                                [.]   the point and what follows only if not 0
//   a        k, m, b or t for thousands; " a" with a blank; am forces m
//   (0)      brackets for negative numbers                             + -   a sign before or after
//   $  %  b  ib  o  :  e+0  BPS   currency, percentage, bytes of 1000 and of 1024, ordinal, time, exponent, basis points
// Some results look odd (a negative amount below half a dollar gives "0$"); the game gives them too.

const thousands = [["t", 1e12], ["b", 1e9], ["m", 1e6], ["k", 1e3]];
const bytes = ["B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const binaryBytes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

const kinds = [
  [/BPS/, basisPoints], [/[0\s]i?b/, byteSize], [/\$/, currency], [/e[+-]/, exponent], [/o/, ordinal], [/%/, percentage], [/:/, time],
];

/** A number as text by a pattern; "0,0" if none is given. */
export function nFormat(n, pattern = "0,0") {
  if (Number.isNaN(n)) return "";
  const kind = kinds.find(([sign]) => sign.test(pattern));
  return kind === undefined ? digits(n, pattern) : kind[1](n, pattern);
}

function basisPoints(n, pattern) {
  const gap = pattern.includes(" BPS") ? " " : "";
  return beforeBracket(digits(n * 10000, pattern.replace(/\s?BPS/, "")), `${gap}BPS`);
}

function percentage(n, pattern) {
  const gap = pattern.includes(" %") ? " " : "";
  return beforeBracket(digits(n * 100, pattern.replace(/\s?%/, "")), `${gap}%`);
}

function beforeBracket(text, unit) {
  return text.includes(")") ? `${text.slice(0, -1)}${unit})` : text + unit;
}

function byteSize(n, pattern) {
  const binary = pattern.includes("ib");
  const base = binary ? 1024 : 1000;
  const gap = / i?b/.test(pattern) ? " " : "";
  let power = 0;
  while (power < bytes.length && !(n === 0 || (n >= base ** power && n < base ** (power + 1)))) power++;
  const unit = power < bytes.length ? (binary ? binaryBytes : bytes)[power] : "";
  return digits(unit === "" ? n : n / base ** power, pattern.replace(/\s?i?b/, "")) + gap + unit;
}

function currency(n, pattern) {
  let before = /^[+\-(\s$|]*/.exec(pattern)[0];
  let after = /[+\-)\s$|]*$/.exec(pattern)[0];
  let result = digits(n, pattern.replace(/\s?\$\s?/, ""));
  if (n >= 0) {
    before = before.replace(/[-(]/, "");
    after = after.replace(/[-)]/, "");
  } else if (!/[-(]/.test(before)) {
    before = `-${before}`;
  }
  // Signs are put at the place that they have in the pattern, whatever the number's own text is.
  for (let i = 0; i < before.length; i++) if (before[i] === "$" || before[i] === " ") result = insert(result, before[i], i);
  for (let i = after.length - 1; i >= 0; i--) {
    if (after[i] !== "$" && after[i] !== " ") continue;
    result = insert(result, after[i], result.length - (after.length - 1 - i));
  }
  return result;
}

function insert(text, part, place) {
  return text.slice(0, place) + part + text.slice(place);
}

function exponent(n, pattern) {
  const [mantissa, power] = n.toExponential().split("e");
  return `${digits(Number(mantissa), pattern.replace(/e[+-]0/, ""))}e${power}`;
}

function ordinal(n, pattern) {
  const gap = pattern.includes(" o") ? " " : "";
  const teen = Math.trunc((n % 100) / 10) === 1;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return digits(n, pattern.replace(/\s?o/, "")) + gap + ending;
}

function time(n) {
  const hours = Math.floor(n / 60 / 60);
  const minutes = Math.floor((n - hours * 60 * 60) / 60);
  const seconds = Math.round(n - hours * 60 * 60 - minutes * 60);
  const two = (value) => (value < 10 ? `0${value}` : value);
  return `${hours}:${two(minutes)}:${two(seconds)}`;
}

/** The number itself: digits, groups, abbreviation, sign. */
function digits(n, pattern) {
  const brackets = pattern.includes("(");
  const sign = brackets ? -1 : pattern.includes("+") ? pattern.indexOf("+") : pattern.indexOf("-");
  pattern = pattern.replace(brackets ? /[()]/g : /[+-]/g, "");

  const short = /(\s?)a([kmbt])?/.exec(pattern);
  let unit = "";
  if (short !== null) {
    pattern = pattern.replace(short[0], "");
    const size = Math.abs(n);
    const found = thousands.find(([letter, least]) => (short[2] === undefined ? size >= least : letter === short[2]));
    if (found !== undefined) {
      n /= found[1];
      unit = found[0];
    }
  }
  const hidesZeros = pattern.includes("[.]");
  if (hidesZeros) pattern = pattern.replace("[.]", ".");

  const [wholePattern, fractionPattern] = pattern.split(".");
  let [whole, fraction] = rounded(n, fractionPattern);
  if (hidesZeros && Number(fraction) === 0) fraction = "";
  if (unit !== "" && unit !== "t" && short[2] === undefined && Number(whole) >= 1000) {
    whole = String(Number(whole) / 1000);
    unit = thousands[thousands.findIndex(([letter]) => letter === unit) - 1][0];
  }
  const negative = whole.includes("-");
  if (negative) whole = whole.slice(1);
  whole = whole.padStart((wholePattern.split(",")[0].match(/0/g) ?? []).length, "0");
  if (pattern.includes(",")) whole = whole.replace(/(\d)(?=(\d{3})+(?!\d))/g, "$1,");
  if (pattern.startsWith(".")) whole = "";

  const result = whole + (fraction === "" ? "" : `.${fraction}`) + (unit === "" ? "" : short[1] + unit);
  if (brackets) return negative ? `(${result})` : result;
  if (sign === 0) return (negative ? "-" : "+") + result;
  if (sign > 0) return result + (negative ? "-" : "+");
  return negative ? `-${result}` : result;
}

/** Digits before and after the point, rounded half up as decimal text, with zeros that the pattern marks as optional cut off. */
function rounded(n, fractionPattern = "") {
  const [fixed, optional = ""] = fractionPattern.replace("]", "").split("[");
  const most = fixed.length + optional.length;
  const has = String(n).split(".")[1]?.length ?? 0;
  const places = Math.min(Math.max(has, fixed.length), most);
  // Shifting the point in the text, not by a product, is what makes 1.005 give 1.01.
  const text = (Math.round(Number(`${n}e+${places}`)) / 10 ** places).toFixed(places);
  const [whole, fraction = ""] = text.split(".");
  if (optional === "") return [whole, fraction];
  return [whole, fraction.slice(0, fixed.length) + fraction.slice(fixed.length).replace(/0+$/, "")];
}
