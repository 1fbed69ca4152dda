/** A connection to the host that takes writes, of those that DATABASE_URL names: after a failover it is another one. */
import { Client, type ClientConfig } from 'pg'
import { addressesOf } from './addresses.ts'

/** Where another host can be tried, one that does not answer is not waited for so long. */
const PATIENCE_MS = { only: 10_000, oneOfSeveral: 3_000 }

const IS_STANDBY = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS standby`

/** @throws what the last host said, where none takes writes. `prepared` is asked to listen before anything is said. */
export async function connectToPrimary(
  url: string,
  settings: ClientConfig,
  prepared: (client: Client) => void,
): Promise<Client> {
  const addresses = addressesOf(url)
  const connectionTimeoutMillis = addresses.length > 1 ? PATIENCE_MS.oneOfSeveral : PATIENCE_MS.only
  let failure: unknown = new Error('DATABASE_URL names no host')
  for (const connectionString of addresses)
    try {
      return await connected({ connectionTimeoutMillis, ...settings, connectionString }, prepared)
    } catch (error) {
      failure = error
    }
  throw failure
}

async function connected(settings: ClientConfig, prepared: (client: Client) => void): Promise<Client> {
  const client = new Client(settings)
  // Without this an error on a connection that is given up would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>(IS_STANDBY)
    if (rows[0]?.standby) throw new Error(`${client.host}:${client.port} is a standby, which takes no writes`)
    prepared(client)
    return client
  } catch (error) {
    client.end().catch(() => {})
    throw error
  }
}
