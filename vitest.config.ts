import { defineConfig } from "vitest/config"

const timing = { testTimeout: 60_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "src/**/*.test.ts",
            "web/**/*.test.ts",
            "text/**/*.test.ts",
            "test/{conformance,truth,regressions}/**/*.test.ts",
            "test/*.test.ts",
          ],
          setupFiles: ["test/seed.ts"],
          globalSetup: ["test/database-server.ts"],
          ...timing,
        },
      },
      {
        test: {
          name: "journeys",
          include: ["test/journeys/**/*.test.ts"],
          setupFiles: ["test/seed.ts"],
          maxWorkers: 2,
          ...timing,
          testTimeout: 240_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          setupFiles: ["test/seed.ts"],
          maxWorkers: 1,
          ...timing,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
