import type { MergePreview } from '@casino-club/shared'
import { useState } from 'react'
import { useDataProvider, useNotify, useRefresh } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { newCommandId } from '../players/correction/command-id.ts'
import type { Player, PlayerDetail } from '../providers/resources.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { findAccount } from './find-account.ts'

/** A name has at most 32 letters: whoever is meant is among the first accounts that hold it. */
const LOOKED_THROUGH = 100

/** The course of a merge: pick the other account, look at what would move, do it. */
export function useMerge(player: PlayerDetail, onDone: () => void) {
  const words = useWords()
  const failureWords = useFailureWords()
  const dataProvider = useDataProvider()
  const notify = useNotify()
  const refresh = useRefresh()
  const { previewMerge, mergeAccounts } = useAdminActions()
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // One intention, one id: pressed again after a lost answer, it merges nothing twice.
  const [commandId] = useState(newCommandId)

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setBusy(false)
    }
  }
  const pick = (typed: string) =>
    attempt(async () => {
      const found = await dataProvider.getList<Player>('players', {
        filter: { q: typed.trim() },
        pagination: { page: 1, perPage: LOOKED_THROUGH },
        sort: { field: 'id', order: 'ASC' },
      })
      const other = findAccount(found.data, typed)
      if (other === undefined) setFailure(words('merges.unknown'))
      else if (other.id === player.id) setFailure(words('reasons.SAME_ACCOUNT'))
      else setPreview(await previewMerge(player.id, other.id))
    })
  const merge = (reason: string) =>
    attempt(async () => {
      if (preview === null) return
      const { from, into } = preview
      const versions = { expectedVersion: into.version, expectedFromVersion: from.version }
      try {
        await mergeAccounts(player.id, { commandId, fromUserId: from.id, reason, ...versions })
      } catch (error) {
        // What it would come to now, beside why it was not done.
        setPreview(await previewMerge(player.id, from.id).catch(() => preview))
        throw error
      }
      notify(words('merges.done', { siteId: from.siteId }), { type: 'success' })
      refresh()
      onDone()
    })
  const back = () => {
    setPreview(null)
    setFailure(null)
  }
  return { preview, failure, busy, pick, merge, back }
}

export type Merge = ReturnType<typeof useMerge>
