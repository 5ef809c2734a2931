// Keeps everything.
export async function main(ns) {
  const kept = [];
  for (;;) kept.push(new Array(100000).fill(kept.length));
}
