// The graph page. Its form filters at once, its list leads to the nodes, its links carry the
// filters to the server's exports; without this script all of them work by loading pages.

import { read } from "./filters";
import { graphed, type Network } from "./network";
import { Stage } from "./stage";

const MOST_LISTED = 200;

function part<Kind extends HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Kind;
}

const style = getComputedStyle(document.documentElement);
function colour(what: string): string {
  return (style.getPropertyValue(`--graph-${what}`) || style.getPropertyValue("--graph-other")).trim();
}

const form = part<HTMLFormElement>("graph-filters");
const list = part("graph-list");
const place = part("graph");
const find = part<HTMLInputElement>("graph-find");
const network = JSON.parse(part("network").textContent ?? "") as Network;
const graph = graphed(network, colour);
// First, for a stage must have a size; without WebGL there is none, and the table stays.
document.documentElement.classList.add("drawn");
place.hidden = false;
const stage = staged();

function staged(): Stage {
  try {
    return new Stage(graph, new Set(network.focus), place, colour);
  } catch (error) {
    document.documentElement.classList.remove("drawn");
    throw error;
  }
}

function tell(): void {
  const [nodes, relations] = [stage.visible.size, stage.relationCount];
  part("graph-count").textContent = `${nodes} nodes, ${relations} relations.`;
  place.dataset.nodes = String(nodes);
}

function enlist(): void {
  const words = find.value.trim().toLocaleLowerCase();
  const found = [...stage.visible]
    .map((node) => ({ node, ...graph.getNodeAttributes(node), degree: stage.degree(node) }))
    .filter(({ name }) => name.toLocaleLowerCase().includes(words))
    .sort((a, b) => b.degree - a.degree || a.name.localeCompare(b.name));
  const rows = found.slice(0, MOST_LISTED).map(({ node, name, kind, href, degree }) => {
    const [row, link, count] = ["li", "a", "span"].map((tag) => document.createElement(tag));
    row!.className = `kind-${kind}`;
    (link as HTMLAnchorElement).href = href;
    link!.textContent = name;
    link!.title = kind;
    count!.textContent = String(degree);
    count!.title = "relations";
    for (const event of ["focus", "mouseenter"]) link!.addEventListener(event, () => stage.light(node));
    for (const event of ["blur", "mouseleave"]) link!.addEventListener(event, () => stage.light(null));
    link!.addEventListener("focus", () => stage.approach(node));
    row!.append(link!, count!);
    return row!;
  });
  list.replaceChildren(...rows);
  const rest = found.length - rows.length;
  part("graph-rest").textContent = rest > 0 ? `and ${rest} more; find them by name` : "";
}

/** The query that draws what is shown: the form's fields without those left empty. */
function query(): string {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  return new URLSearchParams(fields as [string, string][]).toString();
}

function apply(): void {
  stage.filter(read(form));
  tell();
  enlist();
  const now = query();
  history.replaceState(null, "", `?${now}`);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-export]"))
    link.href = `${link.pathname}?${now}`;
}

form.addEventListener("input", ({ target }) => {
  // Other fields choose which network is drawn, which the server has to.
  if ((target as HTMLElement).closest("[data-filter]")) apply();
});
find.addEventListener("input", enlist);
for (const step of ["in", "out", "all"] as const)
  part(`graph-${step}`).addEventListener("click", () => stage.zoom(step));
part("graph-png").addEventListener("click", () => void stage.save("network"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.repaint());

apply();
const worker = new Worker(new URL("./layout.ts", import.meta.url), { type: "module" });
stage.arrange(worker, () => {
  place.dataset.state = "settled";
});
