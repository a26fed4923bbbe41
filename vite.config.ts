import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

// Whoever builds, a test too, builds what people get: React's development build is twice as heavy
// and mounts everything twice.
process.env["NODE_ENV"] = "production"

// antd stays out of a chunk of its own: in one piece every first page would carry all of it.
// `__NONCE__` stands in every script, style and link tag; the server puts a fresh one there.
export default defineConfig({
  root: "web",
  base: "/",
  plugins: [react()],
  html: { cspNonce: "__NONCE__" },
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
})
