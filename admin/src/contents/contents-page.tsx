import type { AdminContent } from '@casino-club/shared'
import { Alert, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { ReasonDialog } from '../access/reason-dialog.tsx'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { useReport } from '../reports/use-report.ts'
import { ContentEditor } from './content-editor.tsx'

/** Content that opens stage by stage: what there is, how many have unlocked it, its drafts. */
export function ContentsPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'contents' })
  return (
    <Authenticated>
      <Title title={words('contents.title')} />
      {canAccess ? <Contents /> : null}
    </Authenticated>
  )
}

function Contents() {
  const words = useWords()
  const { readContents } = useAdminActions()
  const { canAccess: mayEdit } = useCanAccess({ action: 'edit', resource: 'contents' })
  const [round, setRound] = useState(0)
  /** The id that is edited; empty: a new one. */
  const [edited, setEdited] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  const read = useCallback(() => readContents(), [readContents, round])
  const { report, failure } = useReport(read)
  const again = () => {
    setEdited(null)
    setRound((count) => count + 1)
  }
  const seen = report?.find(({ id }) => id === edited) ?? null
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      <Panel title={words('contents.title')}>
        {report?.length === 0 ? <p>{words('contents.none')}</p> : null}
        {report && report.length > 0 ? <Rows contents={report} onEdit={setEdited} onChanged={again} /> : null}
        {mayEdit ? (
          <Button onClick={() => setEdited('')} data-testid="content-new">
            {words('contents.new')}
          </Button>
        ) : null}
      </Panel>
      {edited !== null && mayEdit ? <ContentEditor key={edited} seen={seen} onChanged={again} /> : null}
    </Stack>
  )
}

interface RowsProps {
  readonly contents: readonly AdminContent[]
  readonly onEdit: (id: string) => void
  readonly onChanged: () => void
}

function Rows({ contents, onEdit, onChanged }: RowsProps) {
  const words = useWords()
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['id', 'live', 'draft', 'unlocked', 'doings'] as const).map((column) => (
            <TableCell key={column}>{words(`contents.columns.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {contents.map((content) => (
          <TableRow key={content.id} data-testid={`content-${content.id}`}>
            <TableCell>{content.id}</TableCell>
            <TableCell data-testid={`content-live-${content.id}`}>{content.live?.version ?? '–'}</TableCell>
            <TableCell>{content.draft?.version ?? '–'}</TableCell>
            <TableCell>{content.unlocked.join(' · ')}</TableCell>
            <TableCell>
              <Button size="small" onClick={() => onEdit(content.id)}>
                {words('contents.open')}
              </Button>
              <PublishButton content={content} onChanged={onChanged} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function PublishButton({ content, onChanged }: { content: AdminContent; onChanged: () => void }) {
  const words = useWords()
  const { publishContent } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'publish', resource: 'contents' })
  const [open, setOpen] = useState(false)
  if (!canAccess || content.draft === null) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid={`content-publish-${content.id}`}>
        {words('contents.publish')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('contents.publishTitle', { id: content.id })}
          body={words('contents.publishBody')}
          confirmLabel={words('contents.publish')}
          testId="content-publish"
          onConfirm={async (reason) => {
            await publishContent(content.id, content.revision, reason)
            onChanged()
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
