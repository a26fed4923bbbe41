export { ensureWebBuilt } from "./page/build-web.ts"
export { findServer, type ServerFile } from "./server-file.ts"
export { startApplication, type Application, type Settings } from "./start-application.ts"
export { openApiDocument } from "./api/openapi.ts"
