// ns.enums, as far as scripts without singularity, gang and the like ask for it: names of the game, each in its own list.
const list = (entries) => Object.freeze(Object.fromEntries(entries.split(";").map((entry) => entry.split("="))));

export const enums = Object.freeze({
  CityName: list("Aevum=Aevum;Chongqing=Chongqing;Sector12=Sector-12;NewTokyo=New Tokyo;Ishima=Ishima;Volhaven=Volhaven"),
  CrimeType: list("shoplift=Shoplift;robStore=Rob Store;mug=Mug;larceny=Larceny;dealDrugs=Deal Drugs;bondForgery=Bond Forgery;traffickArms=Traffick Arms;homicide=Homicide;grandTheftAuto=Grand Theft Auto;kidnap=Kidnap;assassination=Assassination;heist=Heist"),
  FactionWorkType: list("hacking=hacking;field=field;security=security"),
  GymType: list("strength=str;defense=def;dexterity=dex;agility=agi"),
  JobName: Object.freeze({}),
  JobField: Object.freeze({}),
  LocationName: Object.freeze({}),
  ToastVariant: list("SUCCESS=success;WARNING=warning;ERROR=error;INFO=info"),
  UniversityClassType: list("computerScience=Computer Science;dataStructures=Data Structures;networks=Networks;algorithms=Algorithms;management=Management;leadership=Leadership"),
  CompanyName: Object.freeze({}),
});
