import { useQuery } from '@tanstack/react-query'
import type { TextId } from '../../shared/ids.ts'
import { call } from '../api.ts'

export const useTexts = () => useQuery({ queryKey: ['texts'], queryFn: () => call('texts', {}) })

export const useText = (id: TextId) => useQuery({ queryKey: ['text', id], queryFn: () => call('text', { id }) })
