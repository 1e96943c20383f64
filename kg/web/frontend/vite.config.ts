import { defineConfig, type UserConfig } from "vite";

// Names without hashes: templates name the files, and the server sends their ETags.
const named = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
const built = { emptyOutDir: true, reportCompressedSize: false, target: "es2022" };

const pages: UserConfig = {
  base: "./",
  build: {
    ...built,
    outDir: "../static/built",
    rolldownOptions: {
      input: { graph: "src/graph.ts", editor: "src/editor.ts" },
      output: { ...named, assetFileNames: "[name][extname]" },
    },
  },
  worker: { format: "es", rolldownOptions: { output: named } },
};

// One plain script, for a story holds it between its own tags.
const story: UserConfig = {
  build: {
    ...built,
    outDir: "../../export/built",
    rolldownOptions: { input: "src/story.ts", output: { ...named, format: "iife" } },
  },
};

export default defineConfig(({ mode }) => (mode === "story" ? story : pages));
