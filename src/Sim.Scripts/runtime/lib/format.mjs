// Everything that turns values into text for scripts.
export { formatNumber, formatPercent, formatRam, formatTime, formatTime as tFormat } from "./format/numbers.mjs";
export { nFormat } from "./format/pattern.mjs";
export { sprintf, vsprintf } from "./format/printf.mjs";
