// Prints without end.
export async function main(ns) {
  const line = "x".repeat(1000);
  for (let i = 0; i < 200000; i++) ns.print(line, i);
  ns.write("out.txt", `${ns.getScriptLogs().length}`, "w");
}
