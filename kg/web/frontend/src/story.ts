// A shared story: filters its picture and its statements, both of which stand in the page whole.

import { keeps, read, shows, type Telling } from "./filters";

const form = document.querySelector<HTMLFormElement>("#filters");
const count = document.querySelector<HTMLElement>("#count");
const all = <Kind extends Element>(chosen: string) => [...document.querySelectorAll<Kind>(chosen)];
const told = (text: string | undefined) => JSON.parse(text ?? "[]") as unknown;

const edges = all<SVGElement>("svg .edge").map((element) => ({
  element,
  ends: [element.dataset.source ?? "", element.dataset.target ?? ""],
  relation: element.dataset.relation ?? "",
  tellings: told(element.dataset.told) as Telling[],
}));
const nodes = all<SVGElement>("svg .agent");
const claims = all<HTMLElement>(".claim");
const statements = all<HTMLElement>(".statement").map((element) => ({
  element,
  agents: new Set((element.dataset.agents ?? "").split(" ")),
  telling: told(element.dataset.telling) as Telling,
  words: [element.closest(".claim")?.querySelector("h3"), element]
    .map((one) => (one?.textContent ?? "").toLocaleLowerCase())
    .join(" "),
}));
let picked: SVGElement | null = null;

function apply(): void {
  if (!form) return;
  const filters = read(form);
  const fields = new FormData(form);
  const words = String(fields.get("words") ?? "").trim().toLocaleLowerCase();
  const output = form.querySelector("output");
  if (output) output.value = String(filters.least);

  const node = picked?.dataset.node;
  const joined = new Set<string>();
  const near = new Set<string>(node ? [node] : []);
  for (const { element, ends, relation, tellings } of edges) {
    const isShown = shows(filters, relation, tellings);
    const isNear = !node || ends.includes(node);
    element.classList.toggle("off", !isShown);
    element.classList.toggle("dim", !isNear);
    for (const end of isShown ? ends : []) {
      joined.add(end);
      if (isNear) near.add(end);
    }
  }
  for (const element of nodes) {
    const own = element.dataset.node ?? "";
    element.classList.toggle("off", !joined.has(own));
    element.classList.toggle("dim", Boolean(node) && !near.has(own));
    element.classList.toggle("picked", own === node);
  }

  let shown = 0;
  for (const { element, agents, telling, words: own } of statements) {
    const isShown = keeps(filters, telling) && own.includes(words) && (!node || agents.has(node));
    element.classList.toggle("off", !isShown);
    shown += Number(isShown);
  }
  for (const claim of claims)
    claim.classList.toggle("off", !claim.querySelector(".statement:not(.off)"));
  const name = picked?.querySelector("title")?.textContent;
  if (count)
    count.textContent =
      `${shown} of ${statements.length} statements` +
      (name ? ` involve ${name}; choose the name again for all` : "");
}

for (const element of nodes)
  element.addEventListener("click", (event) => {
    event.preventDefault();
    picked = picked === element ? null : element;
    apply();
    if (picked) count?.scrollIntoView({ block: "start" });
  });
form?.addEventListener("input", apply);
form?.addEventListener("submit", (event) => event.preventDefault());
form?.addEventListener("reset", () => {
  picked = null;
  setTimeout(apply); // fields are empty after the event
});
form?.classList.remove("off");
apply();
