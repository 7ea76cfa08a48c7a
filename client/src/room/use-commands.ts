import type { SlotSpinOutcome } from '@casino-club/shared'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useNotify } from '../ui/NoticeProvider.tsx'
import { type CommandSender, createCommandSender } from './command-sender.ts'
import { createPendingCommands } from './pending-commands.ts'
import type { PlayerConnection } from './player-connection.ts'
import { playIn, type RecoveredPlay, spinIn, wordRecovered } from './server-notice.ts'

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Counts the work that is under way. */
function useCount() {
  const [underWay, setUnderWay] = useState(0)
  const counted = useCallback(async <T>(work: Promise<T>): Promise<T> => {
    setUnderWay((count) => count + 1)
    try {
      return await work
    } finally {
      setUnderWay((count) => count - 1)
    }
  }, [])
  return { busy: underWay > 0, counted }
}

/** The way of commands over a connection, and what became of those of an earlier page load. */
export function useCommands(userId: number, connection: PlayerConnection | null) {
  const notify = useNotify()
  const { busy, counted } = useCount()
  const [recovered, setRecovered] = useState<SlotSpinOutcome | null>(null)
  const [recoveredPlay, setRecoveredPlay] = useState<RecoveredPlay | null>(null)
  const sender = useMemo<CommandSender | null>(
    () =>
      connection &&
      createCommandSender({ pending: createPendingCommands(sessionStorage), open: connection.open, sleep }),
    [connection],
  )
  useEffect(() => {
    const resumed = sender?.resume(userId, (command, reply) => {
      setRecovered(spinIn(command, reply))
      setRecoveredPlay(playIn(command, reply))
      notify((text) => wordRecovered(command, reply, text))
    })
    for (const work of resumed ?? []) void counted(work)
  }, [sender, userId, notify, counted])
  const forgetRecovered = useCallback(() => {
    setRecovered(null)
    setRecoveredPlay(null)
  }, [])
  return { sender, counted, busy, recovered, recoveredPlay, forgetRecovered }
}
