// Names of the game, in its own order.

/** Where money comes from and goes to, in the game's own order. */
export const moneySourceNames = [
  "bladeburner", "casino", "class", "codingcontract", "corporation", "crime", "gang", "gang_expenses", "hacking", "hacknet",
  "hacknet_expenses", "hospitalization", "infiltration", "sleeves", "stock", "total", "work", "servers", "other", "augmentations",
];

/** Names of the player's multipliers, in the game's own order. */
export const multiplierNames = [
  "hacking_chance", "hacking_speed", "hacking_money", "hacking_grow", "hacking", "hacking_exp", "strength", "strength_exp", "defense",
  "defense_exp", "dexterity", "dexterity_exp", "agility", "agility_exp", "charisma", "charisma_exp", "hacknet_node_money",
  "hacknet_node_purchase_cost", "hacknet_node_ram_cost", "hacknet_node_core_cost", "hacknet_node_level_cost", "company_rep",
  "faction_rep", "work_money", "crime_success", "crime_money", "bladeburner_max_stamina", "bladeburner_stamina_gain",
  "bladeburner_analysis", "bladeburner_success_chance",
];
