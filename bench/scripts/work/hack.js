// Hacks a server once, so that it lands at the moment that the controller wants.
// Arguments: the target, how many ms to wait beyond what the operation takes by itself, and a port to report to at the end (0: none).
export async function main(ns) {
  const [target, additionalMsec, port] = ns.args;
  if (port > 0) ns.atExit(() => ns.writePort(port, target));
  await ns.hack(target, { additionalMsec });
}
