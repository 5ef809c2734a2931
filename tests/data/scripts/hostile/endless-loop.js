// Never gives the thread back.
export async function main(ns) {
  await ns.sleep(100);
  spin();
}

function spin() {
  for (let i = 0; ; i++) {
    if (i < 0) break;
  }
}
