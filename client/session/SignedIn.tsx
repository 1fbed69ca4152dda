import { Navigate, Outlet, useLocation } from 'react-router'
import { Refusal } from '../ui/Refusal.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useSession } from './use-session.ts'

/** Everything but the door: who is not signed in is led there, and back afterwards. */
export function SignedIn() {
  const { data, error } = useSession()
  const { pathname } = useLocation()
  if (data?.person) return <Outlet />
  if (data) return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname)}`} replace />
  return <main className="page">{error ? <Refusal error={error} /> : <Waiting />}</main>
}
