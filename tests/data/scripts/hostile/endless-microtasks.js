// Promise reactions without end: no timer ever fires again. None waits for the next, or memory would run out first.
export async function main(ns) {
  await ns.sleep(100);
  const again = () => void Promise.resolve().then(again);
  again();
  await new Promise(() => {});
}
