// Exp and level (Bitburner 2.6.1, PersonObjects/formulas/skill.ts). Exp is in points; for hacking the multiplier is
// mults.hacking x HackingLevelMultiplier.

/** Level that an amount of exp gives, whole, 1 or more (calculateSkill). */
export function levelOfExp(exp, multiplier = 1) {
  return Math.max(Math.floor(multiplier * (32 * Math.log(exp + 534.6) - 200)), 1);
}

/** Exp at which a level begins, 0 to the largest finite number (calculateExp). */
export function expOfLevel(level, multiplier = 1) {
  return Math.min(Math.max(Math.exp((level / multiplier + 200) / 32) - 534.6, 0), Number.MAX_VALUE);
}

/** Exp after a gain, 0 or more; a negative gain is a loss (gainHackingExp). */
export function addExp(exp, gain) {
  const sum = exp + gain;
  return sum < 0 ? 0 : sum;
}

/** Where between two levels an amount of exp lies; progress is 0 to 100 (calculateSkillProgress). */
export function skillProgress(exp, multiplier = 1) {
  const currentSkill = levelOfExp(exp, multiplier);
  const nextSkill = currentSkill + 1;
  const baseExperience = expOfLevel(currentSkill, multiplier);
  const nextExperience = expOfLevel(nextSkill, multiplier);

  // Beyond the levels whose exp is finite both ends are the largest number; the game then shows 99.99 %.
  const span = nextExperience - baseExperience;
  const progress = span !== 0 ? ((exp - baseExperience) * 100) / span : 99.99;
  return {
    currentSkill,
    nextSkill,
    baseExperience,
    experience: exp,
    nextExperience,
    currentExperience: limit(exp - baseExperience, Number.MAX_VALUE),
    remainingExperience: limit(nextExperience - exp, Number.MAX_VALUE),
    progress: limit(progress, 100),
  };
}

function limit(value, max) {
  return Math.max(Math.min(value, max), 0);
}
