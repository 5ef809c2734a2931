// Parts of the game that the simulated player does not have. A script that asks is told so in the game's own way; a function that the
// simulator does not know at all is another matter (the kernel says that it is not modelled).

const refusals = {
  gang: ["Must have joined gang", "API ACCESS"],
  bladeburner: ["You have not unlocked the bladeburner API.", "API ACCESS"],
  corporation: ["Must own a corporation."],
  sleeve: [
    "You do not currently have access to the Sleeve API. This is either because you are not in BitNode-10 or because you do not have Source-File 10",
  ],
  stanek: ["Stanek's Gift is not installed"],
};

const free = {
  "gang.inGang": () => false,
  "bladeburner.inBladeburner": () => false,
  "corporation.hasCorporation": () => false,
};

/** A function of a part that the player does not have, or undefined. */
export function absentGetter(name) {
  if (name in free) return free[name];
  const [part, fn] = name.split(".");
  if (part === "stock") return (world, ctx) => ctx.fail(`You don't have WSE Access! Cannot use ${fn}()`);
  const refusal = refusals[part];
  return refusal === undefined ? undefined : (world, ctx) => ctx.fail(...refusal);
}
