import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'

export const usePeople = () => useQuery({ queryKey: ['people'], queryFn: () => call('people', {}) })
