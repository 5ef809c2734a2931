// A hundred thousand processes at once.
export async function main(ns) {
  let started = 0;
  for (let i = 0; i < 100000; i++) if (ns.run("idle.js", 1, i) > 0) started++;
  await ns.sleep(500);
  ns.write("out.txt", `${started} ${ns.ps("home").length}`, "w");
}
