// Scripts of the reference that only look at the world, run on its mirror: what they write down must be what the game wrote.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld } from "../lib/world.mjs";
import { play } from "./play.mjs";
import { caseSource, numbersFromText, reference, scriptCase } from "./reference.mjs";

const skip = reference ? false : "the full reference data is not there";

/** Lines that a case's game wrote into a file. */
function expected(game, file) {
  return game.final.textFiles.find((text) => text.name === file).lines;
}

function lines(text) {
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

function compare(written, game, file, left = () => true) {
  const ours = lines(written.get(file)).filter(left);
  const theirs = expected(game, file).filter(left);
  const wrong = [];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) if (ours[i] !== theirs[i]) wrong.push({ game: theirs[i], here: ours[i] });
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} lines of ${file} differ`);
}

for (const name of ["views_mid", "views_late"]) {
  test(`${name}: every getter of every server, the player, prices and RAM`, { skip }, async () => {
    const game = scriptCase(name);
    const world = makeWorld(JSON.parse(JSON.stringify(game.initial), numbersFromText));
    world.servers.get("home").ramUsed = game.source.files[0].ramGB;
    const source = caseSource(name, "home", "views.js");
    const extra = { performanceNow: game.performanceNowAtStart, dateNow: game.dateNowAtStart };
    const written = await play(source, world, { file: "views.js", pid: 1, extra });
    for (const file of ["network", "servers", "numbers", "formulas", "player", "prices", "ram"]) compare(written, game, `out/${file}.txt`);
  });
}

/** The world of case semantics when its later scripts run: what the earlier ones changed, as script 19 saw it. */
function semanticsWorld(game) {
  const world = makeWorld(JSON.parse(JSON.stringify(game.initial), numbersFromText));
  Object.assign(world.servers.get("n00dles"), { moneyAvailable: 284054.40496018657, hackDifficulty: 1.033 });
  Object.assign(world.player, { money: 499891239.8138611 });
  world.player.exp.hacking = 11365.867546552894;
  Object.assign(world.player.moneySources, { hacking: 1239.8138610414944, servers: -110000, total: -108760.18613895851 });
  return world;
}

/** The random numbers of the reference's runs. */
function mulberry32(state) {
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function library() {
  const text = caseSource("semantics", "home", "sem/lib.js");
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

async function playSemantics(game, world, name, extra = {}) {
  const source = caseSource("semantics", "home", `sem/${name}.js`);
  const line = expected(game, "out/00-order.txt").find((text) => text.startsWith(`sem/${name}.js`));
  const pid = Number(/pid (\d+)/.exec(line)[1]);
  const file = game.source.files.find((item) => item.gamePath === `sem/${name}.js`);
  world.servers.get("home").ramUsed = Math.round((3.11 + file.ramGB) * 100) / 100;
  return play(source, world, { file: `sem/${name}.js`, pid, modules: { "sem/lib.js": await library() }, random: mulberry32(1), extra });
}

test("semantics 18: formats", { skip }, async () => {
  const game = scriptCase("semantics");
  compare(await playSemantics(game, semanticsWorld(game), "18-format"), game, "out/18-format.txt");
});

test("semantics 19: objects and simple getters", { skip }, async () => {
  const game = scriptCase("semantics");
  const world = semanticsWorld(game);
  const written = await playSemantics(game, world, "19-objects", { enums: () => {} });
  // The incomes belong to running scripts and the list of all functions to the ns object, both of which are not made here.
  const mine = (line) => !/^(?:getTotalScript|ns keys|enums)/.test(line);
  compare(written, game, "out/19-objects.txt", mine);
});

test("semantics 20: analysis and formulas", { skip }, async () => {
  const game = scriptCase("semantics");
  const written = await playSemantics(game, semanticsWorld(game), "20-analyze");
  const mine = (line) => !line.startsWith("formulas keys");
  compare(written, game, "out/20-analyze.txt", mine);
});

test("semantics 21: purchased servers", { skip }, async () => {
  const game = scriptCase("semantics");
  const world = semanticsWorld(game);
  const extra = {
    scp: () => true,
    exec: (w, ctx, file, host) => { ctx.busy.add(w.servers.get(host)); return 229; },
    kill: (w, ctx) => ctx.busy.clear(),
    getRunningScript: (w, ctx) => ({ server: [...ctx.busy][0]?.hostname }),
  };
  compare(await playSemantics(game, world, "21-servers", extra), game, "out/21-servers.txt");
});

test("semantics 22: hacknet", { skip }, async () => {
  const game = scriptCase("semantics");
  const world = semanticsWorld(game);
  const before = expected(game, "out/22-hacknet.txt");
  world.player.money = 498012489.8138611;
  const written = await playSemantics(game, world, "22-hacknet", { sleep: () => {} });
  // What was paid is a difference of money, so its last digits depend on how much there was.
  const short = (line) => line.replace(/paid (\S+)/, (whole, paid) => `paid ${Math.round(Number(paid) * 1e6) / 1e6}`);
  assert.deepEqual(lines(written.get("out/22-hacknet.txt")).map(short), before.map(short));
});

test("semantics 26: messages of refused calls", { skip }, async () => {
  const game = scriptCase("semantics");
  const written = await playSemantics(game, semanticsWorld(game), "26-errors", {});
  const mine = /^(?:getServer number|weakenAnalyze text|growthAnalyze nothing|formatNumber text|scan nowhere|singularity|gang|stock|sleeve|bladeburner|corporation|stanek|getBitNodeMultipliers of 3):/;
  compare(written, game, "out/26-errors.txt", (line) => mine.test(line));
});
