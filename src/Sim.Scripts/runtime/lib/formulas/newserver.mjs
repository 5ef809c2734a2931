// How a new game turns a row of the server table into a server (Bitburner 2.6.1, Server.ts).

/**
 * Money in $ and security of a new foreign server.
 * @param money money of the table; the maximum is 25 times that
 * @param security security of the table
 * @param node the BitNode's multipliers
 */
export function newServer(money, security, node) {
  const scaled = security * node.ServerStartingSecurity;
  const start = Math.min(scaled, 100);
  return {
    moneyAvailable: money * node.ServerStartingMoney,
    moneyMax: 25 * money * node.ServerMaxMoney,
    hackDifficulty: start,
    baseDifficulty: start,
    minDifficulty: Math.min(Math.max(1, Math.round(scaled / 3)), 100),
  };
}
