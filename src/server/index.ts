export { openApiDocument } from "./api/openapi.ts"
export {
  databaseStatements,
  examineInstallation,
  type Check,
  type Installation,
} from "./examine-installation.ts"
export { loadKeys, saveKeys, type KeyCopy } from "./key-copies.ts"
export { ensureWebBuilt } from "./page/build-web.ts"
export { resetData, type Resetting } from "./reset-data.ts"
export { restoreData, type Restoring } from "./restore-data.ts"
export { findRunning } from "./server-file.ts"
export { startApplication, type Application, type Settings } from "./start-application.ts"
export { version } from "./version.ts"
