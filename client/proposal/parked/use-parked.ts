import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { uuidv4 } from 'lib0/random'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ParkedDraft } from '../../../shared/protocol/views.ts'
import { call } from '../../api.ts'
import { isRefused } from '../../ui/Refusal.tsx'
import { sendAllHeld } from '../../sync/holding.ts'
import { useCalmDocument } from '../use-calm-document.ts'
import { useWorkspace } from '../workspace-context.ts'
import { newestFor } from './newest-for.ts'

/** Asked for anew with each refusal, when the text is closed or opened, and when a draft may have gone by another window. */
export function useParkedDrafts() {
  const { view, snapshot, may } = useWorkspace()
  const refresh = useRefresh()
  const isTurnedAway = snapshot.connection === 'refused'
  const news = `${snapshot.parked?.ids.join(' ') ?? ''} ${may('edit-text')}`
  const known = useRef(news)
  useEffect(() => {
    if (isTurnedAway) return
    if (known.current !== news) void refresh()
    known.current = news
  }, [isTurnedAway, news, refresh])
  const drafts = useQuery({
    queryKey: ['parked', view.id],
    queryFn: () => call('parked', { id: view.id }),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
    // Whoever was turned away is told nothing more; what is known stays on the screen.
    enabled: !isTurnedAway,
  })
  useNewsOfMine(drafts.data !== undefined && drafts.data.length > 0, refresh)
  return drafts
}

/** One's own words come in a burst: the list is asked for once they rest. Milliseconds. */
const REST = 1_000

/** The reader's own entry may be the draft, applied in another window; an act may be one that let it in. */
function useNewsOfMine(isWanted: boolean, refresh: () => Promise<void>): void {
  const { session, person } = useWorkspace()
  useEffect(() => {
    if (!isWanted) return
    let known = newestFor(session.snapshot().state, person.id)
    let timer: ReturnType<typeof setTimeout> | undefined
    const unsubscribe = session.subscribe(() => {
      const newest = newestFor(session.snapshot().state, person.id)
      if (newest === 0 || newest === known) return
      known = newest
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), REST)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [isWanted, session, person.id, refresh])
}

/** What applying would do to the text as it is now: asked for anew when the text has changed and rests. */
export function usePreview({ id }: ParkedDraft, isWanted: boolean) {
  const { view, session } = useWorkspace()
  useCalmDocument()
  const refresh = useRefresh()
  const preview = useQuery({
    queryKey: ['parked-preview', view.id, id, session.snapshot().textSeq],
    queryFn: () => call('previewParked', { id: view.id, draft: id }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const { error } = preview
  useEffect(() => {
    if (isGone(error)) void refresh()
  }, [error, refresh])
  return preview
}

/** Applied or discarded elsewhere: there is nothing left to choose. */
export const isGone = (error: unknown): boolean => isRefused(error, 'already-done') || isRefused(error, 'not-found')

/** Asked again after a lost answer it is the same application. */
export function useApply({ id }: ParkedDraft, onApplied: () => void) {
  const { view, session } = useWorkspace()
  const refresh = useRefresh()
  const [commandId] = useState(uuidv4)
  return useMutation({
    mutationFn: () => {
      sendAllHeld()
      return call('applyParked', { id: view.id, draft: id, commandId })
    },
    onSuccess: () => {
      session.dismissParked()
      onApplied()
    },
    onSettled: refresh,
  })
}

export function useDiscard({ id }: ParkedDraft, onDiscarded: () => void) {
  const { view, session } = useWorkspace()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => call('discardParked', { id: view.id, draft: id }),
    onSuccess: () => {
      session.dismissParked()
      onDiscarded()
    },
    onSettled: refresh,
  })
}

function useRefresh() {
  const client = useQueryClient()
  const { view } = useWorkspace()
  return useCallback(() => client.invalidateQueries({ queryKey: ['parked', view.id] }), [client, view.id])
}
