// Works out where nodes stand, beside the page's own thread, so that the page stays responsive.

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface Task {
  /** x, y and size of each node, one after the other. */
  nodes: Float32Array;
  /** Source and target of each edge, as places among the nodes. */
  ends: Uint32Array;
}

const STEPS = 8; // rounds between two pictures
const MOST_TIDIED = 1500; // pushing labels apart takes the square of the nodes

function* placed({ nodes, ends }: Task): Generator<Float32Array> {
  const graph = new MultiDirectedGraph<{ x: number; y: number; size: number }>();
  const count = nodes.length / 3;
  for (let node = 0; node < count; node++) {
    const [x, y, size] = nodes.subarray(3 * node, 3 * node + 3) as unknown as [number, number, number];
    graph.addNode(node, { x, y, size });
  }
  for (let end = 0; end < ends.length; end += 2) graph.addDirectedEdge(ends[end], ends[end + 1]);
  const positions = () => {
    const found = new Float32Array(2 * count);
    graph.forEachNode((node, { x, y }) => found.set([x, y], 2 * Number(node)));
    return found;
  };
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    barnesHutOptimize: count > 400,
    edgeWeightInfluence: 0,
    // Else parts that nothing joins drift apart, and all become small.
    strongGravityMode: true,
    gravity: 0.3,
    scalingRatio: 12,
  };
  // 600 rounds settle a few hundred nodes; thousands are told apart after 160 and drift on slowly.
  const rounds = count < 1000 ? 600 : 160;
  for (let round = 0; round < rounds; round += STEPS) {
    forceAtlas2.assign(graph, { iterations: STEPS, settings });
    yield positions();
  }
  if (count <= MOST_TIDIED) {
    noverlap.assign(graph, { maxIterations: 120, settings: { margin: 2, ratio: 1.2 } });
    yield positions();
  }
}

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  for (const positions of placed(data)) postMessage(positions, { transfer: [positions.buffer] });
  postMessage(null);
});
