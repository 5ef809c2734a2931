// Chance, exp, stolen fraction and durations, in the game's own order of operations (Bitburner 2.6.1, Hacking.ts).
//
// Arguments, here and in the other formula modules:
//   server  object with the field names that ns.getServer() gives: hackDifficulty (security, 1 to 100), minDifficulty,
//           baseDifficulty, requiredHackingSkill (level), moneyAvailable and moneyMax ($), serverGrowth, hasAdminRights
//   person  { skills: { hacking, intelligence }, mults: { hacking_chance, ... } }, as ns.getPlayer() gives
//   node    the BitNode's multipliers in force (CamelCase names, as ns.getBitNodeMultipliers() gives)
// A server without security counts as one at 100 for everything but durations, as in the game.

/** Security at which a hack always fails. */
const SECURITY_CEILING = 100;

let lastIntelligence = 0;
let lastBonus = 1;

/**
 * Multiplier that intelligence gives, 1 or more (calculateIntelligenceBonus). The last result for weight 1 is kept, because
 * every chance and every duration needs it and the power is the dearest part.
 */
export function intelligenceBonus(intelligence, weight = 1) {
  if (weight !== 1) return 1 + (weight * Math.pow(intelligence, 0.8)) / 600;
  if (intelligence !== lastIntelligence) {
    lastBonus = 1 + (weight * Math.pow(intelligence, 0.8)) / 600;
    lastIntelligence = intelligence;
  }
  return lastBonus;
}

/** Chance of a hack's success, 0 to 1 (calculateHackingChance). */
export function hackChance(server, person) {
  const security = server.hackDifficulty ?? SECURITY_CEILING;
  const required = server.requiredHackingSkill ?? 1e9;
  if (!server.hasAdminRights || security >= SECURITY_CEILING) return 0;
  const skill = 1.75 * person.skills.hacking;
  const skillChance = (skill - required) / skill;
  const ease = (100 - security) / 100;
  const chance = skillChance * ease * person.mults.hacking_chance * intelligenceBonus(person.skills.intelligence);
  return Math.min(1, Math.max(chance, 0));
}

/** Exp in points that one thread gives (calculateHackingExpGain). */
export function expPerThread(server, person, node) {
  const base = server.baseDifficulty;
  if (!base) return 0;
  return (3 + base * 0.3) * person.mults.hacking_exp * node.HackExpGain;
}

/** Fraction of a server's money that one thread takes, 0 to 1 (calculatePercentMoneyHacked). */
export function hackPercent(server, person, node) {
  const security = server.hackDifficulty ?? SECURITY_CEILING;
  if (security >= SECURITY_CEILING) return 0;
  const required = server.requiredHackingSkill ?? 1e9;
  const level = person.skills.hacking;
  const ease = (100 - security) / 100;
  const skill = (level - (required - 1)) / level;
  const fraction = (ease * skill * person.mults.hacking_money * node.ScriptHackMoney) / 240;
  return Math.min(1, Math.max(fraction, 0));
}

/** Duration of a hack in seconds; Infinity for a server without security or required level (calculateHackingTime). */
export function hackSeconds(server, person, node) {
  const security = server.hackDifficulty;
  const required = server.requiredHackingSkill;
  if (typeof security !== "number" || typeof required !== "number") return Infinity;
  const effort = 2.5 * (required * security) + 500;
  const perLevel = effort / (person.skills.hacking + 50);
  return (5 * perLevel) / (person.mults.hacking_speed * node.HackingSpeedMultiplier * intelligenceBonus(person.skills.intelligence));
}

/** Duration of a grow in seconds: 3.2 hacks (calculateGrowTime). */
export function growSeconds(server, person, node) {
  return 3.2 * hackSeconds(server, person, node);
}

/** Duration of a weaken in seconds: 4 hacks (calculateWeakenTime). */
export function weakenSeconds(server, person, node) {
  return 4 * hackSeconds(server, person, node);
}
