// A network as the server writes it (/graph.json), and as graphology holds it.

import { MultiDirectedGraph } from "graphology";

import type { Telling } from "./filters";

export interface Network {
  focus: string[];
  nodes: { id: string; label: string; type: string; size: number; href: string }[];
  edges: { source: string; relation: string; target: string; told: Telling[] }[];
}

export interface Node {
  x: number;
  y: number;
  size: number;
  /** As the picture has room for it; `name` is all of it. */
  label: string;
  name: string;
  color: string;
  kind: string;
  href: string;
}

export interface Edge {
  size: number;
  color: string;
  relation: string;
  told: Telling[];
}

export type Graph = MultiDirectedGraph<Node, Edge>;

const ROOM = 36; // letters

/** The network with all nodes on a spiral, those of most relations inside. */
export function graphed(network: Network, colour: (what: string) => string): Graph {
  const graph: Graph = new MultiDirectedGraph<Node, Edge>();
  const degrees = new Map<string, number>();
  for (const { source, target } of network.edges)
    for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const degree = (id: string) => degrees.get(id) ?? 0;
  const ranked = [...network.nodes].sort((a, b) => degree(b.id) - degree(a.id));
  const crowd = Math.max(1, Math.sqrt(ranked.length / 60));
  ranked.forEach(({ id, label, type, size, href }, rank) => {
    const [angle, radius] = [rank * 2.4, 10 * Math.sqrt(rank)]; // 2.4: the golden angle
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    graph.addNode(id, {
      ...{ x, y, href, name: label },
      label: label.length > ROOM ? `${label.slice(0, ROOM - 1).trimEnd()}…` : label,
      kind: type,
      color: colour(type),
      size: Math.max(crowd > 2 ? 2.5 : 4, Math.min(22, size / 2.5) / crowd),
    });
  });
  for (const { source, relation, target, told } of network.edges) {
    const size = Math.min(6, 1 + Math.log2(1 + told.length)) / crowd;
    graph.addDirectedEdge(source, target, { relation, told, size, color: colour(relation) });
  }
  return graph;
}
