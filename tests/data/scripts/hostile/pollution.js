// Replaces what the language itself gives to everyone.
export async function main(ns) {
  Array.prototype.push = function () { throw new Error("polluted push"); };
  Map.prototype.get = () => undefined;
  Object.prototype.threads = 1e9;
  Promise.prototype.then = function () { throw new Error("polluted then"); };
  JSON.stringify = () => "{}";
  String.prototype.includes = () => true;
  await ns.sleep(10);
  ns.exec("idle.js", "home", 1);
  await ns.sleep(10);
  ns.print("still here");
}
