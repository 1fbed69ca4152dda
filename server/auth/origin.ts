/** Which pages may speak to the server. A browser always names the page; a program that names none has no user to betray. */
import type { Config } from '../config.ts'

export function isAllowedOrigin(origin: string | undefined, config: Config, port: number): boolean {
  if (origin === undefined) return true
  if (config.publicUrl !== null) return origin === new URL(config.publicUrl).origin
  return [config.host, '127.0.0.1', 'localhost', '[::1]'].some((host) => origin === `http://${host}:${port}`)
}
