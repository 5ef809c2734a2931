// Functions that only make text (Bitburner 2.6.1, NetscriptFunctions.ts), with the names that newer versions have for them.
import { toNumber } from "../args.mjs";
import { formatNumber, formatPercent, formatRam, formatTime, nFormat, sprintf, vsprintf } from "../format.mjs";

function number(world, ctx, n, digits = 3, suffixStart = 1000, isInteger = false) {
  return formatNumber(toNumber(ctx, "n", n), toNumber(ctx, "fractionalDigits", digits), toNumber(ctx, "suffixStart", suffixStart), Boolean(isInteger));
}

function ram(world, ctx, n, digits = 2) {
  return formatRam(toNumber(ctx, "n", n), toNumber(ctx, "fractionalDigits", digits));
}

function percent(world, ctx, n, digits = 2, suffixStart = 1e6) {
  return formatPercent(toNumber(ctx, "n", n), toNumber(ctx, "fractionalDigits", digits), toNumber(ctx, "multStart", suffixStart));
}

function time(world, ctx, milliseconds, milliPrecision = false) {
  return formatTime(toNumber(ctx, "milliseconds", milliseconds), Boolean(milliPrecision));
}

export const textGetters = {
  formatNumber: number,
  formatRam: ram,
  formatPercent: percent,
  tFormat: time,
  nFormat: (world, ctx, n, pattern) => nFormat(toNumber(ctx, "n", n), pattern === undefined ? undefined : String(pattern)),
  sprintf: (world, ctx, pattern, ...values) => sprintf(pattern, ...values),
  vsprintf: (world, ctx, pattern, values) => vsprintf(pattern, values),
  "format.number": number,
  "format.ram": ram,
  "format.percent": percent,
  "format.time": time,
};
