// The drawn network: what is visible, what is pointed at, and where nodes move to.

import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { downloadAsPNG } from "@sigma/export-image";

import { shows, type Filters } from "./filters";
import type { Task } from "./layout";
import type { Edge, Graph, Node } from "./network";

export class Stage {
  readonly visible = new Set<string>();
  private readonly shown = new Set<string>();
  private readonly sigma: Sigma<Node, Edge>;
  private lit: { node: string; near: Set<string> } | null = null;

  constructor(
    private readonly graph: Graph,
    private readonly focus: Set<string>,
    private readonly place: HTMLElement,
    private readonly colour: (what: string) => string,
  ) {
    this.sigma = new Sigma<Node, Edge>(graph, place, this.settings());
    this.sigma.on("enterNode", ({ node }) => this.light(node));
    this.sigma.on("leaveNode", () => this.light(null));
    this.sigma.on("clickNode", ({ node }) => location.assign(graph.getNodeAttribute(node, "href")));
  }

  /** Show what the filters keep: relations, and the nodes that they join or that the page is of. */
  filter(filters: Filters): void {
    this.visible.clear();
    this.shown.clear();
    for (const node of this.focus) this.visible.add(node);
    this.graph.forEachEdge((edge, { relation, told }, source, target) => {
      if (!shows(filters, relation, told)) return;
      this.shown.add(edge);
      this.visible.add(source).add(target);
    });
    this.sigma.refresh({ schedule: true });
  }

  get relationCount(): number {
    return this.shown.size;
  }

  /** Visible relations of a node. */
  degree(node: string): number {
    return this.graph.filterEdges(node, (edge) => this.shown.has(edge)).length;
  }

  /** Mark a node and what is next to it, or nothing. */
  light(node: string | null): void {
    this.place.classList.toggle("pointing", node !== null);
    this.lit = node === null ? null : { node, near: new Set([node]) };
    if (this.lit) {
      const { near } = this.lit;
      this.graph.forEachEdge(this.lit.node, (edge, _, source, target) => {
        if (this.shown.has(edge)) near.add(source).add(target);
      });
    }
    this.sigma.refresh({
      partialGraph: { nodes: this.graph.nodes(), edges: this.graph.edges() },
      ...{ skipIndexation: true, schedule: true },
    });
  }

  /** Bring a node to the middle. */
  approach(node: string): void {
    // Where it stands is known again after a picture that is due.
    requestAnimationFrame(() => {
      const at = this.sigma.getNodeDisplayData(node);
      if (!at) return;
      const camera = this.sigma.getCamera();
      const target = { x: at.x, y: at.y, ratio: Math.min(camera.ratio, 0.6) };
      if (isStill()) camera.setState(target);
      else void camera.animate(target, { duration: 250 });
    });
  }

  zoom(step: "in" | "out" | "all"): void {
    const camera = this.sigma.getCamera();
    const options = { duration: isStill() ? 1 : 200 };
    if (step === "in") void camera.animatedZoom(options);
    else if (step === "out") void camera.animatedUnzoom(options);
    else void camera.animatedReset(options);
  }

  /** Let a worker place the nodes, showing its steps unless the reader wants no motion. */
  arrange(worker: Worker, done: () => void): void {
    const { nodes, task } = numbered(this.graph);
    let latest: Float32Array | null = null;
    let isResting = isStill();
    const move = () => {
      if (!latest) return;
      const [at, began] = [latest, performance.now()];
      latest = null;
      this.graph.updateEachNodeAttributes(
        (node, found) => {
          const place = 2 * (nodes.get(node) ?? 0);
          return { ...found, x: at[place] ?? 0, y: at[place + 1] ?? 0 };
        },
        { attributes: ["x", "y"] },
      );
      if (isStill()) return;
      isResting = true;
      // Five sixths of the page's own thread stay free, however slow its pictures are.
      requestAnimationFrame(() => setTimeout(rested, 5 * (performance.now() - began)));
    };
    const rested = () => {
      isResting = false;
      move();
    };
    worker.addEventListener("message", ({ data }: MessageEvent<Float32Array | null>) => {
      if (data) {
        latest = data;
        if (!isResting) move();
      } else {
        move();
        worker.terminate();
        done();
      }
    });
    worker.postMessage(task, { transfer: [task.nodes.buffer, task.ends.buffer] });
  }

  /** Take the colours anew, as when the page turns dark. */
  repaint(): void {
    this.graph.updateEachNodeAttributes((_, found) => ({ ...found, color: this.colour(found.kind) }));
    this.graph.updateEachEdgeAttributes((_, found) => ({
      ...found,
      color: this.colour(found.relation),
    }));
    this.sigma.setSettings(this.settings());
  }

  save(fileName: string): Promise<void> {
    return downloadAsPNG(this.sigma as unknown as Sigma, {
      ...{ fileName, width: 2000, height: 1400, backgroundColor: this.colour("paper") },
      sigmaSettings: { labelSize: 18 },
    });
  }

  private settings(): Partial<Settings<Node, Edge>> {
    const [paper, ink, faint] = [this.colour("paper"), this.colour("ink"), this.colour("faint")];
    // Thousands of relations of the plain kind would hide the others.
    const [plain, thin] = [this.colour("other"), this.colour("thin")];
    return {
      defaultEdgeType: "arrow",
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelColor: { color: ink },
      labelDensity: 0.6,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: this.graph.order < 60 ? 0 : 5,
      hideEdgesOnMove: this.graph.size > 4000,
      stagePadding: 48,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeReducer: (node, found) => {
        if (!this.visible.has(node)) return { ...found, hidden: true };
        const isNear = this.lit?.near.has(node);
        const isNamed = this.lit ? this.lit.near.size < 40 && isNear : this.focus.has(node);
        if (this.lit && !isNear) return { ...found, color: faint, label: "", zIndex: 0 };
        return { ...found, forceLabel: isNamed || this.lit?.node === node, zIndex: 1 };
      },
      edgeReducer: (edge, found) => {
        if (!this.shown.has(edge)) return { ...found, hidden: true };
        if (this.lit && !this.graph.extremities(edge).includes(this.lit.node))
          return { ...found, color: faint, zIndex: 0 };
        const isThin = !this.lit && this.graph.size > 1500 && found.color === plain;
        return { ...found, color: isThin ? thin : found.color, zIndex: this.lit ? 2 : 1 };
      },
      defaultDrawNodeHover: (context, { x, y, size, label }, { labelFont, labelSize }) => {
        context.beginPath();
        context.arc(x, y, size + 2, 0, 2 * Math.PI);
        context.lineWidth = 2;
        context.strokeStyle = ink;
        context.stroke();
        if (!label) return;
        context.font = `600 ${labelSize}px ${labelFont}`;
        const width = context.measureText(label).width;
        const [left, middle] = [x + size + 5, y + labelSize / 3];
        context.fillStyle = paper;
        context.fillRect(left - 3, y - labelSize, width + 6, 2 * labelSize);
        context.fillStyle = ink;
        context.fillText(label, left, middle);
      },
    };
  }
}

/** The nodes by their places in the task of a layout, and the task. */
function numbered(graph: Graph): { nodes: Map<string, number>; task: Task } {
  const nodes = new Map(graph.nodes().map((node, place) => [node, place]));
  const given = graph.mapNodes((_, { x, y, size }) => [x, y, size]).flat();
  const ends = graph.mapEdges((_edge, _found, ...joined) =>
    joined.slice(0, 2).map((end) => nodes.get(end as string) ?? 0),
  );
  return { nodes, task: { nodes: new Float32Array(given), ends: new Uint32Array(ends.flat()) } };
}

function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
