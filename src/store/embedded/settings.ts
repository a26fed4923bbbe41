import type { Home } from "./home.ts"

/** What tests change; the product does not. */
export interface Tuning {
  /** Listens on 127.0.0.1 too, as a server of one's own would. */
  readonly tcpPort?: number
  /** False gives up safety against power cuts: for databases that live as long as a test. */
  readonly isDurable?: boolean
  readonly connections?: number
}

/** Switches of the server: small at rest, quick at loading, and silent about what rows hold. */
export function settingsFor(home: Home, tuning: Tuning): readonly string[] {
  const settings = {
    ...where(home, tuning),
    ...memory,
    ...writing,
    ...discretion,
    ...(tuning.isDurable === false ? careless : {}),
    max_connections: tuning.connections ?? 40,
  }
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
}

function where(home: Home, { tcpPort }: Tuning) {
  return {
    listen_addresses: tcpPort === undefined ? "" : "127.0.0.1",
    port: tcpPort ?? 5432,
    unix_socket_directories: home.socket,
    unix_socket_permissions: "0700",
    timezone: "UTC",
    log_timezone: "UTC",
  }
}

const memory = {
  shared_buffers: "96MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_worker_processes: 4,
  autovacuum_max_workers: 2,
  io_workers: 2,
  jit: "off",
}

// Bulk loading: checkpoints seldom and spread out. fsync stays on.
const writing = {
  max_wal_size: "2GB",
  min_wal_size: "128MB",
  checkpoint_timeout: "15min",
  max_wal_senders: 0,
  max_replication_slots: 2,
}

// Errors of statements may hold what rows hold; they go to the program that asked, not to a file.
const discretion = {
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length_on_error: 0,
  log_checkpoints: "off",
  password_encryption: "scram-sha-256",
}

const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
