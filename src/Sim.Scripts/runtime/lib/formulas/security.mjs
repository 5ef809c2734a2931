// How security moves (Bitburner 2.6.1, Server.ts and ServerHelpers.ts). Security is in points, 1 to 100.

/** Rise of security per hacking thread (ServerFortifyAmount). */
export const HACK_RISE = 0.002;

/** Rise of security per grow thread. */
export const GROW_RISE = 2 * HACK_RISE;

/** Fall of security per weaken thread at one core (ServerWeakenAmount). */
const WEAKEN_FALL = 0.05;

/** What a host's cores multiply grows and weakens by (getCoreBonus). */
export function coreBonus(cores) {
  return 1 + (cores - 1) / 16;
}

/** Nominal fall of security by a weaken, before any limit (getWeakenEffect). */
export function weakenEffect(threads, cores, node) {
  return WEAKEN_FALL * threads * coreBonus(cores) * node.ServerWeakenRate;
}

/** Security brought within max(1, minimum) to 100 (server.capDifficulty); NaN stays as it is. */
export function capSecurity(security, minimum) {
  if (security < minimum) security = minimum;
  if (security < 1) security = 1;
  return security > 100 ? 100 : security;
}

/** Security after a rise (server.fortify). */
export function raiseSecurity(security, minimum, amount) {
  return capSecurity(security + amount, minimum);
}

/** Security after a fall (server.weaken). */
export function lowerSecurity(security, minimum, amount) {
  return capSecurity(security - amount, minimum);
}
