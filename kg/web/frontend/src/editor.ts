// The SPARQL editor: YASGUI on this server's endpoint, and no word to any other host.

import "@zazuko/yasgui/build/yasgui.min.css";
import Yasgui from "@zazuko/yasgui";

interface Given {
  endpoint: string;
  prefixes: Record<string, string>;
  queries: Record<string, string>;
  asked: string | null;
}

function part<Kind extends Element>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as unknown as Kind;
}

const given = JSON.parse(part("given").textContent ?? "") as Given;
const endpoint = new URL(given.endpoint, location.href).href;
const first = Object.entries(given.prefixes)
  .map(([name, space]) => `PREFIX ${name}: <${space}>\n`)
  .join("");

// Completing classes and properties asks a registry of vocabularies on the web; this does not.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = `${first}\nSELECT ?who ?text ?date {
  ?said kg:speaker/kg:name ?who ; kg:text ?text ; kg:dated ?date
} ORDER BY DESC(?date) LIMIT 20`;
Yasgui.Yasr.defaults.prefixes = given.prefixes;

const yasgui = new Yasgui(part<HTMLElement>("editor"), {
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => undefined },
  copyEndpointOnNewTab: true,
  persistenceId: `kg ${endpoint}`,
  autofocus: false,
});

// What YASGUI leaves without a name, or out of a keyboard's reach; it makes such parts at any time.
const NAMED: Record<string, Record<string, string>> = {
  ".CodeMirror textarea": { "aria-label": "SPARQL" },
  ".CodeMirror-scroll": { tabindex: "0" },
  ".tableSizer": { "aria-label": "Rows a page" },
  ".addTab": { role: "tab", "aria-selected": "false" },
};
function complete(): void {
  for (const [chosen, attributes] of Object.entries(NAMED))
    for (const element of part("editor").querySelectorAll(chosen))
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
new MutationObserver(complete).observe(part("editor"), { childList: true, subtree: true });
complete();

function open(name: string, query: string): void {
  const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(), name });
  tab.setQuery(query);
  tab.setEndpoint(endpoint);
}

// Tabs are kept from visit to visit; a server at the same address may serve its endpoint elsewhere.
for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
if (given.asked) open("asked", given.asked);

part<HTMLSelectElement>("named").addEventListener("change", ({ target }) => {
  const chosen = target as HTMLSelectElement;
  const query = given.queries[chosen.value];
  if (query) open(chosen.value, query);
  chosen.value = "";
});
