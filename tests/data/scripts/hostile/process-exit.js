// Tries to end the simulator's child.
export async function main(ns) {
  const say = (t) => ns.write("out.txt", t + "\n", "a");
  for (const way of [() => process.exit(0), () => globalThis.process.kill(1), () => process.abort(), () => process.reallyExit(3)]) {
    try {
      way();
      say("REACHED");
    } catch (e) {
      say(`refused: ${e.message}`);
    }
  }
}
