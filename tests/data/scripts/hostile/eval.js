// eval works, on what scripts can reach.
export async function main(ns) {
  const f = eval("ns.getHostname"); void ns.getHostname;
  ns.write("out.txt", `${f()} ${eval("1 + 1")} ${typeof eval("typeof process === 'undefined' ? undefined : process")}`, "w");
}
