import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Person } from '../../shared/protocol/people.ts'
import type { SessionView } from '../../shared/protocol/views.ts'
import { call } from '../api.ts'

const SESSION = ['session'] as const

export const useSession = () =>
  useQuery({ queryKey: SESSION, queryFn: () => call('session', {}), staleTime: 60_000, refetchOnWindowFocus: true })

/** Only below the signed-in part of the routes, which is drawn when there is a person. */
export function usePerson(): Person {
  const person = useSession().data?.person
  if (!person) throw new Error('nobody is signed in here')
  return person
}

/** After signing in or out: another person's lists are not this one's. */
export function useTakeSession() {
  const client = useQueryClient()
  return (session: SessionView) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] })
    client.setQueryData(SESSION, session)
  }
}
