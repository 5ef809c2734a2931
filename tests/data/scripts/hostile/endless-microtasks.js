// Promise reactions without end: no timer ever fires again.
export async function main(ns) {
  await ns.sleep(100);
  const again = () => Promise.resolve().then(again);
  await again();
}
