/** The session cookie: out of the reach of scripts, sent only to this site. */
import type { IncomingMessage } from 'node:http'
import type { CookieOptions } from 'express'
import type { Config } from '../config.ts'

export const COOKIE = 'cp_session'

export const cookieOptions = ({ publicUrl, sessionDays }: Config): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl?.startsWith('https:') ?? false,
  path: '/',
  maxAge: sessionDays * 86_400_000,
})

export function sessionToken(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
}
