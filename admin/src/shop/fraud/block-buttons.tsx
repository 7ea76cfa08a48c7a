import { Button, Stack } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useNotify, useRefresh } from 'react-admin'
import { ReasonDialog } from '../../access/reason-dialog.tsx'
import { useWords } from '../../i18n/use-words.ts'
import type { BlockRecord } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

type Act = 'block' | 'release'

/** Blocking or releasing; a block that the club made by itself may be kept, so that somebody has looked at it. */
export function BlockButtons({ block }: { block: BlockRecord }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'decide', resource: 'fraud' })
  const [asked, setAsked] = useState<Act | null>(null)
  const { id, status, decidedBy } = block
  if (!canAccess || status === 'released') return null
  const mayBlock = status === 'open' || decidedBy === null
  return (
    <Stack direction="row" spacing={1}>
      {mayBlock ? (
        <Button size="small" color="error" onClick={() => setAsked('block')} data-testid={`fraud-block-${id}`}>
          {words(status === 'open' ? 'fraud.block' : 'fraud.keep')}
        </Button>
      ) : null}
      <Button size="small" onClick={() => setAsked('release')} data-testid={`fraud-release-${id}`}>
        {words('fraud.release')}
      </Button>
      {asked ? <DecisionDialog block={block} act={asked} onClose={() => setAsked(null)} /> : null}
    </Stack>
  )
}

const STATUS = { block: 'blocked', release: 'released' } as const

function DecisionDialog({ block, act, onClose }: { block: BlockRecord; act: Act; onClose: () => void }) {
  const words = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const { decideBlock } = useAdminActions()
  const confirm = async (reason: string) => {
    await decideBlock(block.id, { status: STATUS[act], reason })
    notify(words(`fraud.${STATUS[act]}`), { type: 'success' })
    refresh()
  }
  return (
    <ReasonDialog
      title={words(`fraud.${act}Title`, { nickname: block.nickname })}
      body={words(`fraud.${act}Body`)}
      confirmLabel={words(`fraud.${act}`)}
      testId="fraud-decide"
      harmful={act === 'block'}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
