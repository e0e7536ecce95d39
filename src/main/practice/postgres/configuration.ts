/**
 * The whole of postgresql.conf, written at each start: small, since the panel shares the machine with the lesson. Commits are on disk
 * when they are answered, so that neither a kill nor a power cut loses one.
 */
export const configuration = (port: number): string => `\
listen_addresses = '127.0.0.1'
port = ${String(port)}
unix_socket_directories = ''
max_connections = 60
shared_buffers = 32MB
work_mem = 16MB
maintenance_work_mem = 32MB
max_worker_processes = 2
max_parallel_workers_per_gather = 0
io_method = sync
autovacuum_max_workers = 1
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
min_wal_size = 32MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_error_statement = panic
log_checkpoints = off
`
