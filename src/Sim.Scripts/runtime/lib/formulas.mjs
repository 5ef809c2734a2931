// All formulas of the game that batch scripts use, one export list. Equal to the game bit for bit: the game runs on V8 as this
// does, so Math.* is the same; the order of operations is what each module takes care of. The same formulas exist in C#
// (src/Sim.Game/Formulas); both are checked against reference/formulas.jsonl.
export * from "./formulas/hacking.mjs";
export * from "./formulas/security.mjs";
export * from "./formulas/growth.mjs";
export * from "./formulas/analyze.mjs";
export * from "./formulas/skills.mjs";
export * from "./formulas/purchased.mjs";
export * from "./formulas/hacknet.mjs";
export * from "./formulas/newserver.mjs";
