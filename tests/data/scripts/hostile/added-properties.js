// Adds to the language's objects, as some scripts do on purpose: nothing may break.
export async function main(ns) {
  Array.prototype.last = function () { return this[this.length - 1]; };
  String.prototype.shout = function () { return this.toUpperCase() + "!"; };
  Object.prototype.extra = 1;
  await ns.sleep(10);
  const pid = ns.exec("idle.js", "home", 1);
  await ns.sleep(10);
  ns.write("out.txt", `${[1, 2].last()} ${"a".shout()} ${pid > 0} ${ns.ps("home").length}`, "w");
}
