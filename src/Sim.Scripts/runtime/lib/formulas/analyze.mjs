// What the analyze functions of the script API return (Bitburner 2.6.1, NetscriptFunctions.ts). Arguments: see hacking.mjs.
import { threadsForGrowthExact } from "./growth.mjs";
import { hackPercent } from "./hacking.mjs";
import { GROW_RISE, HACK_RISE } from "./security.mjs";

/** Threads, with fractions, that take an amount of money in $; -1 if impossible, 0 for nothing (hackAnalyzeThreads). */
export function hackThreads(server, amount, person, node) {
  if (amount < 0 || amount > server.moneyAvailable) return -1;
  if (amount === 0) return 0;
  const fraction = hackPercent(server, person, node);
  return fraction === 0 ? -1 : amount / (server.moneyAvailable * fraction);
}

/** Rise of security by a hack, threads taken as they are (hackAnalyzeSecurity without a host name). */
export function hackSecurity(threads) {
  return HACK_RISE * threads;
}

/** Rise of security by a hack of a server, where threads beyond those that take everything do not count. */
export function hackSecurityOf(server, threads, person, node) {
  const fraction = hackPercent(server, person, node);
  if (fraction > 0) threads = Math.min(threads, Math.ceil(1 / fraction));
  return HACK_RISE * threads;
}

/** Rise of security by a grow, threads taken as they are (growthAnalyzeSecurity without a host name). */
export function growSecurity(threads) {
  return GROW_RISE * threads;
}

/** Rise of security by a grow of a server, where threads beyond those that reach its maximum do not count. */
export function growSecurityOf(server, threads, person, node, cores = 1) {
  const needed = threadsForGrowthExact(server, server.moneyMax, server.moneyAvailable, person, node, cores);
  return GROW_RISE * Math.min(threads, Math.ceil(needed));
}
