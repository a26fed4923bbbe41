import { defineConfig, type OxlintOverride } from "oxlint"
import arrows from "./arrows.cjs"

const rooms = Object.keys(arrows)
const libraries = [
  ...new Set(
    Object.values(arrows).flatMap((targets) => targets.filter((target) => !target.startsWith("#"))),
  ),
]

/** A room imports what its arrows say, and other rooms by their front door. */
function wallOf(room: string, targets: readonly string[]): OxlintOverride {
  const arrow = {
    group: ["#*", "#*/**", ...libraries, ...targets.map((target) => `!${target}`)],
    message: `${room} may import only: ${targets.join(", ")} (arrows.cjs)`,
  }
  const door = {
    regex: `^(\\.\\./)+(src/)?(${rooms.join("|")})/`,
    message: "enter a room by its #name",
  }
  return {
    files: room === "web" ? ["web/**"] : [`src/${room}/**`],
    excludeFiles: ["**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [arrow, door] }] },
  }
}

const long = { skipBlankLines: true, skipComments: true }

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc", "vitest"],
  options: { typeAware: true, reportUnusedDisableDirectives: "error" },
  categories: { correctness: "error", suspicious: "error" },
  rules: {
    "import/no-cycle": "error",
    "max-lines-per-function": ["error", { max: 40, ...long }],
    "max-params": ["error", { max: 3 }],
    "no-console": "error",
    "typescript/consistent-type-assertions": ["error", { assertionStyle: "never" }],
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/only-throw-error": "error",
    "typescript/require-array-sort-compare": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "unicorn/prefer-node-protocol": "error",
  },
  overrides: [
    ...rooms.map((room) => wallOf(room, arrows[room] ?? [])),
    {
      files: ["web/**/*.tsx"],
      rules: { "max-lines-per-function": ["error", { max: 80, ...long }] },
    },
    {
      files: ["**/*.test.ts", "bench/**", "tools/**", "test/**"],
      rules: { "max-lines-per-function": "off", "no-console": "off" },
    },
  ],
})
