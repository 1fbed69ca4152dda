import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ForumId } from '../../shared/ids.ts'
import { call } from '../api.ts'

export const useForums = () => useQuery({ queryKey: ['forums'], queryFn: () => call('forums', {}) })

export const proposalsQuery = (forum: ForumId) =>
  queryOptions({
    queryKey: ['proposals', forum],
    queryFn: () => call('proposals', { id: forum }),
    refetchInterval: 30_000,
  })
