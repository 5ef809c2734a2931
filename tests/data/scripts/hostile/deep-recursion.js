// Runs out of stack, inside a function of ns too.
export async function main(ns) {
  const f = (n) => ns.getServer("home").hostname.length + f(n + 1);
  try {
    f(0);
  } catch (e) {
    ns.write("out.txt", e.message, "w");
  }
  await ns.sleep(10);
  ns.write("out.txt", " and goes on", "a");
}
